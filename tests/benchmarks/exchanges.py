"""The phone's round trip against a running server: bytes, requests, memory."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it has no types
import orjson

from cairn_sync.document import to_json_bytes
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.benchmarks.documents import directory
from tests.benchmarks.figure import Figure, Side
from tests.benchmarks.process import cpu_seconds, resident_mb
from tests.server.live import LivePhone, LiveServer, read_answer, running_server

__all__ = ["FirstLoad", "exchange_figures", "load_directory"]

LOAD = 5_000  # services
IDLE_BYTES = 1_024  # both ways, with headers
CHANGE_BYTES = 1_280  # likewise, without the change itself
IDLE_MB, LOADED_MB = 80, 130


@dataclass
class FirstLoad:
    """What the first exchange cost, for other peers to be held against."""

    bytes_both_ways: int = 0
    cpu_seconds: float = 0.0  # the server's


def exchange_figures(folder: Path, first_load: FirstLoad) -> Iterator[Figure]:
    data = folder / "deployment"
    with running_server(data):
        pass  # makes the demo's people; their passphrases leave a heap that no server keeps
    load_directory(data, "directory-demo")
    with running_server(data) as server:
        pid = server.process.pid
        phone = server.sign_in("elena")
        yield _budget("memory, idle", resident_mb(pid), IDLE_MB, "MB")

        before = cpu_seconds(pid)
        down, text, up = exchange(server, phone)
        first_load.cpu_seconds = cpu_seconds(pid) - before
        first_load.bytes_both_ways = up + down
        best = len(brotli.compress(text, quality=11))
        yield Figure(
            f"first exchange of {LOAD:,} services",
            Side("1 request, as streamed", down, "bytes"),
            Side("the same lines, brotli 11 whole", best, "bytes"),
            down / best,
            at_most=1.6,
        )
        yield _budget("memory, after that load", resident_mb(pid), LOADED_MB, "MB")

        cursor = last_cursor(text)
        down, _, up = exchange(server, phone, cursor=cursor)
        yield _budget("exchange with nothing new", up + down, IDLE_BYTES, "bytes")

        [edit] = directory(1, seed=2)
        doc = to_json_bytes(edit, revisions=True)
        line = b'{"database":"directory-demo","edit":%s}' % doc
        down, text, up = exchange(server, phone, line, cursor=cursor)
        assert b'"accepted"' in text, text
        more = up + down - len(line)
        yield _budget("exchange with one change, but for the change", more, CHANGE_BYTES, "bytes")


def _budget(name: str, measured: float, budget: float, unit: str) -> Figure:
    ours, allowed = Side("measured", measured, unit), Side("the budget", budget, unit)
    return Figure(name, ours, allowed, measured / budget, at_most=1.0)


def load_directory(folder: Path, name: str) -> None:
    """Put the services into a database on disk that no server has open."""

    async def load() -> None:
        databases = SqliteDatabases(folder)
        store = await databases.open(name)
        await store.bulk_docs(directory(LOAD))
        await databases.close()

    asyncio.run(load())


def exchange(
    server: LiveServer, phone: LivePhone, *lines: bytes, cursor: str = ""
) -> tuple[int, bytes, int]:
    """Return the bytes down, the answer's text and the bytes up, headers included."""
    header = orjson.dumps({"protocol": 1, "cursor": cursor, "member": phone.member_id})
    body = b"".join(line + b"\n" for line in (header, *lines))
    request = server.exchange_head(phone, len(body), encoding="br") + body
    with server.connect() as connection:
        connection.sendall(request)
        raw, packed = read_answer(connection)
    return len(raw), brotli.decompress(packed), len(request)


def last_cursor(text: bytes) -> str:
    cursors = [line for line in text.splitlines() if line.startswith(b'{"cursor"')]
    return str(orjson.loads(cursors[-1])["cursor"])
