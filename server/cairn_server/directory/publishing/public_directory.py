"""The read model kept up with a store: asked for news at most every half second, on demand.

A server that nobody asks for its directory spends nothing on it, and holds nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import anyio
from anyio.lowlevel import checkpoint

from cairn_server.access import BodyCheck
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.shared_space.check import PROGRAM_ID
from cairn_sync.errors import NotFoundError
from cairn_sync.store import Databases

__all__ = ["PublicDirectory"]

MAX_AGE_SECONDS = 0.5  # how old an answer may be
ROWS = 50  # of the changes feed at a time: 15 ms when every one is public
RENDERED = 25  # documents between two looks at what else is to be done


class PublicDirectory:
    """One directory database, as everybody may see it."""

    def __init__(
        self,
        databases: Databases,
        database: str,
        check: BodyCheck,
        *,
        max_age_seconds: float = MAX_AGE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._databases = databases
        self._database = database
        self._check = check
        self._max_age_seconds = max_age_seconds
        self._clock = clock
        self._lock = anyio.Lock()
        self._model: ReadModel | None = None  # None: nobody has asked yet
        self._epoch = ""
        self._home_zone: str | None = None
        self._since = "0"
        self._looked_at = 0.0

    async def look(self) -> ReadModel:
        """Return the directory as it is now, or was half a second ago.

        Only the first caller, and one at a time after that, waits for it to be brought up.

        Raises:
            UnavailableError: the store is out of reach, so nobody knows what is public still.
        """
        if self._model is None:
            async with self._lock:
                if self._model is None:
                    await self._bring_up()
        elif self._clock() - self._looked_at >= self._max_age_seconds and not self._is_busy:
            async with self._lock:
                await self._bring_up()
        assert self._model is not None
        return self._model

    @property
    def _is_busy(self) -> bool:
        return self._lock.statistics().locked

    async def _read_home_zone(self) -> str | None:
        """Return what coordinators say about the collaborative's zone, if they do."""
        try:
            store = await self._databases.open(self._database.replace("directory-", "commons-", 1))
        except NotFoundError:
            return None
        for leaf in await store.leaves(PROGRAM_ID):
            if not leaf.deleted:
                zone = leaf.parsed_body().get("time_zone")
                return zone if isinstance(zone, str) else None
        return None

    async def _bring_up(self) -> None:
        """Take in what has changed. May be cancelled anywhere: the next call goes on."""
        store = await self._databases.open(self._database)
        epoch = (await store.info()).epoch
        model, since = self._model, self._since
        home_zone = await self._read_home_zone()
        if model is None or epoch != self._epoch or home_zone != self._home_zone:
            # After a restore what is held may be what the store holds no longer.
            model, since = ReadModel(self._check, home_zone=home_zone), "0"
        while True:
            batch = await store.changes(since, limit=ROWS, include_docs=True)
            model.apply(batch.changes)
            since = batch.last_sequence
            if model is self._model:
                self._since = since
            if not batch.changes or not batch.pending:
                break
        while model.settle(RENDERED):
            await checkpoint()
        self._model, self._epoch, self._since = model, epoch, since
        self._home_zone = home_zone
        self._looked_at = self._clock()
