"""Rows that an editor said are entries which are there already: they fill in what those lack.

Said once, it holds for every later import of the list. Nothing that the entry says is
overwritten, and it stays with its organization and its places.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import Any

from cairn_server.directory.importing.draft import document_id
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.protect import Drafts
from cairn_server.directory.said import said
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document

__all__ = ["ADOPTED", "adopt", "places_in"]

ADOPTED = "adopted"  # local document import-<source>-adopted: {"entries": {own ID: entry's ID}}


def adopt(
    mapping: Mapping,
    drafts: Drafts,
    adopted: Dictionary[str, str],
    live: Dictionary[str, Document],
) -> dict[str, str]:
    """Turn drafts of services to the entries that stand for them; return which there are.

    `adopted` holds the entry's ID by the ID that the row's own would be. `live` holds those
    entries and their places, where they still are.
    """
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for source_id, draft in drafts.services.items():
        own = document_id(mapping, "service", source_id)
        entry = live.get(adopted.get(own, ""))
        if entry is None:
            continue
        if entry.doc_id in taken:
            draft.note(
                Result.REJECTED,
                said("row {row} fills in the same entry", row=taken[entry.doc_id]),
                fix=said("Let only one row stand for one entry."),
            )
            continue
        taken[entry.doc_id] = draft.row
        found[own] = draft.adopted = entry.doc_id
        body = entry.parsed_body()
        draft.organization, draft.linked, draft.about_linked = "", [], {}
        for name in ("organization_id", "service_at_locations"):
            draft.body.pop(name, None)
            if name in body:
                draft.body[name] = body[name]
        draft.is_hidden = draft.is_hidden or any(
            place in live and is_marked(live[place].parsed_body()) for place in places_in(body)
        )
    return found


def places_in(body: Dictionary[str, Any]) -> list[str]:
    """Return the document IDs of the places of a service."""
    return [f"location:{one['location_id']}" for one in body.get("service_at_locations", ())]
