"""What editors are told of an entry's versions, and how long these are kept."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import anyio.to_thread

from cairn_server.access import BodyCheck
from cairn_server.erasing.store import ErasingDatabases
from cairn_server.history.file import History, Kept
from cairn_server.merging import MERGED_TYPES
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document

__all__ = ["HistoryDesk"]

PAGE = 20  # versions told at once
NEWEST = 2**62
DAY_SECONDS = 24 * 3600.0

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class HistoryDesk:
    """The record of one directory."""

    databases: ErasingDatabases
    directory: str  # the database's name
    check: BodyCheck
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def history(self) -> History:
        return self.databases.history

    async def page(self, doc_id: str, *, before: int = NEWEST) -> tuple[list[Kept], bool]:
        """Return versions, the newest first, and whether there are older ones."""
        if await self._shown(doc_id) is None and before == NEWEST:
            return [], False
        found = await anyio.to_thread.run_sync(
            lambda: self.history.page(self.directory, doc_id, before=before, limit=PAGE + 1)
        )
        return found[:PAGE], len(found) > PAGE

    async def body(self, doc_id: str, number: int) -> dict[str, Any] | None:
        """Return what a version says; None: it is not kept, or not to be told."""
        now = await self._shown(doc_id)
        if now is None:
            return None
        found = await anyio.to_thread.run_sync(self.history.body, self.directory, doc_id, number)
        if (
            found is not None
            and is_marked(now.parsed_body())
            and not self._may_be_told(doc_id, found)
        ):
            return None
        return found

    async def erase(self, doc_id: str, number: int) -> bool:
        """Erase for good what a version said; False: there is no such version."""

        def erase() -> bool:
            is_erased = self.history.erase(self.directory, doc_id, number)
            self.history.tidy()
            return is_erased

        return await anyio.to_thread.run_sync(erase)

    async def keep_tidy(
        self, days: int, *, sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    ) -> None:
        """Let go of what is older than so many days, and finish wipes, until cancelled."""
        while True:
            try:
                await anyio.to_thread.run_sync(self._tidy, timedelta(days=days))
            except (sqlite3.Error, OSError) as exc:
                logger.warning("the record of changes could not be tidied: %s", exc)
            await sleep(DAY_SECONDS)

    def _tidy(self, age: timedelta) -> None:
        self.history.prune(self.clock() - age)
        self.history.tidy()

    async def _shown(self, doc_id: str) -> Document | None:
        """Return an entry as it is now, its version kept; None: nothing is told of this one."""
        if doc_id.partition(":")[0] not in MERGED_TYPES:
            return None
        store = await self.databases.open(self.directory)
        leaves = await store.leaves(doc_id)
        if not leaves or self.history.ledger.known_among(self.directory, [doc_id]):
            return None
        now = leaves[0]
        if not now.deleted and self.check(doc_id, now.parsed_body()) is None:
            await anyio.to_thread.run_sync(self.history.catch_up, self.directory, now)
        return now

    def _may_be_told(self, doc_id: str, body: dict[str, Any]) -> bool:
        """Hold a version of a confidential place against what such a place may say."""
        return self.check(doc_id, {**body, "confidential": True}) is None
