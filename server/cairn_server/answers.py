"""Two answers that stand in one field of an entry, until somebody decides. Pure.

Only the record of changes (``edits``) holds the one that is not shown. A client that writes the
entry without it would drop that answer, though nobody has read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cairn_server.merging import DIRECTORY_RULES
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document
from cairn_sync.errors import MalformedError
from cairn_sync.merge import EDITS, conflicts_of

__all__ = ["DROPPED", "refuse_dropped_answer"]

DROPPED = (
    "Two answers stand in this entry. Keep its record of changes, or choose between them in Cairn "
    "first."
)


def refuse_dropped_answer(
    live: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    """Refuse an edit that leaves out the books of a field in which two answers stand.

    Who decides, in the app, writes down what they have seen. A place that becomes private
    leaves its books behind, and an end says for itself what it ends.
    """
    if new.deleted or is_marked(body):
        return None
    kept = body.get(EDITS)
    named = kept.keys() if isinstance(kept, Mapping) else frozenset()
    for leaf in live:
        # Nearly all entries have no two answers, and their books need not be read.
        if leaf.revision not in new.path or b'"claims"' not in leaf.body:
            continue
        try:
            undecided = conflicts_of(leaf.parsed_body(), DIRECTORY_RULES)
        except MalformedError:
            continue  # the upstream's, and no books at all
        if undecided.keys() - named:
            return DROPPED
    return None
