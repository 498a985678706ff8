from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import anyio
import pytest
from anyio.streams.memory import MemoryObjectReceiveStream
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

from cairn_sync.http import Administrator, OpenGuard, UnauthorizedError, Visitor, create_app
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.sync.documents import service

CHANGES = "/directory-demo/_changes"
CASA, LEGAL = "service:casa-luz", "service:legal-aid"


@pytest.fixture
def three(directory: TestClient) -> TestClient:
    """Changes in three documents: b deleted, c in conflict."""
    docs = [
        {"_id": "a", "_rev": "1-a"},
        {"_id": "b", "_rev": "1-b", "_deleted": True},
        {"_id": "c", "_rev": "1-c"},
        {"_id": "c", "_rev": "1-d"},
    ]
    directory.post("/directory-demo/_bulk_docs", json={"docs": docs, "new_edits": False})
    return directory


def ids(client: TestClient, **params: Any) -> str:
    answer = client.get(CHANGES, params=params).json()
    return "".join(row["id"] for row in answer["results"])


def test_a_row_names_the_winner_and_where_it_stands(three: TestClient) -> None:
    answer = three.get(CHANGES).json()

    a, b, c = answer["results"]
    assert (a["id"], a["changes"]) == ("a", [{"rev": "1-a"}])
    assert b["deleted"] is True
    assert c["changes"] == [{"rev": "1-d"}]
    assert answer["last_seq"] == c["seq"]
    assert answer["pending"] == 0


def test_every_leaf_is_named_when_asked_for(three: TestClient) -> None:
    rows = three.get(CHANGES, params={"style": "all_docs"}).json()["results"]

    assert rows[2]["changes"] == [{"rev": "1-d"}, {"rev": "1-c"}]


def test_the_feed_goes_on_from_any_of_its_sequences(three: TestClient) -> None:
    rows = three.get(CHANGES).json()["results"]

    assert [ids(three, since=row["seq"]) for row in rows] == ["bc", "c", ""]
    assert ids(three, since="now") == ""
    assert ids(three, since=json.dumps(rows[0]["seq"])) == "bc"  # as some clients quote it


def test_a_limit_leaves_the_rest_pending(three: TestClient) -> None:
    answer = three.get(CHANGES, params={"limit": 2}).json()

    assert (len(answer["results"]), answer["pending"]) == (2, 1)
    assert answer["last_seq"] == answer["results"][1]["seq"]
    assert ids(three, limit=0) == "a"  # as CouchDB takes it


def test_the_feed_can_be_read_backwards(three: TestClient) -> None:
    assert ids(three, descending="true") == "cba"
    assert ids(three, descending="true", limit=1) == "c"


def test_documents_come_along_when_asked_for(three: TestClient) -> None:
    params = {"include_docs": "true", "conflicts": "true"}

    rows = three.get(CHANGES, params=params).json()["results"]

    assert rows[1]["doc"] == {"_id": "b", "_rev": "1-b", "_deleted": True}
    assert rows[2]["doc"] == {"_id": "c", "_rev": "1-d", "_conflicts": ["1-c"]}


def test_a_filter_by_id_reads_on_until_it_has_what_it_wants(three: TestClient) -> None:
    wanted = {"filter": "_doc_ids", "doc_ids": '["c"]'}

    assert ids(three, **wanted) == "c"
    assert ids(three, **wanted, limit=1) == "c"
    posted = three.post(CHANGES, params={"filter": "_doc_ids"}, json={"doc_ids": ["a", "b"]})
    assert [row["id"] for row in posted.json()["results"]] == ["a", "b"]


def test_only_design_documents_can_be_asked_for(three: TestClient) -> None:
    three.put("/directory-demo/_design/d", json={})

    assert ids(three, filter="_design") == "_design/d"


def test_a_feed_longer_than_a_page_is_read_to_its_end(directory: TestClient) -> None:
    docs = [{"_id": f"service:{number}"} for number in range(1201)]
    directory.post("/directory-demo/_bulk_docs", json={"docs": docs})

    assert len(directory.get(CHANGES).json()["results"]) == 1201
    assert len(directory.get(CHANGES, params={"limit": 700}).json()["results"]) == 700


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"filter": "directory/mine"}, 501),
        ({"filter": "_view"}, 501),
        ({"feed": "eventsource"}, 501),
        ({"since": "yesterday"}, 400),
        ({"limit": "many"}, 400),
        ({"filter": "_doc_ids"}, 400),
        ({"filter": "_doc_ids", "doc_ids": '"c"'}, 400),
        ({"heartbeat": "often"}, 400),
        ({"heartbeat": "0"}, 400),
        ({"descending": "1"}, 400),
    ],
)
def test_what_is_not_served_is_said_before_the_feed_begins(
    directory: TestClient, params: dict[str, str], status: int
) -> None:
    response = directory.get(CHANGES, params=params)

    assert response.status_code == status
    assert response.json()["reason"]


# -- Feeds that wait ------------------------------------------------------------------


@dataclass
class Feed:
    """An open answer, read as it comes."""

    chunks: MemoryObjectReceiveStream[bytes]
    text: bytes = b""
    seen: list[str] = field(default_factory=list)

    async def line(self) -> str:
        """Return the next line, without its end."""
        while b"\n" not in self.text:
            self.text += await self.chunks.receive()
        line, _, self.text = self.text.partition(b"\n")
        return line.decode()

    async def rest(self) -> str:
        return (self.text + b"".join([chunk async for chunk in self.chunks])).decode()


