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

__all__ = ["is_confidential_place", "public_body"]

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


def _is_public(body: Mapping[str, Any]) -> bool:
    undisputed = all(told is True for told in claims_of(body, "public"))
    return body.get("public") is True and undisputed and not _is_kept_back(body)


def _is_kept_back(body: Mapping[str, Any]) -> bool:
    """Tell whether it is a draft or retired, or some editor says so."""
    return "state" in body or any(told is not None for told in claims_of(body, "state"))
