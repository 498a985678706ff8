"""Which documents are public, and which places confidential: decided leaf by leaf.

Two editors may have changed an entry at the same time. Then every version of it counts, and
after they were merged every claim that still waits for a decision: an entry is public while
all of them say so, and none of them makes it a draft or retires it; and a place is
confidential while any of them does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cairn_server.access import BodyCheck
from cairn_server.directory.books import claims_of
from cairn_server.directory.confidential import strip_confidential
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document

__all__ = ["is_confidential_place", "is_kept_back", "public_body", "replacement_of_retired"]

# As the store prints them. A body without the text cannot have the mark, and is not parsed.
PUBLIC, CONFIDENTIAL = b'"public":true', b'"confidential":'


def is_confidential_place(leaves: Sequence[Document]) -> bool:
    """Tell whether any live version marks it."""
    return any(CONFIDENTIAL in leaf.body and is_marked(leaf.parsed_body()) for leaf in leaves)


def public_body(leaves: Sequence[Document], check: BodyCheck) -> dict[str, Any] | None:
    """Return what the winner, the first of the live `leaves`, says; None: it is not public.

    Of a place that any version marks, only what a confidential place may hold. Terms have
    no mark of their own: they are as public as their taxonomy.
    """
    winner = leaves[0]
    is_term = winner.doc_id.startswith("taxonomy_term:")
    if not is_term and not all(PUBLIC in leaf.body for leaf in leaves):
        return None
    bodies = [leaf.parsed_body() for leaf in leaves]
    if not is_term and not all(map(_is_public, bodies)):
        return None
    body = bodies[0]
    if winner.doc_id.startswith("location:") and is_confidential_place(leaves):
        body = strip_confidential({**body, "confidential": True})[0]
    return body if check(winner.doc_id, body) is None else None


def replacement_of_retired(leaves: Sequence[Document], check: BodyCheck) -> str | None:
    """Return what replaces a retired entry that was public: a document ID, or "" for nothing.

    None: it is not retired, or not for everybody to know: every version says that it is, and
    nobody disputes that it is retired and public. So a draft never looks as if it had been there.
    """
    if not all(PUBLIC in leaf.body for leaf in leaves):
        return None
    bodies = [leaf.parsed_body() for leaf in leaves]
    if not all(_is_marked_public(body) and body.get("state") == "retired" for body in bodies):
        return None
    if any(claims_of(body, "state") for body in bodies):
        return None
    if check(leaves[0].doc_id, bodies[0]) is not None:
        return None
    named = {body.get("replaced_by", "") for body in bodies}
    return str(named.pop()) if len(named) == 1 else ""


def _is_public(body: Mapping[str, Any]) -> bool:
    return _is_marked_public(body) and not is_kept_back(body)


def _is_marked_public(body: Mapping[str, Any]) -> bool:
    undisputed = all(told is True for told in claims_of(body, "public"))
    return body.get("public") is True and undisputed


def is_kept_back(body: Mapping[str, Any]) -> bool:
    """Tell whether it is a draft or retired, or some editor says so."""
    return "state" in body or any(told is not None for told in claims_of(body, "state"))
