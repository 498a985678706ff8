"""A directory in a CouchDB: ours over its HTTP surface, and a real one when there is one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import httpx2
import orjson
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from cairn_server.body import check_body
from cairn_server.demo.seed import demo_documents
from cairn_server.network.couch_source import read_couchdb
from cairn_server.network.fault import FetchError
from cairn_server.network.hsds_source import Told
from cairn_server.network.listing import read_listing
from cairn_sync.document import new_edit
from cairn_sync.http import BasicGuard, create_app
from cairn_sync.store import Store
from cairn_sync.stores.couchdb import CouchDBDatabases
from cairn_sync.stores.memory import MemoryDatabases
from tests.peers import COUCHDB_URL, some_database_name
from tests.server.conftest import SERVICE, service

pytestmark = pytest.mark.anyio

NETWORK = "6f1c2d3e-0009-4a5b-8c6d-000000000009"
NEEDS_COUCHDB = "no COUCHDB_URL is set: nothing here was tried against a real CouchDB"


class Peer:
    """A database over there, the way to it, and what there is in it."""

    def __init__(self, url: str, transport: httpx2.AsyncBaseTransport | None, store: Store) -> None:
        self.url = url
        self.store = store
        self._transport = transport

    async def read(self, *, url: str = "", known_tag: str = "") -> Told:
        transport = self._transport or httpx2.AsyncHTTPTransport()
        return await read_couchdb(url or self.url, transport, check_body, known_tag=known_tag)


@pytest.fixture(
    params=[
        "ours",
        pytest.param(
            "couchdb",
            marks=[
                pytest.mark.couchdb,
                pytest.mark.skipif(COUCHDB_URL is None, reason=NEEDS_COUCHDB),
            ],
        ),
    ]
)
async def peer(request: pytest.FixtureRequest) -> AsyncIterator[Peer]:
    name = some_database_name()
    if request.param == "ours":
        databases = MemoryDatabases()
        guard = BasicGuard("hills", "hunter2")
        app = Starlette(routes=[Mount("/couchdb", app=create_app(databases, guard=guard))])
        url = f"http://hills:hunter2@hills.example.org/couchdb/{name}"
        yield Peer(url, httpx2.ASGITransport(app), await databases.create(name))
        return
    assert COUCHDB_URL is not None
    there = await CouchDBDatabases.connect(COUCHDB_URL)
    store = await there.create(name)
    yield Peer(f"{COUCHDB_URL.rstrip('/')}/{name}", None, store)
    await there.delete(name)
    await there.close()


async def test_what_is_public_there_comes_as_its_api_would_show_it(peer: Peer) -> None:
    await peer.store.bulk_docs(demo_documents(date(2026, 11, 20)))
    private = service(name="Only for members")
    await peer.store.bulk_docs([new_edit(SERVICE, private)])

    told = await peer.read()

    assert told.objects is not None
    listing = read_listing(NETWORK, told.objects, {})
    printed = orjson.dumps(listing.bodies)
    assert len(told.objects["services"]) > 20
    assert b"Only for members" not in printed
    assert not listing.refused
    assert not any(check_body(doc_id, body) for doc_id, body in listing.bodies.items())


async def test_what_has_not_changed_there_is_not_read_again(peer: Peer) -> None:
    await peer.store.bulk_docs([new_edit(SERVICE, service(public=True))])
    first = await peer.read()
    again = await peer.read(known_tag=first.tag)
    await peer.store.bulk_docs([new_edit(SERVICE.replace("1", "2"), service(public=True))])

    assert again == Told(None, first.tag)
    assert (await peer.read(known_tag=first.tag)).objects is not None


async def test_an_entry_that_is_public_no_longer_is_told_no_longer(peer: Peer) -> None:
    public = new_edit(SERVICE, service(public=True))
    await peer.store.bulk_docs([public])
    await peer.store.bulk_docs([new_edit(SERVICE, service(), parent=public.path)])

    assert (await peer.read()).objects == {"services": []}


async def test_a_wrong_password_and_a_wrong_name_have_faults_of_their_own(peer: Peer) -> None:
    with pytest.raises(FetchError) as forbidden:
        await peer.read(url=peer.url.replace("hunter2", "x").replace("testpass", "x"))
    with pytest.raises(FetchError) as missing:
        await peer.read(url=f"{peer.url}x")

    assert forbidden.value.fault == "forbidden"
    assert missing.value.fault == "missing"
