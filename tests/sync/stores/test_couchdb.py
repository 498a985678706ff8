"""The store over HTTP, against whoever speaks the protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import anyio
import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from cairn_sync.document import new_edit
from cairn_sync.errors import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
)
from cairn_sync.http import BasicGuard, OpenGuard, create_app
from cairn_sync.replicator import replicate
from cairn_sync.stores.couchdb import CouchDBDatabases, CouchDBStore
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.peers import COUCHDB_URL, some_database_name
from tests.sync.documents import dump, revision, service

pytestmark = pytest.mark.anyio

CASA, LEGAL = "service:casa-luz", "service:legal/aid"  # a slash in an ID is allowed
NEEDS_COUCHDB = "no COUCHDB_URL is set: nothing here was tried against a real CouchDB"


def ours(*, password: str | None = None) -> httpx2.ASGITransport:
    guard = OpenGuard() if password is None else BasicGuard("hub", password)
    app = create_app(MemoryDatabases(), guard=guard)
    return httpx2.ASGITransport(Starlette(routes=[Mount("/couchdb", app=app)]))


@pytest.fixture(
    params=[
        "ours",
        "npm",
        pytest.param(
            "couchdb",
            marks=[
                pytest.mark.couchdb,
                pytest.mark.skipif(COUCHDB_URL is None, reason=NEEDS_COUCHDB),
            ],
        ),
    ]
)
async def databases(request: pytest.FixtureRequest) -> AsyncIterator[CouchDBDatabases]:
    """A server of each kind."""
    if request.param == "ours":
        connected = await CouchDBDatabases.connect("http://hub.test/couchdb", transport=ours())
    else:
        is_npm = request.param == "npm"
        connected = await CouchDBDatabases.connect(
            request.getfixturevalue("npm_url") if is_npm else str(COUCHDB_URL)
        )
    yield connected
    await connected.close()


@pytest.fixture
async def store(databases: CouchDBDatabases) -> AsyncIterator[CouchDBStore]:
    created = await databases.create(some_database_name())
    yield created
    await databases.delete(created.name)


async def test_a_directory_goes_there_and_comes_back_the_same(store: CouchDBStore) -> None:
    here, back = MemoryStore("here"), MemoryStore("back")
    await here.bulk_docs(
        [
            service(CASA, "2-b 1-a", name="Casa Luz"),
            service(CASA, "2-c 1-a", name="Casa Luz, moved"),
            service(LEGAL, "2-d! 1-a"),
            service("_design/directory", "1-a"),
        ]
    )

    sent = await replicate(here, store)
    fetched = await replicate(store, back)

    assert (sent.docs_written, fetched.docs_written) == (4, 4)
    assert await dump(back) == await dump(here)


async def test_a_second_run_finds_nothing_to_do(store: CouchDBStore) -> None:
    here = MemoryStore("here")
    await here.bulk_docs([service(CASA, "1-a")])
    await replicate(here, store)
    await replicate(store, here)

    there, back = await replicate(here, store), await replicate(store, here)

    assert (there.changes_read, back.changes_read) == (0, 0)


async def test_revs_diff_names_only_what_is_missing(store: CouchDBStore) -> None:
    await store.bulk_docs([service(CASA, "1-a")])

    lacking = await store.revs_diff(
        {CASA: [revision("1-a"), revision("2-b")], LEGAL: [revision("1-a")]}
    )

    assert {doc_id: one.missing for doc_id, one in lacking.items()} == {
        CASA: [revision("2-b")],
        LEGAL: [revision("1-a")],
    }


async def test_bulk_get_answers_in_the_order_asked(store: CouchDBStore) -> None:
    casa, legal = service(CASA, "2-b 1-a"), service(LEGAL, "1-z")
    await store.bulk_docs([casa, legal])

    found = await store.bulk_get(
        [
            (LEGAL, revision("1-z")),
            (CASA, revision("2-x")),
            (CASA, None),
            ("service:unknown", None),
            (CASA, revision("2-b")),
        ]
    )

    assert found == [legal, None, casa, None, casa]


async def test_changes_can_bring_their_documents(store: CouchDBStore) -> None:
    await store.bulk_docs([service(CASA, "2-b 1-a"), service(CASA, "2-c 1-a")])

    (row,) = (await store.changes("0", include_docs=True)).changes

    assert [document.revision for document in row.documents] == [revision("2-c"), revision("2-b")]


async def test_an_edit_must_extend_a_leaf(store: CouchDBStore) -> None:
    first = new_edit(CASA, {"type": "service", "name": "Casa Luz"})
    (made,) = await store.bulk_docs([first], new_edits=True)

    second = new_edit(CASA, {"type": "service"}, parent=(made.revision,))
    outcomes = await store.bulk_docs([second], new_edits=True)
    again = await store.bulk_docs([first], new_edits=True)

    assert (made.error, outcomes[0].error) == (None, None)
    assert isinstance(again[0].error, ConflictError)


async def test_all_docs_reads_a_range(store: CouchDBStore) -> None:
    await store.bulk_docs([service(f"service:{letter}", "1-a") for letter in "abcd"])

    found = await store.all_docs(start="service:b", end="service:c")

    assert [document.doc_id for document in found] == ["service:b", "service:c"]


async def test_a_local_document_is_kept_changed_and_deleted(store: CouchDBStore) -> None:
    assert await store.read_local("log/1") is None
    await store.write_local("log/1", {"session_id": "monday"})
    await store.write_local("log/1", {"session_id": "tuesday"})
    kept = await store.read_local("log/1")
    await store.write_local("log/1", None)

    assert kept == {"session_id": "tuesday"}
    assert await store.read_local("log/1") is None


async def test_a_local_document_that_another_wrote_is_overwritten(store: CouchDBStore) -> None:
    await store.write_local("log", {"session_id": "monday"})
    other = CouchDBStore(store._connection, store.name)

    await other.write_local("log", {"session_id": "tuesday"})
    await store.write_local("log", {"session_id": "wednesday"})

    assert await other.read_local("log") == {"session_id": "wednesday"}


async def test_a_gate_keeps_what_it_refuses_from_being_sent(store: CouchDBStore) -> None:
    refuse: Callable[..., str | None] = lambda leaves, new: "No." if new.doc_id == LEGAL else None  # noqa: E731

    outcomes = await store.bulk_docs([service(LEGAL, "1-a"), service(CASA, "1-a")], gate=refuse)

    assert isinstance(outcomes[0].error, ForbiddenError)
    assert outcomes[1].error is None
    assert await store.leaves(LEGAL) == []


async def test_waiting_ends_with_the_next_change(store: CouchDBStore) -> None:
    since = (await store.info()).last_sequence
    heard: list[bool] = []

    async def wait() -> None:
        heard.append(await store.wait_for_change(since, timeout_seconds=30))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(wait)
        await store.bulk_docs([service(CASA, "1-a")])

    assert heard == [True]


async def test_waiting_ends_at_the_timeout(store: CouchDBStore) -> None:
    since = (await store.info()).last_sequence

    assert not await store.wait_for_change(since, timeout_seconds=0.05)


async def test_a_database_that_is_not_there_is_said_to_be_missing(
    databases: CouchDBDatabases,
) -> None:
    with pytest.raises(NotFoundError):
        await databases.open("directory-nowhere")


async def test_databases_are_listed(databases: CouchDBDatabases, store: CouchDBStore) -> None:
    assert store.name in await databases.names()
