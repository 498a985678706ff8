"""The task that carries out erasures.

Those that are noted now, those that a killed server left, and those of entries that a restored
copy brought back.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import anyio
import anyio.to_thread

from cairn_server.access import BodyCheck
from cairn_server.erasing.fact import looks_like_fact
from cairn_server.erasing.hiding import Hiding
from cairn_server.erasing.ledger import Erasure, Ledger, Stage
from cairn_server.erasing.store import ErasingDatabases
from cairn_server.history.forgetting import places_kept
from cairn_sync.document import Document
from cairn_sync.errors import ForbiddenError, NotFoundError, SyncError
from cairn_sync.store import Change, Databases, Store

__all__ = ["Eraser"]

LOOK_SECONDS = 15.0  # how late it may hear of what a command beside the server noted
VOUCHED = "erasures"  # the local document that says that old facts are vouched for
WAIT_SECONDS = 60.0  # between tries of what could not be done

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Eraser:
    """Carries out what the ledger says is under way."""

    databases: ErasingDatabases
    check: BodyCheck
    connect: Callable[[], Awaitable[Databases]] | None = None  # to the upstream
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    _upstream_says: str = field(default="", init=False)

    @property
    def ledger(self) -> Ledger:
        return self.databases.ledger

    def report(self) -> dict[str, Any]:
        """Return what ``/readyz`` tells: numbers, and whether the upstream lets us."""
        waiting = self.ledger.under_way()
        here = [one for one in waiting if one.stage < Stage.WIPED]
        there = [one for one in waiting if self.connect and not one.is_done_upstream]
        report: dict[str, Any] = {
            "state": "done" if not here and not there else "waiting",
            "waiting_here": len(here),
        }
        if self.connect is not None:
            report["waiting_upstream"] = len(there)
            if there and self._upstream_says:
                report["upstream"] = self._upstream_says
        return report

    async def run(self) -> None:
        """Carry out erasures until cancelled."""
        await self._safely(self.look_for_returned)
        while True:
            with self.databases.markings.bell.listen() as heard:
                is_done = await self._safely(self.finish)
                with anyio.move_on_after(LOOK_SECONDS if is_done else WAIT_SECONDS):
                    await heard.wait()

    async def finish(self) -> bool:
        """Carry out all that is under way, as far as it goes; True when nothing is left.

        Raises:
            SyncError: a store here failed.
        """
        for erasure in self.ledger.under_way():
            if erasure.stage < Stage.WIPED:
                try:
                    store = await self.databases.bare.open(erasure.database)
                except NotFoundError:
                    continue
                hiding = Hiding(
                    store,
                    self.ledger,
                    self.databases.markings,
                    erasure.doc_id,
                    self.check,
                    history=self.databases.history,
                )
                await hiding.run()
        await self._finish_upstream()
        self.ledger.forget_ids(has_upstream=self.connect is not None)
        return not self.ledger.under_way()

    async def look_for_returned(self) -> None:
        """Find what the ledger lists and a database holds again: it was put back from a copy."""
        for name in await self.databases.names():
            if name.startswith("directory-"):
                await self._vouch_for_old(await self.databases.bare.open(name))
        if not self.ledger.count():
            return
        names = await self.databases.names()
        for name, doc_id in await anyio.to_thread.run_sync(places_kept, self.databases.history):
            if name in names and self.ledger.is_listed(name, doc_id):
                self.ledger.begin_again(name, doc_id)
        for name in names:
            if not name.startswith("directory-"):
                continue
            store = await self.databases.bare.open(name)
            since = "0"
            while (batch := await store.changes(since)).changes:
                for change in batch.changes:
                    is_place = change.doc_id.startswith("location:")
                    if (
                        is_place
                        and not self._holds_facts_only(change)
                        and self.ledger.is_listed(name, change.doc_id)
                    ):
                        self.ledger.begin_again(name, change.doc_id)
                since = batch.last_sequence

    async def _vouch_for_old(self, store: Store) -> None:
        """Once for each database: vouch for the facts from before servers vouched for any.

        What was taken then as an erasure stays one. A copy of a database that was put back
        from before does not know that this was done, and it is done again.
        """
        if await store.read_local(VOUCHED) is not None:
            return
        since = "0"
        while (batch := await store.changes(since)).changes:
            for change in batch.changes:
                leaves = [
                    Document(change.doc_id, b.path, b.deleted, b"{}") for b in change.branches
                ]
                if any(map(looks_like_fact, leaves)):
                    self.ledger.begin_again(store.name, change.doc_id)
            since = batch.last_sequence
        await store.write_local(VOUCHED, {"done": True})

    def _holds_facts_only(self, change: Change) -> bool:
        has_fact = self.ledger.facts.has_fact
        return all(has_fact(change.doc_id, [branch]) for branch in change.branches)

    async def _finish_upstream(self) -> None:
        waiting = [one for one in self.ledger.under_way() if not one.is_done_upstream]
        waiting = [one for one in waiting if one.stage >= Stage.PURGED]
        if self.connect is None or not waiting:
            return
        try:
            remote = await self.connect()
        except SyncError:
            self._upstream_says = "does not answer"
            return
        self._upstream_says = ""
        try:
            for name in sorted({one.database for one in waiting}):
                some = [one for one in waiting if one.database == name]
                await self._purge_upstream(await remote.open(name), some)
        except (ForbiddenError, NotFoundError):
            self._upstream_says = "needs an administrator's name and password"
            logger.warning("the upstream does not let us erase: it asks for an administrator")
        except SyncError:
            self._upstream_says = "is not done"
        finally:
            with anyio.CancelScope(shield=True):
                await remote.close()

    async def _purge_upstream(self, there: Store, erasures: list[Erasure]) -> None:
        facts = self.ledger.facts
        doc_ids = [one.doc_id for one in erasures]
        held = [leaf for doc_id in doc_ids for leaf in await there.leaves(doc_id)]
        old = sorted({leaf.doc_id for leaf in held if not facts.is_fact(leaf)})
        here = await self.databases.bare.open(there.name)
        stated = [
            one for doc_id in doc_ids for one in facts.stated_among(await here.leaves(doc_id))
        ]
        # For none too: it compacts, and other entries were changed because of this.
        is_wiped = await there.purge(old)
        await there.bulk_docs(stated)
        if not is_wiped:
            self._upstream_says = "is still compacting"
            return
        for one in erasures:
            self.ledger.finish_upstream(one.database, one.doc_id)

    async def _safely(self, work: Callable[[], Awaitable[Any]]) -> bool:
        try:
            return bool(await work())
        except SyncError as exc:
            logger.warning("erasing waits: %s", exc)
        except Exception:
            # The task's outermost edge: a bug of ours must not end erasing for good.
            logger.exception("erasing failed")
        return False
