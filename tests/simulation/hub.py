"""The hub: a real `Exchange` over real stores, which can be killed and found again on disk."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any, cast

import orjson

from cairn_server.access import Member
from cairn_server.exchange import Exchange
from cairn_sync.revision import Revision
from cairn_sync.store import Databases, Store
from cairn_sync.stores.memory import MemoryDatabases
from cairn_sync.stores.sqlite import SqliteDatabases

__all__ = ["DATABASES", "Hub", "KilledError", "MemoryHub", "SqliteHub", "Violation", "check_body"]

DATABASES = ("directory-prairie", "commons-prairie")


class KilledError(Exception):
    """The server died in the midst of it."""


class Violation(AssertionError):
    """A promise was broken."""


def check_body(doc_id: str, body: Mapping[str, Any]) -> str | None:
    """Stand in for the directory's models: an entry needs a name."""
    return None if body.get("name") else "The entry has no name."


class Hub:
    """One server, over stores that its kind provides."""

    exchange: type[Exchange] = Exchange

    def __init__(self, name: str, rest: Callable[[], Awaitable[None]]) -> None:
        self.name = name
        self.databases: Databases
        self.life = 1  # counts restarts
        self._rest = rest

    def __repr__(self) -> str:
        return f"Hub({self.name!r})"

    async def open(self) -> None:
        for name in DATABASES:
            await self.databases.create(name)

    async def store(self, database: str) -> Store:
        return await self.databases.open(database)

    async def kill(self) -> None:
        """End as a killed process does, and start again from what is on disk."""
        self.life += 1

    async def close(self) -> None:
        await self.databases.close()

    async def holds(self, database: str, doc_id: str, revision: Revision) -> bool:
        """Tell whether a revision would be there after a power cut at this moment."""
        store = await self.store(database)
        return not await store.revs_diff({doc_id: [revision]})

    async def serve(
        self, member: Member, batches: Sequence[Sequence[bytes]], *, whole: bool
    ) -> AsyncGenerator[bytes]:
        """Take a request's lines, then yield the answer's; none to a request that was cut.

        Raises:
            KilledError: it was restarted meanwhile.
            SyncError: as `Exchange` does.
        """
        life = self.life
        trip = self.exchange(self.databases, member, check_body)
        await trip.take(self._arriving(batches, life))
        if not whole:
            return
        # `answer` is a generator, whatever its type says.
        async with aclosing(cast(AsyncGenerator[bytes], trip.answer())) as lines:
            async for line in lines:
                await self._require_kept(line)
                yield line
                await self._rest()
                self._require(life)

    async def _arriving(
        self, batches: Sequence[Sequence[bytes]], life: int
    ) -> AsyncGenerator[Sequence[bytes]]:
        for batch in batches:
            await self._rest()
            self._require(life)
            yield batch

    def _require(self, life: int) -> None:
        if life != self.life:
            raise KilledError(self.name)

    async def _require_kept(self, line: bytes) -> None:
        """Hold the promise of the line that is about to leave."""
        parsed = orjson.loads(line)
        for doc_id, rev in parsed.get("accepted", ()):
            if not await self.holds(parsed["database"], doc_id, Revision.parse(rev)):
                raise Violation(f"{self.name} accepted {rev} of {doc_id}, which is not on disk")


class MemoryHub(Hub):
    """A hub that is quick, and loses its connections when it is restarted, but no edit."""

    def __init__(self, name: str, rest: Callable[[], Awaitable[None]]) -> None:
        super().__init__(name, rest)
        self.databases = MemoryDatabases()


class SqliteHub(Hub):
    """A hub on files. Killed, it leaves what the files and their logs hold."""

    def __init__(self, name: str, rest: Callable[[], Awaitable[None]], folder: Path) -> None:
        super().__init__(name, rest)
        self._folder = folder
        self.databases = SqliteDatabases(self._life_folder())

    def _life_folder(self) -> Path:
        return self._folder / f"{self.name}-{self.life}"

    async def kill(self) -> None:
        before, killed = self._life_folder(), self.databases
        self.life += 1
        # Copied while open: a tidy close would write more than a killed process did. The
        # shared-memory index (-shm) is not data; SQLite makes it anew from the log.
        shutil.copytree(before, self._life_folder(), ignore=shutil.ignore_patterns("*-shm"))
        await killed.close()
        self.databases = SqliteDatabases(self._life_folder())

    async def holds(self, database: str, doc_id: str, revision: Revision) -> bool:
        path = self._life_folder() / f"{database}.sqlite3"
        with closing(sqlite3.connect(path)) as another:
            row = another.execute("SELECT tree FROM document WHERE doc_id = ?", (doc_id,))
            tree = row.fetchone()
        paths = ((start, ids) for _, _, start, ids in orjson.loads(tree[0] if tree else b"[]"))
        return any(
            0 <= start - revision.generation < len(ids)
            and ids[start - revision.generation] == revision.signature
            for start, ids in paths
        )
