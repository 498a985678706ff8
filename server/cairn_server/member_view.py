"""A store as one member may read it: what is kept from them stands there as its end.

Every read of the CouchDB doors goes through it, so that none can forget to ask. Writes are
the gate's affair, which sees the documents as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cairn_server.drafts import is_draft, may_be_draft, withheld
from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.revtree import live_branches
from cairn_sync.store import Batch, Change, DatabaseInfo, Gate, Lacking, Outcome, Store

__all__ = ["MemberView"]

FEW = 5  # documents; for more, one look at the whole feed is cheaper than one at each
ROWS = 5_000  # of the feed at a time, without documents


@dataclass(slots=True)
class MemberView:
    """A directory without its drafts. For the length of one request."""

    store: Store
    _branched: frozenset[str] | None = field(default=None, init=False)  # IDs, once looked for

    @property
    def name(self) -> str:
        return self.store.name

    async def info(self) -> DatabaseInfo:
        return await self.store.info()

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        # Read with their bodies, for these tell what is a draft.
        batch = await self.store.changes(
            since, limit=limit, include_docs=True, descending=descending
        )
        shown = [_without_draft(change) for change in batch.changes]
        if not include_docs:
            shown = [replace(change, documents=()) for change in shown]
        return replace(batch, changes=shown)

    async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
        return await self.store.wait_for_change(since, timeout_seconds=timeout_seconds)

    async def revs_diff(self, revisions: Mapping[str, Sequence[Revision]]) -> dict[str, Lacking]:
        return await self.store.revs_diff(revisions)

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        found = await self.store.bulk_get(wanted)
        drafts = await self._drafts_among([one for one in found if one is not None])
        return [withheld(one) if one is not None and one.doc_id in drafts else one for one in found]

    async def leaves(self, doc_id: str) -> list[Document]:
        leaves = await self.store.leaves(doc_id)
        return _ended(leaves) if is_draft(leaves) else leaves

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
        return await self.store.bulk_docs(documents, new_edits=new_edits, gate=gate)

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


def _without_draft(change: Change) -> Change:
    if not is_draft(change.documents):
        return change
    branches = sorted(change.branches, key=lambda branch: branch.leaf, reverse=True)
    winner = Document(change.doc_id, branches[0].path, True, b"{}")
    return replace(
        change,
        branches=tuple(replace(branch, deleted=True) for branch in branches),
        documents=(winner,),
    )


def _ended(leaves: Sequence[Document]) -> list[Document]:
    return sorted(map(withheld, leaves), key=lambda leaf: leaf.revision, reverse=True)
