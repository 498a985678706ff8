"""The subscriptions of one deployment: documents of ``accounts``, followed through the roster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from cairn_server.accounts.account import format_time
from cairn_server.accounts.roster import Roster
from cairn_server.network.subscription import (
    Subscription,
    SubscriptionError,
    new_subscription,
    read_subscription,
    subscription_body,
)
from cairn_sync.errors import ExistsError, NotFoundError
from cairn_sync.store import Databases

__all__ = ["MOST", "Register"]

MOST = 20  # subscriptions that go on at the same time: each is a directory on every phone


class Register:
    """Whose directories are subscribed to."""

    def __init__(self, roster: Roster, databases: Databases, clock: Callable[[], datetime]) -> None:
        self._roster = roster
        self._databases = databases
        self._clock = clock

    async def refresh(self) -> None:
        """Take in what another process added or ended."""
        await self._roster.refresh()

    def all(self) -> list[Subscription]:
        """Return those that go on, paused ones too, by name."""
        return sorted((one for one in self._read() if not one.has_ended), key=lambda one: one.name)

    def find(self, number: str) -> Subscription | None:
        """Return one that goes on."""
        return next((one for one in self.all() if one.number == number), None)

    def open_names(self) -> list[str]:
        """Return the databases that members may read."""
        return sorted(one.database for one in self._read() if not one.has_ended)

    def ended_names(self) -> list[str]:
        """Return the databases that phones must drop."""
        return sorted(one.database for one in self._read() if one.has_ended)

    async def add(self, *, name: str, kind: str, url: str, added_by: str) -> Subscription:
        """Subscribe; nothing is fetched yet.

        Raises:
            SubscriptionError: there are too many, or the name or address is none.
        """
        await self.refresh()
        now = self.all()
        if len(now) >= MOST:
            raise SubscriptionError(
                "too_many", f"There are {MOST} other directories already. Remove one first."
            )
        added_at = format_time(self._clock())
        one = new_subscription(
            str(uuid4()), name=name, kind=kind, url=url, added_at=added_at, added_by=added_by
        )
        if any(other.shown_url == one.shown_url for other in now):
            raise SubscriptionError("already", "This directory is here already.")
        try:
            await self._databases.create(one.database)
        except ExistsError:
            pass
        await self._write(one)
        return one

    async def set_paused(self, one: Subscription, *, paused: bool) -> None:
        """Stop fetching, or go on. What is here stays."""
        if one.is_paused != paused:
            await self._write(replace(one, is_paused=paused))

    async def end(self, one: Subscription) -> None:
        """Let go of the directory: here at once, on phones with their next exchange."""
        await self._write(replace(one, url="", has_ended=True))
        await self.drop(one.database)

    async def drop(self, database: str) -> None:
        try:
            await self._databases.delete(database)
        except NotFoundError:
            pass

    async def drop_ended(self) -> None:
        """Finish what a crash may have left of `end`."""
        there = set(await self._databases.names())
        for database in there & set(self.ended_names()):
            await self.drop(database)

    def _read(self) -> list[Subscription]:
        return [
            read_subscription(one.doc_id, one.parsed_body())
            for one in self._roster.documents("network")
        ]

    async def _write(self, one: Subscription) -> None:
        await self._roster.write(one.doc_id, subscription_body(one))
