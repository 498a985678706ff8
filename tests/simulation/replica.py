"""The replica that hubs share, and the unsteady line that the replicator reaches stores by."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any, cast

import httpx2

from cairn_sync.errors import UnavailableError
from cairn_sync.http import OpenGuard, create_app
from cairn_sync.sequence import Epoch
from cairn_sync.store import Databases, Store
from cairn_sync.stores.couchdb import CouchDBDatabases
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.simulation.hub import DATABASES

__all__ = ["Fate", "Replica", "fate_of", "unsteady"]

AT_ONCE = {"write_local"}  # calls that follow another of the same run with nothing between

Fate = Callable[[], str]
"""What becomes of the next call: "well", "unreachable", or done but "unheard"."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of one store, as it was."""

    number: int
    epochs: list[Epoch]
    held: dict[str, Any]
    locals: dict[str, bytes]


class CopiedStore(MemoryStore):
    """A store that can be put back to what it was."""

    def backup(self) -> Backup:
        return Backup(self._last_number, list(self._epochs), dict(self._held), dict(self._locals))

    async def restore(self, backup: Backup) -> None:
        self._last_number, self._epochs = backup.number, list(backup.epochs)
        self._held, self._locals = dict(backup.held), dict(backup.locals)
        await self.start_epoch()


class CopiedDatabases(MemoryDatabases):
    """The replica's own side."""

    def __init__(self) -> None:
        super().__init__()
        self.copied = {name: CopiedStore(name) for name in DATABASES}
        self._stores.update(self.copied)


class Replica:
    """A CouchDB-compatible server elsewhere: in memory, reached as it is or by HTTP."""

    def __init__(self, *, by_http: bool) -> None:
        self.databases = CopiedDatabases()
        self._by_http = by_http
        self._backup: dict[str, Backup] = {}
        self._connection: Databases | None = None
        self.restores = 0

    async def connect(self) -> None:
        if self._by_http:
            transport = httpx2.ASGITransport(create_app(self.databases, guard=OpenGuard()))
            url = "http://replica.example.org"
            self._connection = await CouchDBDatabases.connect(url, transport=transport)

    async def store(self, database: str) -> Store:
        """Return the store as a hub reaches it."""
        return await (self._connection or self.databases).open(database)

    def back_up(self) -> None:
        self._backup = {name: store.backup() for name, store in self.databases.copied.items()}

    async def restore(self) -> None:
        """Go back to the last backup, if there is one, in a new epoch."""
        self.restores += 1
        for name, backup in self._backup.items():
            await self.databases.copied[name].restore(backup)

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()


class _Unsteady:
    """Any store, each call of which rests first and may then fail."""

    def __init__(
        self, store: Store, rest: Callable[[], Awaitable[None]], fate: Fate, replica: Replica
    ) -> None:
        self._store = store
        self._rest = rest
        self._fate = fate
        self._replica = replica

    @property
    def name(self) -> str:
        return self._store.name

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)

        async def call(*args: Any, **named: Any) -> Any:
            restores = self._replica.restores
            await self._rest()
            fate = self._fate()
            # A restore takes a while. Who calls twice in quick succession finds nobody there.
            is_gone = name in AT_ONCE and restores != self._replica.restores
            if fate == "unreachable" or is_gone:
                raise UnavailableError(f"{name}: no route to host")
            result = await method(*args, **named)
            if fate == "unheard":
                raise UnavailableError(f"{name}: the connection was reset")
            return result

        return call


def unsteady(
    store: Store, rest: Callable[[], Awaitable[None]], fate: Fate, replica: Replica
) -> Store:
    return cast(Store, _Unsteady(store, rest, fate, replica))


def fate_of(dice: Random, *, is_up: Callable[[], bool]) -> Fate:
    """Fail one call in fifteen, and all while the line is down."""

    def fate() -> str:
        if not is_up():
            return "unreachable"
        return dice.choices(["well", "unreachable", "unheard"], [28, 1, 1])[0]

    return fate
