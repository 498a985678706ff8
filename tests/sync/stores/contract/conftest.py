"""What every store promises. A new store joins by adding itself to `databases`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from cairn_sync.http import OpenGuard, create_app
from cairn_sync.store import Databases, Store
from cairn_sync.stores.couchdb import CouchDBDatabases
from cairn_sync.stores.memory import MemoryDatabases
from cairn_sync.stores.sqlite import SqliteDatabases


@pytest.fixture(params=["memory", "sqlite", "couchdb"])
async def databases(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Databases]:
    databases: Databases
    match request.param:
        case "memory":
            databases = MemoryDatabases()
        case "sqlite":
            databases = SqliteDatabases(tmp_path / "databases")
        case "couchdb":  # ours on both ends, with HTTP in between
            app = create_app(MemoryDatabases(), guard=OpenGuard())
            transport = httpx2.ASGITransport(app)
            databases = await CouchDBDatabases.connect("http://hub.test", transport=transport)
    yield databases
    await databases.close()


@pytest.fixture
async def store(databases: Databases) -> Store:
    return await databases.create("directory-demo")
