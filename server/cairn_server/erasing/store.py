"""Databases whose every write is held against the ledger, whoever writes and by whichever door.

What they take is kept as a version of its entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anyio.to_thread

from cairn_server.erasing.fact import ERASED, UNVOUCHED, looks_like_fact, needs_erasing
from cairn_server.erasing.ledger import Ledger
from cairn_server.erasing.marking import Markings
from cairn_server.erasing.words import hidden_among, refuse_words
from cairn_server.history.file import History
from cairn_server.history.recorder import Recorder
from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.store import Batch, DatabaseInfo, Databases, Gate, Lacking, Outcome, Store

__all__ = ["ErasingDatabases", "ErasingStore", "guarded"]

PLACES = "location:"


def guarded(databases: Databases, folder: Path) -> ErasingDatabases:
    """Return the databases, held against the ledger that lies in the data folder."""
    if isinstance(databases, ErasingDatabases):
        return databases
    return ErasingDatabases(databases, Ledger(folder), Markings())


class ErasingStore:
    """One database of a directory. What is not said otherwise is the store's own doing."""

    def __init__(self, store: Store, ledger: Ledger, markings: Markings, history: History) -> None:
        self.bare = store
        self.name = store.name
        self._ledger = ledger
        self._markings = markings
        self._history = history

    async def bulk_docs(
        self,
        documents: Sequence[Document],
        *,
        new_edits: bool = False,
        gate: Gate | None = None,
    ) -> list[Outcome]:
        """See `Store.bulk_docs`; an ID that was erased takes nothing, and what marks is noted.

        Nor does a report or a service take words that lead to a private place's door.
        """
        hidden = await hidden_among(self.bare, documents)

        def held_against_ledger(old: Sequence[Document], new: Document) -> str | None:
            if new.doc_id.startswith(PLACES) and (reason := self._refuse_erased(old, new)):
                return reason
            if new.doc_id in hidden and (reason := refuse_words(old, new)):
                return reason
            reason = gate(old, new) if gate is not None else None
            if reason is None and needs_erasing(self._ledger.facts, old, new):
                self._ledger.suspect(self.name, new.doc_id)  # before it is written
                self._markings.note(self.name, old)
            return reason

        is_plain = not hidden and not any(one.doc_id.startswith(PLACES) for one in documents)
        recorder = Recorder(self._history, self.name, gate if is_plain else held_against_ledger)
        outcomes = await self.bare.bulk_docs(documents, new_edits=new_edits, gate=recorder.gate)
        self._markings.ring()
        await recorder.keep(outcomes)
        return outcomes

    def _refuse_erased(self, old: Sequence[Document], new: Document) -> str | None:
        """Refuse everything under an ID that was erased, and erasures that nobody vouches for."""
        facts = self._ledger.facts
        if facts.is_fact(new):
            return None
        if self._ledger.is_listed(self.name, new.doc_id) or facts.is_erased_by(old):
            return ERASED
        return UNVOUCHED if looks_like_fact(new) else None

    async def info(self) -> DatabaseInfo:
        return await self.bare.info()

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        return await self.bare.changes(
            since, limit=limit, include_docs=include_docs, descending=descending
        )

    async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
        return await self.bare.wait_for_change(since, timeout_seconds=timeout_seconds)

    async def revs_diff(self, revisions: Mapping[str, Sequence[Revision]]) -> dict[str, Lacking]:
        return await self.bare.revs_diff(revisions)

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        return await self.bare.bulk_get(wanted)

    async def leaves(self, doc_id: str) -> list[Document]:
        return await self.bare.leaves(doc_id)

    async def all_docs(
        self, *, start: str = "", end: str | None = None, limit: int = 1000
    ) -> list[Document]:
        return await self.bare.all_docs(start=start, end=end, limit=limit)

    async def purge(self, doc_ids: Sequence[str]) -> bool:
        return await self.bare.purge(doc_ids)

    async def local_ids(self) -> list[str]:
        return await self.bare.local_ids()

    async def read_local(self, local_id: str) -> dict[str, Any] | None:
        return await self.bare.read_local(local_id)

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        await self.bare.write_local(local_id, body)


class ErasingDatabases:
    """The databases of one data folder, their directories held against its ledger."""

    def __init__(self, databases: Databases, ledger: Ledger, markings: Markings) -> None:
        self.bare = databases
        self.ledger = ledger
        self.markings = markings
        self.history = History(ledger)

    @property
    def uuid(self) -> str:
        return self.bare.uuid

    async def names(self) -> list[str]:
        return await self.bare.names()

    async def open(self, name: str) -> Store:
        return self._guarded(await self.bare.open(name))

    async def create(self, name: str) -> Store:
        return self._guarded(await self.bare.create(name))

    async def delete(self, name: str) -> None:
        await self.bare.delete(name)

    async def close(self) -> None:
        await self.bare.close()
        await anyio.to_thread.run_sync(self.history.close)

    def _guarded(self, store: Store) -> Store:
        if not store.name.startswith("directory-"):
            return store
        return ErasingStore(store, self.ledger, self.markings, self.history)
