"""The gate, for a peer that knows nothing of our rules: asked before the write, not inside it.

Between the question and the deed another client may write there. That is the price of a
store that is not ours; where it matters, the peer needs rules of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from cairn_sync.admission import admit
from cairn_sync.document import Document
from cairn_sync.errors import SyncError, UnavailableError
from cairn_sync.revtree import Branch
from cairn_sync.store import Gate, Outcome

__all__ = ["ask_before"]


async def ask_before(
    gate: Gate,
    documents: Sequence[Document],
    leaves_of: Callable[[str], Awaitable[list[Document]]],
    *,
    new_edits: bool,
) -> dict[int, Outcome]:
    """Go through the batch as our own stores would; return what is settled without a write.

    By place in `documents`: what is refused, and what the peer knows already.
    """
    settled: dict[int, Outcome] = {}
    held: dict[str, list[Document]] = {}  # leaves by document ID, the batch's own included
    for place, document in enumerate(documents):
        doc_id = document.doc_id
        try:
            leaves = held.get(doc_id) or await leaves_of(doc_id)
            live = [leaf for leaf in leaves if not leaf.deleted]
            tree = tuple(Branch(leaf.path, leaf.deleted) for leaf in leaves)
            kept, grown = admit(
                tree, document, new_edits=new_edits, gate=gate, live_leaves=live.copy
            )
        except UnavailableError:
            raise
        except SyncError as exc:
            settled[place] = Outcome(doc_id, document.revision, exc)
            continue
        if grown is tree:
            settled[place] = Outcome(doc_id, document.revision)
        bodies = {leaf.revision: leaf.body for leaf in leaves} | {kept.revision: kept.body}
        held[doc_id] = [
            Document(doc_id, branch.path, branch.deleted, bodies[branch.leaf]) for branch in grown
        ]
    return settled
