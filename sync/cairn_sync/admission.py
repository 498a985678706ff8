"""What becomes of one document offered to a store: the rules, without the storing.

Every store asks `admit` inside its write and then keeps what comes back, so that
all of them refuse, rebase and join alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cairn_sync.document import Document, rebase, with_path
from cairn_sync.errors import ConflictError, ForbiddenError
from cairn_sync.revtree import REVS_LIMIT, RevisionTree, knows, live_branches, merge_path
from cairn_sync.store import Gate

__all__ = ["admit"]


def admit(
    tree: RevisionTree,
    document: Document,
    *,
    new_edits: bool,
    gate: Gate | None = None,
    live_leaves: Callable[[], Sequence[Document]] = tuple,
    revs_limit: int = REVS_LIMIT,
) -> tuple[Document, RevisionTree]:
    """Return the document as it is to be kept, and the tree that holds it.

    The same `tree` back means that there is nothing to write. `live_leaves` is asked,
    once, only if there is a `gate`, which sees the tombstones after them, without bodies.
    Of what is already known no gate is asked, and then not even the ancestry may grow: a
    forged one could end somebody's leaf.

    Raises:
        ConflictError: an edit that does not extend a leaf.
        ForbiddenError: the gate's sentence.
        MalformedError: an edit that cannot be signed on its new parent.
    """
    if new_edits:
        document = _attach(tree, document)
    elif gate is not None and knows(tree, document.revision):
        return document, tree
    if gate is not None:
        # An ID that was in use is not a new one, so what ended is shown besides, by its path.
        ended = [Document(document.doc_id, b.path, True, b"{}") for b in tree if b.deleted]
        if (reason := gate((*live_leaves(), *ended), document)) is not None:
            raise ForbiddenError(reason)
    grown, _ = merge_path(tree, document.path, deleted=document.deleted, revs_limit=revs_limit)
    return document, tree if grown == tree else grown


def _attach(tree: RevisionTree, edit: Document) -> Document:
    """Put the edit on the whole path of the leaf that it names, or ought to."""
    if len(edit.path) > 1:
        for branch in tree:
            if branch.leaf == edit.path[1]:
                return with_path(edit, (edit.revision, *branch.path))
        raise ConflictError(f"{edit.doc_id}: {edit.path[1]} is not a leaf")
    if not tree:
        return edit
    # As CouchDB does: a deleted document may be made anew, but not deleted anew.
    if live_branches(tree) or edit.deleted:
        raise ConflictError(f"{edit.doc_id}: the document exists; name the revision to change")
    return rebase(edit, tree[0].path)
