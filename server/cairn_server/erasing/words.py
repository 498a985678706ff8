"""What may be said in words about what is at a private place: never how to find its door.

A report about a private place, or about a service or an organization that is at private places
only, and the texts of such a service or organization. What leads to a door is refused, as `door`
tells it; what stood there before and is not touched is not held against who changes something
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cairn_server.directory.door import leads_to_door
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document
from cairn_sync.store import Store

__all__ = [
    "ORGANIZATION_TELLS",
    "REPORT_TELLS",
    "SERVICE_TELLS",
    "hidden_among",
    "is_at_private_places_only",
    "refuse_words",
    "texts_of",
]

REPORT_TELLS = (
    "This place is private. Say what is wrong without its street, its map position or a map link."
)
SERVICE_TELLS = (
    "This service is at a private place. Leave the street, the map position and map links out of "
    "its texts."
)
ORGANIZATION_TELLS = (
    "Every place of this organization is private. Leave the street, the map position and map links "
    "out of its texts."
)
TEXTS = {
    "organization": ("alternate_name", "description", "legal_status"),
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
TELLS = {
    "organization": ORGANIZATION_TELLS,
    "service": SERVICE_TELLS,
    "suggestion": REPORT_TELLS,
}
PAGE = 500  # documents read from the store at a time


async def hidden_among(store: Store, documents: Iterable[Document]) -> frozenset[str]:
    """Return the IDs of those reports and services that are about private places only."""
    hidden = set()
    for document in documents:
        kind = document.doc_id.partition(":")[0]
        if document.deleted or kind not in TEXTS:
            continue
        body = document.parsed_body()
        if not any(map(leads_to_door, texts_of(kind, body))):
            continue  # nearly all: nothing to look up
        about = body.get("about") if kind == "suggestion" else document.doc_id
        if await _is_hidden(store, body, about):
            hidden.add(document.doc_id)
    return frozenset(hidden)


def refuse_words(old: Sequence[Document], new: Document) -> str | None:
    """Refuse what leads to a door in what is about private places only."""
    kind = new.doc_id.partition(":")[0]
    before = [_told(kind, leaf.parsed_body()) for leaf in old if not leaf.deleted]
    for told in _told(kind, new.parsed_body()):
        if leads_to_door(told[1]) and all(told not in earlier for earlier in before):
            return TELLS[kind]
    return None


def texts_of(kind: str, body: Mapping[str, Any]) -> list[str]:
    """Return what is told in an entry's or a report's own words."""
    return [text for _, text in _told(kind, body)]


def _told(kind: str, body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return each field and what it tells in words."""
    told = [(name, body.get(name)) for name in TEXTS[kind]]
    for program in body.get("programs") or () if kind == "organization" else ():
        if isinstance(program, Mapping):
            told += [("programs", program.get(name)) for name in ("alternate_name", "description")]
    return [(name, text) for name, text in told if isinstance(text, str)]


def is_at_private_places_only(doc_id: str, entries: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether an organization has places that people live or work at, all of them private.

    `entries` are the bodies of the places, with their IDs as ``id``, and of the services.
    """
    number = doc_id.partition(":")[2]
    own, linked, places = set(), set(), {}
    for body in entries:
        if body.get("type") == "location":
            places[body["id"]] = body
            if body.get("organization_id") == number:
                own.add(body["id"])
        elif body.get("organization_id") == number:
            links = body.get("service_at_locations")
            for link in links if isinstance(links, list) else ():
                if isinstance(link, Mapping) and isinstance(link.get("location_id"), str):
                    linked.add(f"location:{link['location_id']}")
    found = [places[place] for place in own | linked if place in places]
    open_ones = [
        body for body in found if not is_marked(body) and body.get("location_type") == "physical"
    ]
    return bool(found) and any(map(is_marked, found)) and not open_ones


async def _is_hidden(store: Store, body: dict[str, Any], about: Any) -> bool:
    kind = about.partition(":")[0] if isinstance(about, str) else ""
    if kind == "location":
        return await _is_private(store, about)
    if kind == "organization":
        return is_at_private_places_only(about, await _places_and_services(store))
    if body.get("type") != "service":
        body = await _winner(store, about) if kind == "service" else {}
    links = body.get("service_at_locations")
    if not isinstance(links, list) or not links:
        return False
    for link in links:
        place = link.get("location_id") if isinstance(link, dict) else None
        if not isinstance(place, str) or not await _is_private(store, f"location:{place}"):
            return False
    return True


async def _places_and_services(store: Store) -> list[dict[str, Any]]:
    found = []
    for kind in ("location", "service"):
        start = f"{kind}:"
        while page := await store.all_docs(start=start, end=f"{kind};", limit=PAGE):
            found += [{**one.parsed_body(), "id": one.doc_id} for one in page]
            start = page[-1].doc_id + "\0"  # the very next ID there can be
    return found


async def _is_private(store: Store, doc_id: str) -> bool:
    """Tell whether a place is marked in any version, or was erased because of that."""
    return any(is_marked(leaf.parsed_body()) for leaf in await store.leaves(doc_id))


async def _winner(store: Store, doc_id: str) -> dict[str, Any]:
    found = await store.leaves(doc_id)
    return found[0].parsed_body() if found and not found[0].deleted else {}
