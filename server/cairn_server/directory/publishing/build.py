"""From what is rendered of a document to what the read model holds of it."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Mapping
from typing import Any

import orjson

from cairn_server.directory.extent import read_outline
from cairn_server.directory.publishing.entry import (
    Box,
    LocationEntry,
    OrganizationEntry,
    Place,
    ServiceEntry,
    members,
)
from cairn_server.directory.publishing.folding import fold
from cairn_server.directory.publishing.part_id import place_id
from cairn_server.directory.publishing.render import (
    Terms,
    render,
    render_confidential,
    render_place,
    texts_of,
)

__all__ = ["build_location", "build_organization", "build_service", "build_term"]


def build_service(
    number: str,
    body: Mapping[str, Any],
    terms: Terms,
    *,
    guarded: bool,
    hidden: Container[str],
) -> ServiceEntry:
    """Return the entry; `hidden` holds the confidential locations."""
    rendered = render("service", number, body, terms, guarded=guarded)
    places = [
        _build_place(number, place, terms, guarded=place["location_id"] in hidden)
        for place in body.get("service_at_locations", ())
    ]
    scalars, parts = members(rendered)
    areas = rendered.get("service_areas", [])
    return ServiceEntry(
        number,
        body["organization_id"],
        body.get("program_id"),
        scalars,
        parts,
        tuple(places),
        _text(rendered),
        rendered.get("last_modified", ""),
        _terms_in(rendered),
        _names(areas),
        tuple(box for area in areas for box in _boxes(area)),
    )


def _build_place(service: str, place: Mapping[str, Any], terms: Terms, *, guarded: bool) -> Place:
    number = place_id(service, place)
    rendered = render_place(number, place, terms, guarded=guarded)
    scalars, parts = members(rendered)
    areas = _names(rendered.get("service_areas", []))
    return Place(number, place["location_id"], scalars, parts, _terms_in(rendered), areas)


def build_organization(
    number: str, body: Mapping[str, Any], terms: Terms, *, guarded: bool
) -> OrganizationEntry:
    """Return the entry, its programs apart: services name them one by one."""
    rendered = render("organization", number, body, terms, guarded=guarded)
    programs = {one["id"]: orjson.dumps(one)[1:-1] for one in rendered.get("programs", [])}
    scalars, parts = members(rendered)
    names = " ".join(rendered[name] for name in ("name", "alternate_name") if name in rendered)
    return OrganizationEntry(
        number,
        scalars,
        parts,
        programs,
        fold(names),
        _text(rendered),
        rendered.get("last_modified", ""),
        _terms_in(rendered),
    )


def build_location(
    number: str, body: Mapping[str, Any], terms: Terms, *, is_confidential: bool
) -> LocationEntry:
    """Return the entry; of a confidential place nothing that a search could come near."""
    owner = body.get("organization_id")
    if is_confidential:
        rendered = render_confidential(number, body)
        scalars, parts = members(rendered)
        none: frozenset[str] = frozenset()
        return LocationEntry(number, owner, True, scalars, parts, "", "", none, None, none, none)
    rendered = render("location", number, body, terms, guarded=False)
    scalars, parts = members(rendered)
    addresses = rendered.get("addresses", [])
    position = None
    if "latitude" in rendered:
        position = float(rendered["latitude"]), float(rendered["longitude"])
    return LocationEntry(
        number,
        owner,
        False,
        scalars,
        parts,
        _text(rendered),
        rendered.get("last_modified", ""),
        _terms_in(rendered),
        position,
        frozenset(fold(address["postal_code"]) for address in addresses),
        frozenset(
            fold(address[name])
            for address in addresses
            for name in ("city", "region", "state_province")
            if name in address
        ),
    )


def build_term(
    number: str, body: Mapping[str, Any], taxonomies: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any] | None:
    """Return the term as published; None: its taxonomy is not public."""
    taxonomy = taxonomies.get(body["taxonomy_id"])
    if taxonomy is None:
        return None
    rendered = render("taxonomy_term", number, body, {}, guarded=False)
    return rendered | {"taxonomy": taxonomy["name"]}


def _text(rendered: Mapping[str, Any]) -> str:
    return fold(" ".join(texts_of(rendered)))


def _names(areas: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return _shared(frozenset(fold(area["name"]) for area in areas if "name" in area))


def _terms_in(value: Any) -> frozenset[str]:
    """Return the IDs of all terms that classify the object itself."""
    return _shared(frozenset(one["taxonomy_term_id"] for one in value.get("attributes", ())))


@functools.lru_cache(maxsize=1000)
def _shared(names: frozenset[str]) -> frozenset[str]:
    """Return an equal set that others hold already: most services have the same few."""
    return names


def _boxes(area: Mapping[str, Any]) -> Iterable[Box]:
    if area.get("extent_type") != "geojson":
        return
    for outer, *_ in read_outline(area["extent"]):
        longitudes, latitudes = zip(*outer, strict=True)
        yield min(longitudes), min(latitudes), max(longitudes), max(latitudes)
