"""What a fetch changes here: pure.

Rule 1: what is here as it is there makes no edit, so fetching twice changes nothing.
Rule 2: when more than half would vanish at once, nothing vanishes before somebody has said so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cairn_server.network.listing import Listing
from cairn_sync.document import Document, new_edit

__all__ = ["ORIGIN", "Plan", "plan_fetch"]

ORIGIN = "origin"  # the type of the document that tells whose directory this is


@dataclass(slots=True)
class Plan:
    """The edits of one fetch, and what it did not dare."""

    edits: list[Document] = field(default_factory=list)
    would_go: int = 0  # services (or what hangs on them) gone there, kept until it is accepted
    entries: int = 0  # services, once this is done


def plan_fetch(
    held: Mapping[str, Document], listing: Listing, *, whole: bool, accepts_loss: bool = False
) -> Plan:
    """Decide about every document; `held` are the live ones of the database, by ID.

    `whole`: the listing is all that there is, so what it lacks has gone there. What could not
    be read goes too: what it says now is not known, and it may be that it must not be shown.
    """
    plan = Plan()
    here = {doc_id for doc_id in held if not doc_id.startswith(ORIGIN)}
    for doc_id, body in listing.bodies.items():
        before = held.get(doc_id)
        if before is None:
            plan.edits.append(new_edit(doc_id, body))
        elif before.parsed_body() != body:
            plan.edits.append(new_edit(doc_id, body, parent=before.path))
    gone = (here - listing.bodies.keys()) if whole else (here & listing.refused.keys())
    if not whole:
        gone |= _left_places(held, listing)
    if whole and not accepts_loss and _is_too_much(gone, here):
        plan.would_go = _services(gone) or len(gone)
        gone = set()
    plan.edits += [new_edit(one, {}, parent=held[one].path, deleted=True) for one in sorted(gone)]
    plan.entries = _services((here | listing.bodies.keys()) - gone)
    return plan


def _left_places(held: Mapping[str, Document], listing: Listing) -> set[str]:
    """Return the places that a changed service was at, and that none is at any more.

    A place that is hidden over there is entered anew under another ID, and nothing tells that
    the old one is gone: its address would stay until all is looked at.
    """
    bodies = {doc_id: document.parsed_body() for doc_id, document in held.items()}
    before = {place for doc_id in listing.bodies.keys() & held for place in _places(bodies[doc_id])}
    now = {place for body in (bodies | listing.bodies).values() for place in _places(body)}
    return (before - now) & held.keys()


def _places(body: Mapping[str, Any]) -> set[str]:
    return {f"location:{one['location_id']}" for one in body.get("service_at_locations", ())}


def _is_too_much(gone: set[str], here: set[str]) -> bool:
    return 2 * _services(gone) > _services(here) or 2 * len(gone) > len(here)


def _services(doc_ids: set[str]) -> int:
    return sum(doc_id.startswith("service:") for doc_id in doc_ids)