@asynccontextmanager
async def listening(app: ASGIApp, **params: Any) -> AsyncIterator[Feed]:
    """Open a feed the way a server would, so that every chunk is seen as it is sent."""
    sent, chunks = anyio.create_memory_object_stream[bytes](100)

    async def receive() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Message) -> None:
        await sent.send(message.get("body", b""))

    scope = {
        "type": "http",
        "method": "GET",
        "path": CHANGES,
        "raw_path": CHANGES.encode(),
        "query_string": urlencode(params).encode(),
        "headers": [],
    }

    async def serve() -> None:
        with sent:
            await app(scope, receive, send)

    with chunks:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(serve)
            yield Feed(chunks)
            tasks.cancel_scope.cancel()


class Doorkeeper(OpenGuard):
    """Lets everybody in until it is told not to."""

    closed = False

    async def admit(self, request: Request) -> Visitor:
        if self.closed:
            raise UnauthorizedError("This device was cut off.")
        return Administrator()


@pytest.fixture
async def store() -> MemoryStore:
    return MemoryStore("directory-demo")


@pytest.fixture
def door() -> Doorkeeper:
    return Doorkeeper()


@pytest.fixture
def app(store: MemoryStore, door: Doorkeeper) -> ASGIApp:
    class One(MemoryDatabases):
        async def open(self, name: str) -> MemoryStore:
            return store

    return create_app(One(), guard=door)


@pytest.mark.anyio
async def test_longpoll_answers_at_once_when_there_is_something(
    app: ASGIApp, store: MemoryStore
) -> None:
    await store.bulk_docs([service(CASA, "1-a")])

    async with listening(app, feed="longpoll") as feed:
        answer = json.loads(await feed.rest())

    assert [row["id"] for row in answer["results"]] == [CASA]


@pytest.mark.anyio
async def test_longpoll_waits_for_the_next_change(app: ASGIApp, store: MemoryStore) -> None:
    async with listening(app, feed="longpoll", since="now", heartbeat="20") as feed:
        assert await feed.line() == '{"results":['
        assert await feed.line() == ""  # a heartbeat: it waits
        await store.bulk_docs([service(CASA, "1-a")])
        answer = json.loads('{"results":[' + await feed.rest())

    assert [row["id"] for row in answer["results"]] == [CASA]
    assert answer["last_seq"] == answer["results"][0]["seq"]


@pytest.mark.anyio
async def test_longpoll_ends_with_its_timeout(app: ASGIApp, store: MemoryStore) -> None:
    async with listening(app, feed="longpoll", timeout="10") as feed:
        answer = json.loads(await feed.rest())

    assert answer["results"] == []
    assert answer["last_seq"] == (await store.info()).last_sequence


@pytest.mark.anyio
async def test_longpoll_sleeps_through_what_its_filter_leaves_out(
    app: ASGIApp, store: MemoryStore
) -> None:
    wanted = {"filter": "_doc_ids", "doc_ids": f'["{LEGAL}"]', "heartbeat": "20"}

    async with listening(app, feed="longpoll", **wanted) as feed:
        await feed.line()
        await store.bulk_docs([service(CASA, "1-a")])
        assert await feed.line() == ""
        await store.bulk_docs([service(LEGAL, "1-a")])
        answer = json.loads('{"results":[' + await feed.rest())

    assert [row["id"] for row in answer["results"]] == [LEGAL]


@pytest.mark.anyio
async def test_a_continuous_feed_tells_each_change_as_it_comes(
    app: ASGIApp, store: MemoryStore
) -> None:
    await store.bulk_docs([service(CASA, "1-a")])

    async with listening(app, feed="continuous") as feed:
        first = json.loads(await feed.line())
        await store.bulk_docs([service(LEGAL, "1-a")])
        second = json.loads(await feed.line())

    assert [first["id"], second["id"]] == [CASA, LEGAL]


@pytest.mark.anyio
async def test_a_continuous_feed_ends_at_its_limit_or_timeout(
    app: ASGIApp, store: MemoryStore
) -> None:
    await store.bulk_docs([service(CASA, "1-a"), service(LEGAL, "1-a")])

    async with listening(app, feed="continuous", limit="1") as feed:
        limited = (await feed.rest()).splitlines()
    async with listening(app, feed="continuous", timeout="10") as feed:
        timed_out = (await feed.rest()).splitlines()

    assert [json.loads(line).get("id") for line in limited] == [CASA, None]
    assert [json.loads(line).get("id") for line in timed_out] == [CASA, LEGAL, None]
    assert json.loads(limited[-1])["pending"] == 1


@pytest.mark.anyio
async def test_a_feed_ends_when_its_reader_is_cut_off(
    app: ASGIApp, store: MemoryStore, door: Doorkeeper
) -> None:
    async with listening(app, feed="continuous", heartbeat="60000") as feed:
        await store.bulk_docs([service(CASA, "1-a")])
        await feed.line()
        door.closed = True
        await store.bulk_docs([service(LEGAL, "1-a")])
        rest = await feed.rest()

    assert LEGAL not in rest
