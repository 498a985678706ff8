"""A store as one member may read it: without drafts, and with the end of what became one.

Every read of the CouchDB doors goes through it, so that none can forget to ask. Writes are
the gate's affair, which sees the documents as they are; but whether a draft is there, the answer
to a write does not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cairn_server.drafts import is_draft, may_be_draft, withheld
from cairn_sync.admission import admit
from cairn_sync.document import Document
from cairn_sync.errors import ForbiddenError, SyncError
from cairn_sync.revision import Revision
from cairn_sync.revtree import (
    Branch,
    RevisionTree,
    live_branches,
    missing_revisions,
    possible_ancestors,
)
from cairn_sync.store import Batch, Change, DatabaseInfo, Gate, Lacking, Outcome, Store

__all__ = ["Counted", "MemberView"]

FEW = 5  # documents; for more, one look at the whole feed is cheaper than one at each
ROWS = 5_000  # of the feed at a time, without documents
ROWS_WITH_BODIES = 200
ALL_ROWS = 2**31  # a feed backwards cannot be gone on with


@dataclass(frozen=True, slots=True)
class Counted:
    """What a database's own counts hold too many, and too few."""

    at: str  # the last sequence when they were counted
    drafts: int
    ends: int  # that are shown in their place


@dataclass(slots=True)
class MemberView:
    """A directory without its drafts. For the length of one request."""

    store: Store
    key: bytes  # of the revisions that are made up
    counts: dict[str, Counted] = field(default_factory=dict)  # by database, for all requests
    _branched: frozenset[str] | None = field(default=None, init=False)  # IDs, once looked for

    @property
    def name(self) -> str:
        return self.store.name

    async def info(self) -> DatabaseInfo:
        info = await self.store.info()
        counted = self.counts.get(self.name)
        if counted is None or counted.at != info.last_sequence:
            counted = self.counts[self.name] = await self._count(info.last_sequence)
        return replace(
            info,
            doc_count=max(0, info.doc_count - counted.drafts),
            doc_del_count=info.doc_del_count + counted.ends,
        )

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        shown: list[Change] = []
        while True:
            # Read with their bodies, for these tell what is a draft. A page is filled up, for a
            # short one says that the feed is at its end.
            size = ALL_ROWS if descending else limit - len(shown)
            batch = await self.store.changes(
                since, limit=size, include_docs=True, descending=descending
            )
            shown += [row for change in batch.changes if (row := self._shown(change)) is not None]
            since = batch.last_sequence
            if descending or not batch.changes or not batch.pending or len(shown) >= limit:
                break
        shown = shown[:limit]
        if not include_docs:
            shown = [replace(change, documents=()) for change in shown]
        return replace(batch, changes=shown)

    async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
        return await self.store.wait_for_change(since, timeout_seconds=timeout_seconds)

    async def revs_diff(self, revisions: Mapping[str, Sequence[Revision]]) -> dict[str, Lacking]:
        trees = await self._trees_of_drafts(revisions)
        open_ones = {doc_id: revs for doc_id, revs in revisions.items() if doc_id not in trees}
        lacking = await self.store.revs_diff(open_ones)
        for doc_id, tree in trees.items():
            if missing := missing_revisions(tree, revisions[doc_id]):
                lacking[doc_id] = Lacking(missing, possible_ancestors(tree, missing))
        return {doc_id: lacking[doc_id] for doc_id in revisions if doc_id in lacking}

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        ends = await self._ends_of_drafts(doc_id for doc_id, _ in wanted)
        asked = [(doc_id, revision) for doc_id, revision in wanted if doc_id not in ends]
        found = iter(await self.store.bulk_get(asked))
        return [
            _pick(ends[doc_id], revision) if doc_id in ends else next(found)
            for doc_id, revision in wanted
        ]

    async def leaves(self, doc_id: str) -> list[Document]:
        leaves = await self.store.leaves(doc_id)
        return withheld(leaves, self.key) if is_draft(leaves) else leaves

    async def all_docs(
        self, *, start: str = "", end: str | None = None, limit: int = 1000
    ) -> list[Document]:
        shown: list[Document] = []
        while len(shown) < limit:
            page = await self.store.all_docs(start=start, end=end, limit=limit)
            drafts = await self._drafts_among(page)
            shown += [document for document in page if document.doc_id not in drafts]
            if len(page) < limit:
                break
            start = page[-1].doc_id + "\0"  # the very next ID there can be
        return shown[:limit]

    async def bulk_docs(
        self,
        documents: Sequence[Document],
        *,
        new_edits: bool = False,
        gate: Gate | None = None,
    ) -> list[Outcome]:
        drafts = await self._trees_of_drafts([one.doc_id for one in documents])
        if not drafts:
            return await self.store.bulk_docs(documents, new_edits=new_edits, gate=gate)
        others = [one for one in documents if one.doc_id not in drafts]
        written = iter(await self.store.bulk_docs(others, new_edits=new_edits, gate=gate))
        return [
            _refused(drafts[one.doc_id], one, new_edits=new_edits, gate=gate)
            if one.doc_id in drafts
            else next(written)
            for one in documents
        ]

    async def purge(self, doc_ids: Sequence[str]) -> bool:
        return await self.store.purge(doc_ids)

    async def local_ids(self) -> list[str]:
        return await self.store.local_ids()

    async def read_local(self, local_id: str) -> dict[str, Any] | None:
        return await self.store.read_local(local_id)

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        await self.store.write_local(local_id, body)

    async def _drafts_among(self, documents: Iterable[Document]) -> set[str]:
        """Return the IDs of those that are drafts, by any live leaf of theirs."""
        at_hand = [one for one in documents if may_be_draft(one.doc_id)]
        drafts = {one.doc_id for one in at_hand if is_draft([one])}
        unsure = {one.doc_id for one in at_hand} - drafts
        if len(unsure) > FEW:
            unsure &= await self._find_branched()
        for doc_id in unsure:
            if is_draft(await self.store.leaves(doc_id)):
                drafts.add(doc_id)
        return drafts

    async def _find_branched(self) -> frozenset[str]:
        """Return the IDs of all documents with more than one live leaf."""
        if self._branched is None:
            found: set[str] = set()
            since = "0"
            while True:
                batch = await self.store.changes(since, limit=ROWS)
                since = batch.last_sequence
                found |= {c.doc_id for c in batch.changes if len(live_branches(c.branches)) > 1}
                if not batch.changes or not batch.pending:
                    break
            self._branched = frozenset(found)
        return self._branched

    async def _ends_of_drafts(self, doc_ids: Iterable[str]) -> dict[str, list[Document]]:
        """Return, for those that are drafts, the leaves that are shown in place of theirs."""
        wanted = [doc_id for doc_id in dict.fromkeys(doc_ids) if may_be_draft(doc_id)]
        winners = await self.store.bulk_get([(doc_id, None) for doc_id in wanted])
        drafts = await self._drafts_among([one for one in winners if one is not None])
        return {doc_id: await self.leaves(doc_id) for doc_id in wanted if doc_id in drafts}

    async def _trees_of_drafts(self, doc_ids: Iterable[str]) -> dict[str, RevisionTree]:
        ends = await self._ends_of_drafts(doc_ids)
        return {doc_id: _tree(leaves) for doc_id, leaves in ends.items()}

    async def _count(self, at: str) -> Counted:
        drafts = ends = 0
        since = "0"
        while True:
            batch = await self.store.changes(since, limit=ROWS_WITH_BODIES, include_docs=True)
            rows = [change for change in batch.changes if is_draft(change.documents)]
            drafts += len(rows)
            ends += sum(self._shown(change) is not None for change in rows)
            since = batch.last_sequence
            if not batch.changes or not batch.pending:
                return Counted(at, drafts, ends)

    def _shown(self, change: Change) -> Change | None:
        """Return a row as it may be read; None: there is none."""
        if not is_draft(change.documents):
            return change
        ended = [Document(change.doc_id, b.path, True, b"{}") for b in change.branches if b.deleted]
        ends = withheld([*change.documents, *ended], self.key)
        return replace(change, branches=_tree(ends), documents=(ends[0],)) if ends else None


def _tree(leaves: Sequence[Document]) -> RevisionTree:
    return tuple(Branch(leaf.path, leaf.deleted) for leaf in leaves)


def _pick(leaves: Sequence[Document], revision: Revision | None) -> Document | None:
    if revision is None:
        return leaves[0] if leaves else None
    return next((leaf for leaf in leaves if leaf.revision == revision), None)


def _refused(
    tree: RevisionTree, document: Document, *, new_edits: bool, gate: Gate | None
) -> Outcome:
    """Answer a write to a draft as if what is shown of it were all there is."""
    error: SyncError | None = None
    try:
        document, grown = admit(tree, document, new_edits=new_edits, gate=gate)
        if grown != tree:
            error = ForbiddenError("Only directory editors may change the directory.")
    except SyncError as exc:
        error = exc
    return Outcome(document.doc_id, document.revision, error)
