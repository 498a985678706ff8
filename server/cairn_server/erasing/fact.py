"""The fact that an entry was erased: a tombstone that a server vouches for. Pure.

What it says holds a MAC of the ID, and its revision is a hash of what it says: so the revision
alone proves that a server made it that has the key, should the body be left out. Whoever has no
key can erase nothing by it. All servers of a directory take each other's facts (`vouching`).

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
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document, new_edit
from cairn_sync.revtree import Branch

__all__ = [
    "ERASED",
    "UNVOUCHED",
    "Facts",
    "looks_like_fact",
    "may_be_fact",
    "needs_erasing",
    "successor_of",
]

ERASED = (
    "The address of this place is private now, so its old entry was erased for good. "
    "Make your change in its new entry."
)
UNVOUCHED = "No server of this directory vouches for this erasure, so nothing is erased by it."
KIND = "location:"
ENDED = {"type": "location", "schema": 1, "confidential": True}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one server, and those that it takes."""

    keys: tuple[bytes, ...]  # its own first, then those of others

    def erasure_of(self, doc_id: str) -> Document:
        """Return the fact that this server states, of which there is one for each ID."""
        return _fact(self.keys[0], doc_id)

    def is_fact(self, document: Document) -> bool:
        """Tell whether this is a fact, and not one more tombstone. It may come without a body."""
        return self.has_fact(document.doc_id, [Branch(document.path[:1], document.deleted)])

    def has_fact(self, doc_id: str, branches: Iterable[Branch]) -> bool:
        """Tell whether a fact is among the branches of a document."""
        ended = [one.leaf for one in branches if one.deleted and one.leaf.generation == 1]
        if not ended or not doc_id.startswith(KIND):
            return False
        return any(_fact(key, doc_id).revision in ended for key in self.keys)

    def stated_among(self, leaves: Iterable[Document]) -> list[Document]:
        """Return the facts among a document's leaves, whole, whether or not bodies came."""
        found = {leaf.revision: leaf.doc_id for leaf in leaves if leaf.deleted}
        whole = [_fact(key, doc_id) for doc_id in set(found.values()) for key in self.keys]
        return [fact for fact in whole if found.get(fact.revision) == fact.doc_id]

    def is_erased_by(self, leaves: Iterable[Document]) -> bool:
        """Tell whether a fact is among a document's leaves."""
        return any(map(self.is_fact, leaves))


def may_be_fact(document: Document) -> bool:
    """Tell whether a tombstone has the form of a fact, whoever vouches for it."""
    is_first = len(document.path) == 1 and document.revision.generation == 1
    return is_first and document.deleted and document.doc_id.startswith(KIND)


def looks_like_fact(document: Document) -> bool:
    """Tell whether this claims to be a fact: by its body, or by the name that they all had once.

    Before servers vouched for them, a fact's revision followed from the ID alone.
    """
    if not may_be_fact(document):
        return False
    return (
        is_marked(document.parsed_body())
        or document.revision == new_edit(document.doc_id, ENDED, deleted=True).revision
    )


def needs_erasing(facts: Facts, old: Sequence[Document], new: Document) -> bool:
    """Tell whether a place becomes confidential, so that what it was before must go.

    `old` is every leaf that is there before, the live ones with their bodies.
    """
    if not old or not new.doc_id.startswith(KIND):
        return False
    # By its name alone: a fact may come without its body, or with another one.
    if not facts.is_fact(new) and not is_marked(new.parsed_body()):
        return False
    if new.deleted:
        return not all(map(facts.is_fact, old))
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


def _fact(key: bytes, doc_id: str) -> Document:
    mac = hmac.digest(key, doc_id.encode(), "sha256").hex()
    return new_edit(doc_id, {**ENDED, "vouched": mac}, deleted=True)
