"""The public directory: what it takes up, how long one of fifty readers waits, how it streams.

A reader's wait depends on what else the machine does, so it is only told. Held is how many
pages go out beside the least that the server can answer, in the same run.
"""

from __future__ import annotations

import asyncio
import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from cairn_sync.document import Document, new_edit
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.benchmarks.documents import service_fields
from tests.benchmarks.figure import Figure, Side
from tests.benchmarks.process import resident_mb
from tests.server.live import LiveServer, running_server

__all__ = ["hsds_figures"]

LOAD = 5_000  # services
ORGANIZATIONS = 500  # each with one location
CLIENTS = 50  # at the same time
ASKED = 4_000  # requests of a round
MODEL_MB = 40
P99_MS = 50
SEARCHES = 300
LINES_A_SECOND = 5_000


@dataclass(frozen=True, slots=True)
class Round:
    """What `CLIENTS` saw who asked as fast as they were answered."""

    a_second: float
    p99_ms: float


def hsds_figures(folder: Path) -> Iterator[Figure]:
    data = folder / "public"
    with running_server(data):
        pass  # makes the demo's people; their passphrases leave a heap that no server keeps
    asyncio.run(_load(data))
    with running_server(data) as server:
        pid = server.process.pid
        before = resident_mb(pid)
        tag, _ = _ask(server, "/hsds/services")
        grown = resident_mb(pid) - before
        ours, allowed = Side("grown by", grown, "MB"), Side("the budget", MODEL_MB, "MB")
        name = f"{LOAD:,} public services in memory"
        yield Figure(name, ours, allowed, grown / MODEL_MB, at_most=1.0)

        least = asyncio.run(_ask_often(server, "/healthz"))
        page = asyncio.run(_ask_often(server, "/hsds/services"))
        known = asyncio.run(_ask_often(server, "/hsds/services", tag=tag))
        waited, allowed = Side("p99", page.p99_ms, "ms"), Side("the budget", P99_MS, "ms")
        yield Figure(f"/hsds/services, {CLIENTS} readers", waited, allowed, page.p99_ms / P99_MS)
        for name, one, at_least in (
            ("pages of 50 services", page, 0.15),
            ("nothing has changed (304)", known, 0.4),
        ):
            yield Figure(
                name,
                Side("a second", one.a_second, "requests"),
                Side("/healthz a second", least.a_second, "requests"),
                one.a_second / least.a_second,
                at_least=at_least,
            )

        searched = _wait_p99_ms(server, "/plain/en/search?q=place+to+stay")
        waited, allowed = Side("p99", searched, "ms"), Side("the budget", P99_MS, "ms")
        yield Figure("a search under /plain, one reader", waited, allowed, searched / P99_MS)

        begun = time.perf_counter()
        _, body = _ask(server, "/hsds/services?format=ndjson&full=true")
        rate = body.count(b"\n") / (time.perf_counter() - begun)
        ours, wanted = Side("full", rate, "docs/s"), Side("the budget", LINES_A_SECOND, "docs/s")
        name = "everything as NDJSON"
        yield Figure(name, ours, wanted, rate / LINES_A_SECOND, at_least=1.0)


async def _load(folder: Path) -> None:
    """Put the entries into a database on disk that no server has open."""
    databases = SqliteDatabases(folder)
    store = await databases.open("directory-demo")
    await store.bulk_docs(list(_public_directory()))
    await databases.close()


def _public_directory() -> Iterator[Document]:
    dice = Random(5)
    owners = [_uuid(dice) for _ in range(ORGANIZATIONS)]
    places = [_uuid(dice) for _ in range(ORGANIZATIONS)]
    shared = {"schema": 1, "public": True}
    address = {
        "address_type": "physical",
        "address_1": "214 Mill Street",
        "city": "Millbrook",
        "region": "Alder County",
        "state_province": "ND",
        "postal_code": "58990",
        "country": "US",
    }
    for owner, place in zip(owners, places, strict=True):
        body = {"type": "organization", "name": "Bent River Center", "description": "Help."}
        yield new_edit(f"organization:{owner}", shared | body)
        body = {"type": "location", "location_type": "physical", "organization_id": owner}
        spot = {"latitude": 47.4, "longitude": -99.9, "addresses": [address]}
        yield new_edit(f"location:{place}", shared | body | spot)
    for _ in range(LOAD):
        links = {
            "organization_id": dice.choice(owners),
            "service_at_locations": [{"location_id": dice.choice(places)}],
            "service_areas": [{"name": "Alder County"}],
        }
        yield new_edit(f"service:{_uuid(dice)}", shared | service_fields(dice) | links)


def _uuid(dice: Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


# -- Asking -------------------------------------------------------------------


def _ask(server: LiveServer, path: str) -> tuple[str, bytes]:
    """Return the tag and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, body
    return answer.headers["ETag"], body


def _wait_p99_ms(server: LiveServer, path: str) -> float:
    """Return how long but one of a hundred answers take, asked for one after the other."""
    waits = []
    for _ in range(SEARCHES):
        begun = time.perf_counter()
        _ask(server, path)
        waits.append((time.perf_counter() - begun) * 1000)
    return sorted(waits)[int(SEARCHES * 0.99)]


async def _ask_often(server: LiveServer, path: str, *, tag: str = "") -> Round:
    known = f"If-None-Match: {tag}\r\n" if tag else ""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{known}\r\n".encode()
    waits: list[float] = []

    async def read() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        for _ in range(ASKED // CLIENTS):
            begun = time.perf_counter()
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            assert head.startswith((b"http/1.1 200 ", b"http/1.1 304 ")), head
            _, named, rest = head.partition(b"content-length:")
            if named:
                await reader.readexactly(int(rest.partition(b"\r\n")[0]))
            waits.append(time.perf_counter() - begun)
        writer.close()
        await writer.wait_closed()

    begun = time.perf_counter()
    await asyncio.gather(*(read() for _ in range(CLIENTS)))
    seconds = time.perf_counter() - begun
    waits.sort()
    return Round(len(waits) / seconds, waits[int(len(waits) * 0.99)] * 1000)
