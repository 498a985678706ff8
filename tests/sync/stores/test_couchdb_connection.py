"""What the store makes of peers that refuse, fail, lie, or lack a part of the protocol."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable
from typing import Any

import httpx2
import orjson
import pytest

from cairn_sync.errors import (
    ForbiddenError,
    MalformedError,
    NotFoundError,
    ProtocolError,
    SyncError,
    UnavailableError,
    UnsupportedError,
)
from cairn_sync.http import BasicGuard, OpenGuard, create_app
from cairn_sync.replicator import replicate
from cairn_sync.stores import couchdb_connection
from cairn_sync.stores.couchdb import CouchDBDatabases, CouchDBStore
from cairn_sync.stores.couchdb_connection import Connection
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.sync.documents import dump, revision, service

pytestmark = pytest.mark.anyio

CASA, LEGAL = "service:casa-luz", "service:legal-aid"
PASSWORD = "three-geese-on-the-mesa"

Answer = Callable[[httpx2.Request], httpx2.Response]


def peer(answer: Answer) -> CouchDBStore:
    """Return a database at a peer that answers as told."""
    transport = httpx2.MockTransport(answer)
    return CouchDBStore.at(f"http://hub:{PASSWORD}@hub.test/directory-demo", transport=transport)


def always(status: int, content: Any) -> Answer:
    body = content if isinstance(content, bytes) else orjson.dumps(content)
    return lambda request: httpx2.Response(status, content=body)


def raises(error: Exception) -> Answer:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise error

    return answer


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param(raises(httpx2.ConnectError("no route")), UnavailableError, id="no route"),
        pytest.param(raises(httpx2.ReadTimeout("slow")), UnavailableError, id="timeout"),
        pytest.param(raises(httpx2.RemoteProtocolError("cut")), UnavailableError, id="cut"),
        pytest.param(always(429, {"error": "too_many"}), UnavailableError, id="busy"),
        pytest.param(always(500, b"<html>"), UnavailableError, id="failed"),
        pytest.param(always(503, {}), UnavailableError, id="starting"),
        pytest.param(always(401, {"error": "unauthorized"}), ForbiddenError, id="wrong password"),
        pytest.param(always(403, {"error": "forbidden"}), ForbiddenError, id="not allowed"),
        pytest.param(always(404, {"error": "not_found"}), NotFoundError, id="missing"),
        pytest.param(always(302, b""), ProtocolError, id="sent elsewhere"),
        pytest.param(always(200, b"<html>Sign in to the hotel"), ProtocolError, id="not a CouchDB"),
        pytest.param(always(200, []), ProtocolError, id="no object"),
        pytest.param(always(200, {"db_name": "x"}), ProtocolError, id="no sequence"),
    ],
)
async def test_every_failure_is_one_of_ours(answer: Answer, error: type[SyncError]) -> None:
    with pytest.raises(error):
        await peer(answer).info()


@pytest.mark.parametrize(
    "answer",
    [
        {"last_seq": "1"},
        {"results": [], "last_seq": None},
        {"results": [7], "last_seq": "1"},
        {"results": [{"id": 7, "seq": "1", "changes": [{"rev": "1-a"}]}], "last_seq": "1"},
        {"results": [{"id": CASA, "seq": "1", "changes": []}], "last_seq": "1"},
        {"results": [{"id": CASA, "seq": "1", "changes": [{"rev": "one"}]}], "last_seq": "1"},
    ],
)
async def test_a_feed_that_breaks_the_protocol_is_not_read(answer: Any) -> None:
    with pytest.raises(ProtocolError):
        await peer(always(200, answer)).changes("0")


@pytest.mark.parametrize(
    ("sequence", "text"), [("3-abc", "3-abc"), (3, "3"), ([3, "g1A"], '[3,"g1A"]')]
)
async def test_a_sequence_of_any_kind_is_kept_as_text(sequence: Any, text: str) -> None:
    batch = await peer(always(200, {"results": [], "last_seq": sequence})).changes("0")

    assert batch.last_sequence == text


async def test_credentials_are_sent_and_never_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    databases = MemoryDatabases()
    await databases.create("directory-demo")
    app = create_app(databases, guard=BasicGuard("hub", PASSWORD))
    url = f"http://hub:{PASSWORD}@hub.test/directory-demo"
    right = CouchDBStore.at(url, transport=httpx2.ASGITransport(app))
    wrong = CouchDBStore.at(f"http://hub:x{PASSWORD}@hub.test/directory-demo",
                            transport=httpx2.ASGITransport(app))  # fmt: skip
    gone = peer(raises(httpx2.ConnectError("no route to host")))

    told = [repr(right), repr(wrong), repr(Connection(url)), (await right.info()).uuid]
    for store in (wrong, gone):
        with pytest.raises(SyncError) as caught:
            await store.info()
        told.append(str(caught.value))
    with pytest.raises(MalformedError) as malformed:
        CouchDBStore.at(f"ftp://hub:{PASSWORD}@hub.test/directory-demo")
    told.append(str(malformed.value))

    assert PASSWORD not in "".join(told) + caplog.text


async def test_a_document_that_cannot_be_kept_here_is_one_failure() -> None:
    docs = {
        CASA: {"_id": CASA, "_rev": "1-a", "name": "Casa Luz"},
        LEGAL: {"_id": LEGAL, "_rev": "1-a", "_attachments": {"map.png": {"stub": True}}},
    }

    def answer(request: httpx2.Request) -> httpx2.Response:
        path = request.url.path.removeprefix("/directory-demo")
        content: Any = {"db_name": "directory-demo", "update_seq": "2", "ok": True, "rev": "0-1"}
        if path == "/_changes":
            rows = [{"seq": "2", "id": doc_id, "changes": [{"rev": "1-a"}]} for doc_id in docs]
            content = {"results": rows, "last_seq": "2", "pending": 0}
        elif path == "/_bulk_get":
            results = [{"id": doc_id, "docs": [{"ok": doc}]} for doc_id, doc in docs.items()]
            content = {"results": results}
        elif path.startswith("/_local") and request.method == "GET":
            return httpx2.Response(404, content=b'{"error":"not_found","reason":"missing"}')
        elif path[1:] in docs:
            content = [{"ok": docs[path[1:]]}]
        return httpx2.Response(200, content=orjson.dumps(content))

    target = MemoryStore("target")

    summary = await replicate(peer(answer), target)

    assert [(one.doc_id, one.reason) for one in summary.failures] == [
        (LEGAL, "attachments are not stored here")
    ]
    assert list(await dump(target)) == [CASA]


DEEP = b'{"_id":"service:legal-aid","_rev":"1-a","n":' + b"[" * 2_000 + b"]" * 2_000 + b"}"
ENDLESS = b'{"_id":"service:legal-aid","_rev":"1-a","n":"' + b"x" * 3_000 + b'"}'


@pytest.mark.parametrize("has_bulk_get", [True, False])
@pytest.mark.parametrize(
    ("bad", "rev"),
    [
        pytest.param(DEEP, "1-a", id="nested beyond reading"),
        pytest.param(ENDLESS, "1-a", id="endless"),
        pytest.param(b"{}", "1-not hex, nor anything", id="a revision of its own kind"),
    ],
)
async def test_one_document_that_nobody_can_read_stops_no_other(
    bad: bytes, rev: str, has_bulk_get: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(couchdb_connection, "MAX_ANSWER_BYTES", 2_000)
    docs = {LEGAL: bad, CASA: b'{"_id":"service:casa-luz","_rev":"1-a"}'}

    def answer(request: httpx2.Request) -> httpx2.Response:
        path = request.url.path.removeprefix("/directory-demo")
        content = b'{"db_name":"directory-demo","update_seq":"2","ok":true,"rev":"0-1"}'
        if path == "/_changes":
            revs = {LEGAL: rev, CASA: "1-a"}
            rows = [{"seq": "2", "id": one, "changes": [{"rev": revs[one]}]} for one in docs]
            content = orjson.dumps({"results": rows, "last_seq": "2", "pending": 0})
        elif path == "/_bulk_get" and has_bulk_get:
            ids = [one["id"] for one in orjson.loads(request.content)["docs"]]
            rows_ = b",".join(b'{"docs":[{"ok":%s}]}' % docs[one] for one in ids)
            content = b'{"results":[%s]}' % rows_
        elif path == "/_bulk_get" or (path.startswith("/_local") and request.method == "GET"):
            return httpx2.Response(404, content=b'{"error":"not_found","reason":"missing"}')
        elif path[1:] in docs:
            content = b'[{"ok":%s}]' % docs[path[1:]]
        return httpx2.Response(200, content=content)

    target = MemoryStore("target")

    summary = await replicate(peer(answer), target)

    assert list(await dump(target)) == [CASA]
    assert summary.last_sequence == "2"


async def test_an_answer_that_unpacks_without_end_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * (couchdb_connection.MAX_ANSWER_BYTES + 1))
    packed = httpx2.Response(200, content=bomb, headers={"Content-Encoding": "gzip"})

    with pytest.raises(ProtocolError):
        await peer(lambda request: packed).info()


class Lacking(httpx2.AsyncBaseTransport):
    """Our own server, without one of its calls."""

    def __init__(self, call: str, *, status: int = 404) -> None:
        app = create_app(MemoryDatabases(), guard=OpenGuard())
        self.inner = httpx2.ASGITransport(app)
        self.call = call
        self.status = status
        self.asked = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith(self.call):
            self.asked += 1
            return httpx2.Response(self.status, content=b'{"error":"x","reason":"missing"}')
        return await self.inner.handle_async_request(request)


@pytest.mark.parametrize("status", [400, 404, 405, 501])
async def test_a_peer_without_bulk_get_is_asked_for_each_document(status: int) -> None:
    transport = Lacking("/_bulk_get", status=status)
    store = await (await CouchDBDatabases.connect("http://hub.test", transport=transport)).create(
        "directory-demo"
    )
    casa, legal = service(CASA, "2-b 1-a"), service(LEGAL, "1-z")
    await store.bulk_docs([casa, legal])

    found = await store.bulk_get([(LEGAL, None), (CASA, revision("2-b")), (CASA, revision("9-x"))])
    await store.bulk_get([(CASA, None)])

    assert found == [legal, casa, None]
    assert transport.asked == 1  # and not again


async def test_a_batch_too_large_for_the_peer_is_cut_in_half_until_it_fits() -> None:
    app = create_app(MemoryDatabases(), guard=OpenGuard(), max_body_bytes=4_000)
    transport = httpx2.ASGITransport(app)
    databases = await CouchDBDatabases.connect("http://hub.test", transport=transport)
    store = await databases.create("directory-demo")
    documents = [service(f"service:{number}", "1-a", name="x" * 900) for number in range(9)]
    documents.append(service(CASA, "1-a", name="x" * 5_000))

    outcomes = await store.bulk_docs(documents)

    assert [outcome.doc_id for outcome in outcomes if outcome.error is not None] == [CASA]
    assert (await store.info()).doc_count == 9


async def test_a_reason_that_a_peer_gives_for_one_document_is_kept() -> None:
    rows = [
        {"id": LEGAL, "error": "forbidden", "reason": "Not in this directory."},
        {"id": CASA, "rev": "1-a", "error": "timeout", "reason": "try again"},
    ]

    casa, legal = await peer(always(201, rows)).bulk_docs(
        [service(CASA, "1-a"), service(LEGAL, "1-a")]
    )

    assert isinstance(casa.error, UnavailableError)
    assert isinstance(legal.error, ForbiddenError)
    assert str(legal.error) == "Not in this directory."


async def test_leaves_say_why_a_document_cannot_be_kept() -> None:
    doc = {"_id": CASA, "_rev": "1-a", "_attachments": {"map.png": {"stub": True}}}

    with pytest.raises(UnsupportedError):
        await peer(always(200, [{"ok": doc}])).leaves(CASA)
