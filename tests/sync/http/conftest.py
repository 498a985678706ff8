"""The surface over databases in memory, asked by a test client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from cairn_sync.http import OpenGuard, create_app
from cairn_sync.stores.memory import MemoryDatabases


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Ask with one event loop throughout, so that what waits can be woken."""
    with TestClient(create_app(MemoryDatabases(), guard=OpenGuard())) as client:
        yield client


@pytest.fixture
def directory(client: TestClient) -> TestClient:
    """The same, with a database ``directory-demo``."""
    client.put("/directory-demo")
    return client
