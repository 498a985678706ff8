"""What may be said in words about what is at a private place: never how to find its door.

A report about a private place, or about a service that is at private places only, and the texts
of such a service. What leads to a door is refused, as `door` tells it; what stood there before
and is not touched is not held against who changes something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cairn_server.directory.door import leads_to_door
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document
from cairn_sync.store import Store

__all__ = ["REPORT_TELLS", "SERVICE_TELLS", "hidden_among", "refuse_words"]

REPORT_TELLS = (
    "This place is private. Say what is wrong without its street, its map position or a map link."
)
SERVICE_TELLS = (
    "This service is at a private place. Leave the street, the map position and map links out of "
    "its texts."
)
TEXTS = {
    "suggestion": ("note", "answer"),
    "service": (
        "alternate_name",
        "description",
        "application_process",
        "eligibility_description",
        "fees_description",
        "alert",
        "interpretation_services",
    ),
}


async def hidden_among(store: Store, documents: Iterable[Document]) -> frozenset[str]:
    """Return the IDs of those reports and services that are about private places only."""
    hidden = set()
    for document in documents:
        kind = document.doc_id.partition(":")[0]
        if document.deleted or kind not in TEXTS:
            continue
        body = document.parsed_body()
        if not any(_leads(body.get(name)) for name in TEXTS[kind]):
            continue  # nearly all: nothing to look up
        about = body.get("about") if kind == "suggestion" else None
        if await _is_hidden(store, body, about):
            hidden.add(document.doc_id)
    return frozenset(hidden)


def refuse_words(old: Sequence[Document], new: Document) -> str | None:
    """Refuse what leads to a door in a report or a service that is about private places only."""
    kind = new.doc_id.partition(":")[0]
    body = new.parsed_body()
    before = [leaf.parsed_body() for leaf in old if not leaf.deleted]
    for name in TEXTS[kind]:
        text = body.get(name)
        is_new = all(text != earlier.get(name) for earlier in before)
        if is_new and _leads(text):
            return REPORT_TELLS if kind == "suggestion" else SERVICE_TELLS
    return None


async def _is_hidden(store: Store, body: dict[str, Any], about: Any) -> bool:
    if isinstance(about, str):
        if about.startswith("location:"):
            return await _is_private(store, about)
        body = await _winner(store, about) if about.startswith("service:") else {}
    links = body.get("service_at_locations")
    if not isinstance(links, list) or not links:
        return False
    for link in links:
        place = link.get("location_id") if isinstance(link, dict) else None
        if not isinstance(place, str) or not await _is_private(store, f"location:{place}"):
            return False
    return True


async def _is_private(store: Store, doc_id: str) -> bool:
    """Tell whether a place is marked in any version, or was erased because of that."""
    return any(is_marked(leaf.parsed_body()) for leaf in await store.leaves(doc_id))


async def _winner(store: Store, doc_id: str) -> dict[str, Any]:
    found = await store.leaves(doc_id)
    return found[0].parsed_body() if found and not found[0].deleted else {}


def _leads(text: Any) -> bool:
    return isinstance(text, str) and leads_to_door(text)
