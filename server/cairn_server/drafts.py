"""Drafts: entries of the directory that only its editors read.

Rule 1: decided leaf by leaf, as what is public is: an entry is a draft while any live version
of it is one, or an editor says so and nobody has decided.
Rule 2: it fails closed. A state that this server does not know is as good as a draft.
Rule 3: who may not read a draft is shown a tombstone in its place, with its own revision, so
that what was listed before vanishes from their copies, and comes back when it is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cairn_server.directory.books import claims_of
from cairn_server.principal import Member
from cairn_sync.document import Document

__all__ = ["is_draft", "may_be_draft", "reads_drafts", "withheld"]

KINDS = frozenset({"organization", "service", "location"})
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


def withheld(document: Document) -> Document:
    """Return what stands for a draft where it may not be read: its end, with nothing in it."""
    return replace(document, deleted=True, body=b"{}")
