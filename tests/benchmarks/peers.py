"""Other CouchDB-protocol servers and clients, beside ours in the same run."""

from __future__ import annotations

import asyncio
import base64
import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cairn_sync.document import to_json_bytes
from cairn_sync.http import OpenGuard, create_app
from cairn_sync.stores.couchdb import CouchDBStore
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.benchmarks.documents import directory
from tests.benchmarks.exchanges import LOAD, FirstLoad, load_directory
from tests.benchmarks.figure import Figure, Side, docs_a_second, side_by_side
from tests.benchmarks.process import cpu_seconds, find_listener
from tests.peers import COUCHDB_URL, NODE, STOCK, npm_peer, served, some_database_name

__all__ = ["HAS_STOCK", "peer_figures"]

BATCH = 500  # documents of one `_bulk_docs`
ROUNDS = 20
PULLS = 3
HAS_STOCK = bool(NODE) and (STOCK / "node_modules").is_dir()


def peer_figures(folder: Path, first_load: FirstLoad) -> Iterator[Figure]:
    if HAS_STOCK:
        yield from _count_requests(folder, first_load)
    with _bare_server(folder / "couch") as (ours, pid):
        if HAS_STOCK:
            (folder / "npm").mkdir()
            with npm_peer(folder / "npm") as url:
                label = "PouchDB's express server, in memory"
                yield _bulk_docs(ours, url, label, at_least=0.8)
        if COUCHDB_URL:
            yield _bulk_docs(ours, COUCHDB_URL.rstrip("/"), "CouchDB", at_least=1.5)
            yield from _pull_cpu(folder, ours, pid, first_load)


# -- What stock PouchDB asks for -------------------------------------------------------------


