"""The fact that an entry was erased: a tombstone that is the same on every server. Pure.

It has no ancestors: a revision's name is a hash of what it said, and with the name of an old
version somebody could try addresses until one fits. It replicates as any document does, so
phones, hubs and the upstream hear of the erasure by it; whoever holds it takes nothing else
under that ID.

The entry made anew has an ID that follows from the old one, so that two servers that hide the
same place make one entry of it. It tells nothing: whoever knows the old ID finds the new entry
by its name and its services as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document, new_edit
from cairn_sync.revtree import Branch

__all__ = [
    "ERASED",
    "erasure_of",
    "has_fact",
    "is_erased_by",
    "is_fact",
    "needs_erasing",
    "refuse_erased",
    "successor_of",
]

ERASED = (
    "The address of this place is private now, so its old entry was erased for good. "
    "Make your change in its new entry."
)
KIND = "location:"


def erasure_of(doc_id: str) -> Document:
    """Return the fact, of which there is one for each ID."""
    ended = {"type": "location", "schema": 1, "confidential": True}
    return new_edit(doc_id, ended, deleted=True)


def is_fact(document: Document) -> bool:
    """Tell whether this is the fact, and not one more tombstone."""
    return has_fact(document.doc_id, [Branch(document.path[:1], document.deleted)])


def has_fact(doc_id: str, branches: Iterable[Branch]) -> bool:
    """Tell whether the fact is among the branches of a document."""
    ended = [one.leaf for one in branches if one.deleted and one.leaf.generation == 1]
    if not ended or not doc_id.startswith(KIND):
        return False
    return erasure_of(doc_id).revision in ended


def is_erased_by(leaves: Iterable[Document]) -> bool:
    """Tell whether the fact is among a document's leaves, which may come without bodies."""
    return any(map(is_fact, leaves))


def refuse_erased(old: Sequence[Document], new: Document) -> str | None:
    """Refuse everything under an ID that was erased, but for the fact itself."""
    if new.doc_id.startswith(KIND) and is_erased_by(old) and not is_fact(new):
        return ERASED
    return None


def needs_erasing(old: Sequence[Document], new: Document) -> bool:
    """Tell whether a place becomes confidential, so that what it was before must go.

    `old` is every leaf that is there before, the live ones with their bodies.
    """
    if not old or not new.doc_id.startswith(KIND):
        return False
    # By its name alone: a fact may come without its body, or with another one.
    if not is_fact(new) and not is_marked(new.parsed_body()):
        return False
    if new.deleted:
        return not all(map(is_fact, old))
    return not all(not leaf.deleted and is_marked(leaf.parsed_body()) for leaf in old)


def successor_of(doc_id: str) -> str:
    """Return the ID under which a place is entered anew.

    Held with ``pwa/src/data/successor.ts`` to ``tests/vectors/successor.json``.
    """
    digest = hashlib.sha256(f"cairn: entered anew v1\n{doc_id}".encode()).digest()
    # Version 8: a UUID by a rule of one's own (RFC 9562).
    return f"{KIND}{UUID(bytes=_as_uuid8(digest[:16]))}"


def _as_uuid8(octets: bytes) -> bytes:
    six, eight = octets[6] & 0x0F | 0x80, octets[8] & 0x3F | 0x80
    return octets[:6] + bytes([six, octets[7], eight]) + octets[9:]
