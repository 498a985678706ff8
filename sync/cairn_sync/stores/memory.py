"""Databases in memory: the reference for what a store does, and a stand-in for tests.

Nothing here awaits between looking and changing, so every call is atomic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import anyio
import orjson

from cairn_sync.admission import admit
from cairn_sync.database_name import require_database_name
from cairn_sync.document import Document
from cairn_sync.errors import ExistsError, NotFoundError, SyncError
from cairn_sync.local import dump_local, require_local_id
from cairn_sync.revision import Revision
from cairn_sync.revtree import REVS_LIMIT, RevisionTree, missing_revisions, possible_ancestors
from cairn_sync.sequence import Epoch, format_sequence, next_epoch, resume_from
from cairn_sync.store import Batch, Change, DatabaseInfo, Gate, Lacking, Outcome, Store
from cairn_sync.stores.bell import Bell

__all__ = ["MemoryDatabases", "MemoryStore"]


@dataclass(frozen=True, slots=True)
class _Held:
    """One document as it is now."""

    doc_id: str
    number: int  # its place in the changes feed
    tree: RevisionTree
    bodies: Mapping[Revision, bytes]  # by leaf

    def leaves(self, *, live_only: bool = False) -> list[Document]:
        return [
            Document(self.doc_id, branch.path, branch.deleted, self.bodies[branch.leaf])
            for branch in self.tree
            if not (live_only and branch.deleted)
        ]

    def shown(self) -> tuple[Document, ...]:
        """Return the winner, were it a tombstone, then the other live leaves."""
        winner, *others = self.leaves()
        return (winner, *(leaf for leaf in others if not leaf.deleted))


class MemoryStore:
    """One database that lasts as long as the process."""

    def __init__(self, name: str = "memory", *, revs_limit: int = REVS_LIMIT) -> None:
        self.name = name
        self._uuid = uuid4().hex
        self._epochs = [Epoch(uuid4().hex, None)]
        self._last_number = 0
        self._revs_limit = revs_limit
        self._held: dict[str, _Held] = {}  # by document ID
        self._locals: dict[str, bytes] = {}  # by local ID
        self._bell = Bell()

    async def info(self) -> DatabaseInfo:
        deleted = sum(held.tree[0].deleted for held in self._held.values())
        return DatabaseInfo(
            name=self.name,
            uuid=self._uuid,
            epoch=self._epochs[-1].epoch_id,
            doc_count=len(self._held) - deleted,
            doc_del_count=deleted,
            last_sequence=self._sequence(self._last_number),
            revs_limit=self._revs_limit,
            size_bytes=0,
        )

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        after = resume_from(since, self._epochs, last_number=self._last_number)
        feed = sorted(
            (held for held in self._held.values() if held.number > after),
            key=lambda held: held.number,
            reverse=descending,
        )
        rows = [
            Change(
                self._sequence(held.number),
                held.doc_id,
                held.tree,
                held.shown() if include_docs else (),
            )
            for held in feed[:limit]
        ]
        last = rows[-1].sequence if rows else self._sequence(after)
        return Batch(rows, last, pending=len(feed) - len(rows))

    async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
        after = resume_from(since, self._epochs, last_number=self._last_number)
        epoch = self._epochs[-1]
        with anyio.move_on_after(timeout_seconds):
            while self._last_number <= after and self._epochs[-1] == epoch:
                with self._bell.listen() as heard:
                    await heard.wait()
        return self._last_number > after or self._epochs[-1] != epoch

    async def revs_diff(self, revisions: Mapping[str, Sequence[Revision]]) -> dict[str, Lacking]:
        lacking = {}
        for doc_id, offered in revisions.items():
            tree = self._tree(doc_id)
            if missing := missing_revisions(tree, offered):
                lacking[doc_id] = Lacking(missing, possible_ancestors(tree, missing))
        return lacking

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        found: list[Document | None] = []
        for doc_id, revision in wanted:
            leaves = await self.leaves(doc_id)
            matching = (leaf for leaf in leaves if revision in (None, leaf.revision))
            found.append(next(matching, None))
        return found

    async def leaves(self, doc_id: str) -> list[Document]:
        return self._held[doc_id].leaves() if doc_id in self._held else []

    async def all_docs(
        self, *, start: str = "", end: str | None = None, limit: int = 1000
    ) -> list[Document]:
        ids = sorted(
            held.doc_id
            for held in self._held.values()
            if not held.tree[0].deleted
            and held.doc_id >= start
            and (end is None or held.doc_id <= end)
        )
        return [self._held[doc_id].leaves()[0] for doc_id in ids[:limit]]

    async def bulk_docs(
        self,
        documents: Sequence[Document],
        *,
        new_edits: bool = False,
        gate: Gate | None = None,
    ) -> list[Outcome]:
        before = self._last_number
        outcomes = []
        for document in documents:
            try:
                kept = self._write(document, new_edits=new_edits, gate=gate)
                outcomes.append(Outcome(kept.doc_id, kept.revision))
            except SyncError as exc:
                outcomes.append(Outcome(document.doc_id, document.revision, exc))
        if self._last_number != before:
            self._bell.ring()
        return outcomes

    async def purge(self, doc_ids: Sequence[str]) -> bool:
        for doc_id in doc_ids:
            self._held.pop(doc_id, None)
        return True

    async def local_ids(self) -> list[str]:
        return sorted(self._locals)

    async def read_local(self, local_id: str) -> dict[str, Any] | None:
        if local_id not in self._locals:
            return None
        body: dict[str, Any] = orjson.loads(self._locals[local_id])
        return body

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        require_local_id(local_id)
        if body is None:
            self._locals.pop(local_id, None)
        else:
            self._locals[local_id] = dump_local(body)

    async def start_epoch(self) -> None:
        """Go on in a new epoch, as a database does that was restored from a copy."""
        self._epochs = next_epoch(self._epochs, last_number=self._last_number)
        self._bell.ring()

    def _write(self, document: Document, *, new_edits: bool, gate: Gate | None) -> Document:
        doc_id = document.doc_id
        held = self._held.get(doc_id, _Held(doc_id, 0, (), {}))
        kept, tree = admit(
            held.tree,
            document,
            new_edits=new_edits,
            gate=gate,
            live_leaves=lambda: held.leaves(live_only=True),
            revs_limit=self._revs_limit,
        )
        if tree is not held.tree:
            bodies = {branch.leaf: held.bodies.get(branch.leaf, kept.body) for branch in tree}
            self._last_number += 1
            self._held[doc_id] = _Held(doc_id, self._last_number, tree, bodies)
        return kept

    def _tree(self, doc_id: str) -> RevisionTree:
        return self._held[doc_id].tree if doc_id in self._held else ()

    def _sequence(self, number: int) -> str:
        return format_sequence(number, self._epochs)


class MemoryDatabases:
    """A set of databases that lasts as long as the process."""

    def __init__(self) -> None:
        self.uuid = uuid4().hex
        self._stores: dict[str, MemoryStore] = {}  # by name

    async def names(self) -> list[str]:
        return sorted(self._stores)

    async def open(self, name: str) -> Store:
        if name not in self._stores:
            raise NotFoundError(f"there is no database {name!r}")
        return self._stores[name]

    async def create(self, name: str) -> Store:
        require_database_name(name)
        if name in self._stores:
            raise ExistsError(f"the database {name!r} exists already")
        self._stores[name] = MemoryStore(name)
        return self._stores[name]

    async def delete(self, name: str) -> None:
        if self._stores.pop(name, None) is None:
            raise NotFoundError(f"there is no database {name!r}")

    async def close(self) -> None:
        self._stores.clear()
