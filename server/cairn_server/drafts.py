"""Drafts: entries of the directory that only its editors read.

Rule 1: decided leaf by leaf, as what is public is: an entry is a draft while any live version
of it is one, or an editor says so and nobody has decided.
Rule 2: it fails closed. A state that this server does not know is as good as a draft.
Rule 3: to who may not read it, a draft that was never listed does not exist. One that was listed
has ended: in its place stands a tombstone on top of what was listed, so that it vanishes from
copies and comes back when it is published. Its revision is made up, for that of the draft is a
hash of what it says; nobody without the server's key can tell it from a deletion.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cairn_server.directory.books import claims_of
from cairn_server.principal import Member
from cairn_sync.claim import Dot, event_name
from cairn_sync.document import Document
from cairn_sync.merge import EDITS
from cairn_sync.revision import Revision

__all__ = [
    "end_of_draft",
    "is_draft",
    "may_be_draft",
    "reads_drafts",
    "refuse_unbooked_draft",
    "was_never_listed",
    "withheld",
]

KINDS = frozenset({"organization", "service", "location"})
STATE_FIELD = "state"
STATE = b'"state"'  # as the store prints it: a body without the text has no state
OPEN = (None, "retired")  # states that every member may know of


def reads_drafts(member: Member) -> bool:
    """Tell whether drafts are shown to this person."""
    return "editor" in member.roles


def may_be_draft(doc_id: str) -> bool:
    """Tell whether documents of this ID's kind can be drafts at all."""
    return doc_id.partition(":")[0] in KINDS


def is_draft(leaves: Sequence[Document]) -> bool:
    """Tell whether a document is kept from those who are not editors.

    `leaves` are its live leaves, or those of them that are at hand.
    """
    return any(
        may_be_draft(leaf.doc_id)
        and not leaf.deleted
        and STATE in leaf.body
        and _is_draft(leaf.parsed_body())
        for leaf in leaves
    )


def _is_draft(body: Mapping[str, Any]) -> bool:
    claims = claims_of(body, "state")
    told = [claim.get("state") if isinstance(claim, Mapping) else claim for claim in claims]
    return any(state not in OPEN for state in (body.get("state"), *told))


def was_never_listed(document: Document) -> bool:
    """Tell whether a draft was one from its first version on, as far as that is certain.

    Its record of changes would name a change of its state (`refuse_unbooked_draft`). Where there
    is no record, it may have been listed.
    """
    if not is_draft([document]):
        return False
    books = document.parsed_body().get(EDITS)
    if books is None:
        return document.revision.generation == 1
    return isinstance(books, Mapping) and bool(books) and STATE_FIELD not in books


def withheld(leaves: Sequence[Document], key: bytes) -> list[Document]:
    """Return what stands for a draft where it may not be read, the highest first.

    Ends of what may have been listed; ``[]``: nothing of it ever was. `leaves` is every leaf,
    the ended ones too, or those of them that are at hand.
    """
    ends: dict[Revision, Document] = {}
    for leaf in leaves:
        if leaf.deleted:
            end = replace(leaf, body=b"{}")
        elif was_never_listed(leaf):
            continue
        else:
            end = end_of_draft(leaf, key)
        ends[end.revision] = end
    if not any(not leaf.deleted and not was_never_listed(leaf) for leaf in leaves):
        return []
    return sorted(ends.values(), key=lambda end: end.revision, reverse=True)


def refuse_unbooked_draft(
    live: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    """Refuse to make a listed entry a draft and leave that out of a record of changes it keeps."""
    if not body.get(EDITS) or not was_never_listed(new):
        return None
    if any(leaf.revision in new.path and not is_draft([leaf]) for leaf in live):
        return "To make a listed entry a draft, leave out its record of changes, or add that to it."
    return None


def end_of_draft(leaf: Document, key: bytes) -> Document:
    """Return the end of what was listed, as somebody without the key might have made it."""
    listed = _listed_path(leaf)
    named = "\n".join((leaf.doc_id, str(listed[0]) if listed else ""))
    signature = hmac.digest(key, b"cairn withheld v1\n" + named.encode(), "sha256").hex()[:32]
    generation = listed[0].generation + 1 if listed else 1
    return Document(leaf.doc_id, (Revision(generation, signature), *listed), True, b"{}")


def _listed_path(leaf: Document) -> tuple[Revision, ...]:
    """Return the versions that may have been listed, the newest first.

    A listed version may stand beside a draft, and then it is the newest itself.
    """
    if not is_draft([leaf]):
        return leaf.path
    books = leaf.parsed_body().get(EDITS)
    entry = books.get(STATE_FIELD) if isinstance(books, Mapping) else None
    if isinstance(entry, Mapping):
        dot, by, at = Dot.parse(entry.get("dot")), entry.get("by"), entry.get("at")
        for place, revision in enumerate(leaf.path[1:], start=1):
            # The dot names the version that was made a draft.
            if dot and dot.event == event_name(str(revision), by=by, at=at):
                return leaf.path[place:]
    return leaf.path[1:]