class Counted:
    """An application whose requests and bodies are counted from the last ``/_mark`` on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.requests = 0
        self.body_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/_mark":
            self.requests, self.body_bytes = -1, 0
        self.requests += 1

        async def counted_send(message: Message) -> None:
            self.body_bytes += len(message.get("body", b""))
            await send(message)

        await self._app(scope, receive, counted_send)


def _count_requests(folder: Path, first_load: FirstLoad) -> Iterator[Figure]:
    databases = SqliteDatabases(folder / "counted")
    anyio.run(databases.create, "directory-demo")
    app = Counted(create_app(databases, guard=OpenGuard()))
    with served(app) as url:
        _run_pouchdb(f"{url}/directory-demo", "one change", folder)
        yield _requests("one change", app.requests)
        load_directory(folder / "counted", "directory-demo")
        _run_pouchdb(f"{url}/directory-demo", "first load", folder)
        yield _requests(f"first load of {LOAD:,} services", app.requests)
        yield Figure(
            f"bytes of a first load of {LOAD:,}",
            Side("one exchange, all of it", first_load.bytes_both_ways, "bytes"),
            Side("stock PouchDB, bodies down only", app.body_bytes, "bytes"),
            first_load.bytes_both_ways / app.body_bytes,
            at_most=0.25,
        )


def _requests(name: str, count: int) -> Figure:
    ours, other = Side("one exchange", 1, "requests"), Side("stock PouchDB", count, "requests")
    return Figure(f"requests for {name}", ours, other, 1 / count, at_most=0.2)


def _run_pouchdb(address: str, scenario: str, folder: Path) -> None:
    assert NODE
    script = Path(__file__).parent / "pouchdb.mjs"
    subprocess.run([NODE, str(script), address, scenario], cwd=folder, check=True, timeout=120)


# -- `_bulk_docs` over HTTP ------------------------------------------------------------------


@dataclass
class Client:
    """One connection, kept; the same for every peer."""

    url: str  # of the server; may hold credentials

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        self.connection = http.client.HTTPConnection(
            str(parts.hostname), parts.port or 80, timeout=60
        )
        self.headers = {"Content-Type": "application/json"}
        if parts.username:
            user = base64.b64encode(f"{parts.username}:{parts.password}".encode()).decode()
            self.headers["Authorization"] = f"Basic {user}"

    def send(self, method: str, path: str, body: bytes | None = None) -> bytes:
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status in (200, 201, 202), text
        return text


def _bulk_docs(ours: str, other: str, label: str, *, at_least: float) -> Figure:
    name = some_database_name()
    here, there = Client(ours), Client(other)
    bodies = [_batch(number) for number in range(ROUNDS)]
    for client in (here, there):
        client.send("PUT", f"/{name}")
    try:
        taken = asyncio.run(
            side_by_side(
                ROUNDS,
                lambda number: here.send("POST", f"/{name}/_bulk_docs", bodies[number]),
                lambda number: there.send("POST", f"/{name}/_bulk_docs", bodies[number]),
            )
        )
    finally:
        for client in (here, there):
            client.send("DELETE", f"/{name}")
    labels = ("cairn couch, on disk", label)
    return docs_a_second("_bulk_docs of 500 × 1.2 KB", BATCH, labels, taken, at_least=at_least)


def _batch(number: int) -> bytes:
    docs = [
        {"_id": document.doc_id, **document.parsed_body()}
        for document in directory(BATCH, seed=100 + number)
    ]
    return orjson.dumps({"docs": docs})


# -- What a pull costs the server ------------------------------------------------------------


def _pull_cpu(folder: Path, ours: str, pid: int, first_load: FirstLoad) -> Iterator[Figure]:
    assert COUCHDB_URL
    other = COUCHDB_URL.rstrip("/")
    port = urlsplit(other).port
    other_pid = find_listener(port) if port and urlsplit(other).hostname == "127.0.0.1" else None
    if other_pid is None:
        return  # it runs elsewhere: its CPU seconds cannot be seen
    name = some_database_name()
    for url in (ours, other):
        client = Client(url)
        client.send("PUT", f"/{name}")
        for start in range(0, LOAD, BATCH):
            docs = [
                to_json_bytes(d, revisions=True) for d in directory(LOAD)[start : start + BATCH]
            ]
            body = b'{"new_edits":false,"docs":[%s]}' % b",".join(docs)
            client.send("POST", f"/{name}/_bulk_docs", body)
    used = {ours: 0.0, other: 0.0}
    try:
        for _ in range(PULLS):
            for url, server in ((ours, pid), (other, other_pid)):
                before = cpu_seconds(server)
                asyncio.run(_pull(f"{url}/{name}"))
                used[url] += (cpu_seconds(server) - before) / PULLS
    finally:
        for url in (ours, other):
            Client(url).send("DELETE", f"/{name}")
    couchdb = Side("CouchDB, replicated from", used[other], "s")
    for label, spent in (
        ("cairn couch, replicated from", used[ours]),
        ("first exchange, compressed", first_load.cpu_seconds),
    ):
        yield Figure(
            f"server CPU to serve {LOAD:,} documents",
            Side(label, spent, "s"),
            couchdb,
            spent / used[other],
            at_most=0.5 if spent is used[ours] else 1.0,
        )


async def _pull(url: str) -> None:
    """Read a database as a replicator with nothing yet does."""
    store = CouchDBStore.at(url)
    try:
        since = "0"
        while (batch := await store.changes(since)).changes:
            leaves = [(row.doc_id, branch.leaf) for row in batch.changes for branch in row.branches]
            assert None not in await store.bulk_get(leaves)
            since = batch.last_sequence
    finally:
        await store.close()


@contextmanager
def _bare_server(data: Path) -> Iterator[tuple[str, int]]:
    """Run ``cairn couch``; give its address and its process."""
    cairn = Path(sys.executable).parent / "cairn"
    process = subprocess.Popen(
        [cairn, "couch", "--port", "0", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip().rstrip("/").rpartition(":")[2]
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)
        if process.stdout is not None:
            process.stdout.close()
