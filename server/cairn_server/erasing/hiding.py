"""Carry out one erasure in one database, step by step; each step can be done again.

::

    list     nothing gets in under the old ID any more
    enter    the place anew, with what a confidential place may hold, under another ID
    lead     links and reports to the new entry; take the address out of what repeats it
    forget   what imports remember of the old entry: marks of its values; and its old versions,
             with all that tell of it
    purge    every revision, then put the fact in its place
    wipe     the files, until nobody reads in them
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import anyio.to_thread

from cairn_server.access import BodyCheck
from cairn_server.accounts.account import format_time
from cairn_server.directory.confidential import strip_confidential
from cairn_server.directory.gate import SERVER_ID
from cairn_server.erasing.fact import successor_of
from cairn_server.erasing.ledger import Ledger, Stage
from cairn_server.erasing.marking import Markings
from cairn_server.erasing.scrub import (
    relinked,
    without_books_of,
    without_doors,
    without_secrets,
)
from cairn_server.history.file import FILE_NAME, History
from cairn_server.history.forgetting import forget_place
from cairn_server.merging import DIRECTORY_RULES, MERGED_TYPES
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import StoreError
from cairn_sync.merge import EDITS, record_edit
from cairn_sync.store import Store

__all__ = ["Hiding"]

ROWS = 500  # of the changes feed at a time
EVERYTHING = "0"  # the feed's start
MOST_ROUNDS = 3  # over entries that others write to meanwhile

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hiding:
    """The erasure of one place."""

    store: Store  # the bare one: what is written here is the server's own
    ledger: Ledger
    markings: Markings
    doc_id: str
    check: BodyCheck
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    history: History | None = None  # None: that of the ledger's folder

    async def run(self) -> bool:
        """Go on from wherever it is; True once it is done here.

        Raises:
            SyncError: the store failed; what was done stays.
        """
        name, doc_id = self.store.name, self.doc_id
        is_fact = self.ledger.facts.is_fact
        leaves = await self.store.leaves(doc_id)
        old = [leaf for leaf in leaves if not is_fact(leaf)]
        if not self.ledger.is_listed(name, doc_id):
            if not any(is_fact(leaf) or is_marked(leaf.parsed_body()) for leaf in leaves):
                self.ledger.drop(name, doc_id)  # it was never written
                self.markings.forget(name, doc_id)
                return True
            self.ledger.reach(name, doc_id, Stage.LISTED)
            # Once more: from here on nothing more can come.
            old = [leaf for leaf in await self.store.leaves(doc_id) if not is_fact(leaf)]
        await self._enter_anew(old)
        await self._lead_over()
        await self._forget_versions()
        await self._forget_imports()
        if old or not leaves:
            await self.store.purge([doc_id])
            # Another server's own words stay, so that all come to the same.
            facts = self.ledger.facts
            await self._write(facts.stated_among(leaves) or [facts.erasure_of(doc_id)])
        self.ledger.reach(name, doc_id, Stage.PURGED)
        # Once more even where nothing was left to purge: a kill may have come before the wipe.
        if not await self._forget_versions() or not await self.store.purge([]):
            logger.warning("%s of %s is erased, but its file is being read", doc_id, name)
            return False
        self.ledger.reach(name, doc_id, Stage.WIPED)
        self.markings.forget(name, doc_id)
        logger.info("%s of %s is erased: its address must not be known", doc_id, name)
        return True

    async def _enter_anew(self, old: list[Document]) -> None:
        marked = [leaf for leaf in old if not leaf.deleted and is_marked(leaf.parsed_body())]
        fresh = successor_of(self.doc_id)
        if not marked or await self.store.leaves(fresh):
            return
        body, _ = strip_confidential(marked[0].parsed_body())
        body = {name: value for name, value in body.items() if name != EDITS}
        if reason := self.check(fresh, body):
            logger.warning("%s is not entered anew: %s", self.doc_id, reason)
            return
        await self._write([new_edit(fresh, body)])

    async def _lead_over(self) -> None:
        found = await self.store.leaves(successor_of(self.doc_id))
        fresh = successor_of(self.doc_id) if any(not one.deleted for one in found) else None
        for _ in range(MOST_ROUNDS):
            edits = [edit async for edit in self._edits(fresh)]
            if not edits:
                return
            for start in range(0, len(edits), ROWS):
                await self._write(edits[start : start + ROWS])

    async def _edits(self, fresh: str | None) -> AsyncIterator[Document]:
        """Yield a next revision for each live leaf that leads or tells too much."""
        secrets = self.markings.secrets(self.store.name, self.doc_id)
        everything = [leaf async for leaf in _live_leaves(self.store)]
        about = {self.doc_id, fresh, *_only_at(everything, self.doc_id, fresh)}
        for leaf in everything:
            if leaf.doc_id in (self.doc_id, fresh):
                continue
            before = leaf.parsed_body()
            after = relinked(before, self.doc_id, fresh)
            if before.get("type") == "suggestion" and before.get("about") in about:
                after = without_doors(after)
            after = without_secrets(after, secrets)
            plain = without_books_of(before, self.doc_id)
            if after == before and plain == before:
                continue
            if str(after.get("type")) in MERGED_TYPES:
                at = format_time(self.clock())
                after = record_edit(
                    before, after, DIRECTORY_RULES, by=SERVER_ID, at=at, parent=str(leaf.revision)
                )
                # The books just written would tell what was there.
                after = without_secrets(without_books_of(after, self.doc_id), secrets)
            yield new_edit(leaf.doc_id, after, parent=leaf.path)

    async def _forget_imports(self) -> None:
        """Keep of it in imports' memories only that it was there, so that it stays out."""
        for local_id in await self.store.local_ids():
            if not local_id.startswith("import-"):
                continue
            body = await self.store.read_local(local_id) or {}
            prints = body.get("fingerprints")
            if isinstance(prints, dict) and prints.get(self.doc_id):
                kept = {**prints, self.doc_id: {}}
                await self.store.write_local(local_id, {**body, "fingerprints": kept})

    async def _forget_versions(self) -> bool:
        """Take it out of the record of versions; False: somebody is reading in that."""
        secrets = self.markings.secrets(self.store.name, self.doc_id)
        history = self.history or History(self.ledger)
        forget = partial(forget_place, history, self.store.name, self.doc_id, secrets)
        try:
            return await anyio.to_thread.run_sync(forget)
        except sqlite3.Error as exc:
            raise StoreError(f"{FILE_NAME} could not be erased from: {exc}") from exc

    async def _write(self, documents: list[Document]) -> None:
        for outcome in await self.store.bulk_docs(documents):
            if outcome.error is not None:
                raise StoreError(f"{outcome.doc_id} could not be written: {outcome.error}")


async def _live_leaves(store: Store) -> AsyncIterator[Document]:
    since = EVERYTHING
    while True:
        batch = await store.changes(since, limit=ROWS, include_docs=True)
        for change in batch.changes:
            for leaf in change.documents:
                if not leaf.deleted:
                    yield leaf
        since = batch.last_sequence
        if not batch.changes:
            return


def _only_at(leaves: list[Document], *places: str | None) -> Iterator[str]:
    """Yield the services that are at one of these places and at no other."""
    wanted = {place.partition(":")[2] for place in places if place is not None}
    for leaf in leaves:
        if leaf.doc_id.startswith("service:"):
            links = leaf.parsed_body().get("service_at_locations") or ()
            found = {str(link.get("location_id")) for link in links if isinstance(link, dict)}
            if found and found <= wanted:
                yield leaf.doc_id
