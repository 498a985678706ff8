"""A purge at a real CouchDB: every revision goes, by hundreds, and its files are compacted."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest

from cairn_sync.errors import ForbiddenError
from cairn_sync.http import BasicGuard, create_app
from cairn_sync.stores.couchdb import PURGE_BATCH, CouchDBDatabases, CouchDBStore
from cairn_sync.stores.memory import MemoryDatabases
from tests.peers import COUCHDB_URL, some_database_name
from tests.sync.documents import service
from tests.sync.stores.test_couchdb import NEEDS_COUCHDB

pytestmark = pytest.mark.anyio

CASA = "service:casa-luz"


@pytest.fixture
async def store() -> AsyncIterator[CouchDBStore]:
    databases = await CouchDBDatabases.connect(str(COUCHDB_URL))
    created = await databases.create(some_database_name())
    yield created
    await databases.delete(created.name)
    await databases.close()


@pytest.mark.couchdb
@pytest.mark.skipif(COUCHDB_URL is None, reason=NEEDS_COUCHDB)
async def test_a_couchdb_keeps_nothing_of_what_was_purged(store: CouchDBStore) -> None:
    many = [f"service:of-many-{n}" for n in range(PURGE_BATCH + 5)]
    await store.bulk_docs([service(doc_id, "1-a") for doc_id in many])
    await store.bulk_docs([service(CASA, "2-b 1-a"), service(CASA, "2-c 1-a")])
    await store.bulk_docs([service(CASA, "3-d! 2-c 1-a")])

    assert await store.purge([CASA, *many])

    assert await store.leaves(CASA) == []
    info = await store.info()
    assert (info.doc_count, info.doc_del_count) == (0, 0)
    assert (await store.changes()).changes == []


async def test_a_peer_that_asks_for_an_administrator_is_told_apart() -> None:
    hub = MemoryDatabases()
    await hub.create("directory-demo")
    app = create_app(hub, guard=BasicGuard("hub", "right"))
    transport = httpx2.ASGITransport(app)
    databases = await CouchDBDatabases.connect("http://hub:wrong@hub.test", transport=transport)

    with pytest.raises(ForbiddenError):
        await CouchDBStore(databases._connection, "directory-demo").purge([CASA])
    await databases.close()
