"""What other entries must no longer say once a place is confidential. Pure.

Links lead to the new entry, and what a service told about the place beside its link goes: it
may tell where it is. The street and the coordinates, as the place had them, go from every text;
from reports about it also what only looks like an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cairn_server.directory.checking.secrets import Secret
from cairn_server.directory.street import has_street, without_streets
from cairn_sync.merge import EDITS

__all__ = ["LEFT_OUT", "relinked", "without_books_of", "without_doors", "without_secrets"]

LEFT_OUT = "(address left out)"
LINKS = "service_at_locations"
NOTES = ("note", "answer")
COORDINATE = re.compile(r"\d+\.\d{3,}")


def relinked(body: Mapping[str, Any], old_id: str, new_id: str | None) -> dict[str, Any]:
    """Return the body with its links to the old entry led to the new one; None: taken out.

    What its books tell of its links goes, where they tell of this one.
    """
    old, new = (one and one.partition(":")[2] for one in (old_id, new_id))
    changed = dict(body)
    if body.get("about") == old_id and new_id is not None:
        changed["about"] = new_id
    links = body.get(LINKS)
    if isinstance(links, list) and any(_leads(link, old) for link in links):
        kept = [link for link in links if not _leads(link, old)]
        if new is not None and not any(_leads(link, new) for link in kept):
            kept.append({"location_id": new})
        if kept:
            changed[LINKS] = kept
        else:
            del changed[LINKS]
    return changed


def without_books_of(body: Mapping[str, Any], old_id: str) -> dict[str, Any]:
    """Return the body without what its books tell of a link to the old entry."""
    books = body.get(EDITS)
    if not isinstance(books, dict) or not _mentions(books.get(LINKS), old_id.partition(":")[2]):
        return dict(body)
    kept = {name: entry for name, entry in books.items() if name != LINKS}
    changed = {**body, EDITS: kept}
    if not kept:
        del changed[EDITS]
    return changed


def without_secrets(body: Mapping[str, Any], secrets: Iterable[Secret]) -> dict[str, Any]:
    """Return the body, books and all, without the streets and coordinates that are known."""
    texts = [
        text
        for secret in secrets
        for text in secret.texts
        if len(secret.texts) == 1 or COORDINATE.fullmatch(text)
    ]
    if not texts:
        return dict(body)
    # Blanks may have been written otherwise than in the address: two, or none at the ends.
    spelled = [r"\s+".join(map(re.escape, text.split())) for text in texts]
    known = re.compile("|".join(sorted(spelled, key=len, reverse=True)), re.IGNORECASE)
    cleaned: dict[str, Any] = _each_text(dict(body), lambda text: known.sub(LEFT_OUT, text))
    return cleaned


def without_doors(body: Mapping[str, Any], *, fields: Sequence[str] = NOTES) -> dict[str, Any]:
    """Return a report without what looks like an address in its words."""
    changed = dict(body)
    for name in fields:
        text = changed.get(name)
        if isinstance(text, str) and has_street(text):
            changed[name] = without_streets(text, instead=LEFT_OUT)
    return changed


def _leads(link: Any, place: str | None) -> bool:
    return isinstance(link, Mapping) and link.get("location_id") == place


def _mentions(value: Any, text: str) -> bool:
    if isinstance(value, str):
        return value == text
    if isinstance(value, Mapping):
        return any(_mentions(one, text) for one in value.values())
    return isinstance(value, list) and any(_mentions(one, text) for one in value)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]
    return value
