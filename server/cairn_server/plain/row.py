"""One service as lists and searches need it: few words, folded once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from cairn_server.directory.police import is_police_name
from cairn_server.directory.publishing.compose import compose_service
from cairn_server.directory.publishing.entry import (
    LocationEntry,
    OrganizationEntry,
    ServiceEntry,
)
from cairn_server.directory.publishing.folding import fold
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.plain.hours import is_day_and_night
from cairn_server.plain.openings import Book, Times
from cairn_server.plain.telling import codes_of, first_with_any, takes_calls, takes_texts

__all__ = ["Made", "Row", "checked", "joined_service", "made_from", "row_of", "words_of"]

SHOWN_PHONES = 2
WORD = re.compile(r"[^\W_]+")
GONE = frozenset({"inactive", "defunct"})
SYNONYMS = Path(__file__).parent.parent / "directory" / "synonyms.json"

Made = tuple[ServiceEntry, OrganizationEntry | None, tuple[LocationEntry | None, ...]]
"""What a row was made from; the read model puts new ones in place of what has changed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A public service in a list."""

    made: Made
    number: str  # its UUID
    name: str
    owner: str  # its organization; "": none, or of the same name
    organization_id: str  # "": not public
    areas: tuple[str, ...]  # towns, counties and areas, as they are shown
    categories: tuple[str, ...]
    languages: tuple[str, ...]  # tags
    phones: tuple[Mapping[str, Any], ...]  # to call or text, two at most
    status: str
    assured_date: str  # "": nobody knows
    verify_every_days: int  # 0: as its categories have it
    is_police: bool
    is_day_and_night: bool
    times: Times
    order: tuple[bool, bool, str]  # police last, before them what is gone
    title: str  # folded: its name
    words: str  # folded, each after a blank: what it is found by before its long texts
    spots: tuple[str, ...]  # folded, each after a blank: where it is


def made_from(model: ReadModel, service: ServiceEntry) -> Made:
    """Return what a row of the service would be made from now."""
    places = tuple(model.locations.get(place.location_id) for place in service.places)
    return service, model.organizations.get(service.organization_id), places


def joined_service(model: ReadModel, service: ServiceEntry) -> dict[str, Any]:
    """Return the service with all that is public about it, as the API shows it in full."""
    told: dict[str, Any] = orjson.loads(compose_service(model, service, full=True))
    return told


def row_of(model: ReadModel, service: ServiceEntry, book: Book) -> Row:
    """Make a row of a service. `book`: the hours of all rows."""
    told = joined_service(model, service)
    made = made_from(model, service)
    name, organization = told["name"], told.get("organization", {})
    links = told.get("service_at_locations", [])
    places = [link.get("location", {}) for link in links]
    phones = first_with_any("phones", told, *links, *places, organization)
    areas = tuple(dict.fromkeys(filter(None, (*map(_town, places), *_named(told)))))
    kinds = tuple(codes_of(told, "help"))
    owner = organization.get("name", "")
    schedules = first_with_any("schedules", told, *links, *places)
    is_police = is_police_name(f"{name} {owner}")
    status = told.get("status", "active")
    names = (name, told.get("alternate_name", ""), owner, organization.get("alternate_name", ""))
    tags = (_terms_for("categories", kinds), _terms_for("served", codes_of(told, "for")))
    spoken = [one.get("name", "") for one in told.get("languages", ())]
    whole = {text for place in made[2] if place for text in (*place.postal_codes, *place.regions)}
    spots = tuple(f" {one}" for one in sorted({*map(fold, areas), *whole}))
    return Row(
        made,
        service.service_id,
        name,
        owner if owner != name else "",
        told.get("organization_id", ""),
        areas,
        kinds,
        tuple(dict.fromkeys(one["code"] for one in told.get("languages", ()) if "code" in one)),
        tuple([one for one in phones if takes_calls(one) or takes_texts(one)][:SHOWN_PHONES]),
        status,
        told.get("assured_date", ""),
        told.get("verify_every_days", 0),
        is_police,
        is_day_and_night(schedules),
        book.times(schedules, told, places, model.home_zone),
        (is_police, status in GONE, fold(name)),
        " " + " ".join(words_of(name)),
        " " + " ".join(words_of(" ".join((*names, *tags, *spoken, *areas, *spots)))),
        spots,
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return WORD.findall(fold(text))


def _town(place: Mapping[str, Any]) -> str:
    """Return the town of a place; where its street is not told, whatever area is."""
    for address in place.get("addresses", ()):
        town = ", ".join(address[name] for name in ("city", "state_province") if name in address)
        if town:
            return town
    area: str = place.get("area", "")
    return area


def _named(told: Mapping[str, Any]) -> Iterable[str]:
    return (one["name"] for one in told.get("service_areas", ()) if "name" in one)


@cache
def _synonyms() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = orjson.loads(SYNONYMS.read_bytes())
    return found


def _terms_for(table: str, names: Iterable[str]) -> str:
    """Return every word that leads to these kinds of help, or to whom it is for."""
    known = _synonyms()[table]
    return " ".join(word for name in names for word in (name, *known.get(name, {}).values()))


def checked(row: Row) -> dict[str, Any]:
    """Return what tells how old the entry is, and whether it is running."""
    told = {
        "status": row.status,
        "assured_date": row.assured_date,
        "categories": list(row.categories),
    }
    return told | ({"verify_every_days": row.verify_every_days} if row.verify_every_days else {})
