"""What every store promises. A new store joins by adding itself to `databases`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cairn_sync.store import Databases, Store
from cairn_sync.stores.memory import MemoryDatabases
from cairn_sync.stores.sqlite import SqliteDatabases


@pytest.fixture(params=["memory", "sqlite"])
async def databases(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Databases]:
    databases: Databases
    match request.param:
        case "memory":
            databases = MemoryDatabases()
        case "sqlite":
            databases = SqliteDatabases(tmp_path / "databases")
    yield databases
    await databases.close()


@pytest.fixture
async def store(databases: Databases) -> Store:
    return await databases.create("directory-demo")
