"""What the read model holds of each public document: bytes ready to be joined.

An object's members are kept without their braces, those with one value apart from the
lists, because HSDS's listings show only the former and nest the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

__all__ = [
    "Box",
    "LocationEntry",
    "OrganizationEntry",
    "Place",
    "ServiceEntry",
    "ShownPlace",
    "members",
]

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True)
class Place:
    """A service at a location."""

    place_id: str
    location_id: str
    scalars: bytes
    parts: bytes
    terms: frozenset[str]
    areas: frozenset[str]  # the names of its own service areas, folded


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A public service."""

    service_id: str
    organization_id: str
    program_id: str | None
    scalars: bytes
    parts: bytes
    places: tuple[Place, ...]
    text: str  # folded, for the search
    modified: str  # "": nobody knows when
    terms: frozenset[str]
    areas: frozenset[str]  # the names of its service areas, folded
    outlines: tuple[Box, ...]  # what its service areas' extents lie within


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """A public organization."""

    organization_id: str
    scalars: bytes
    parts: bytes
    programs: dict[str, bytes]  # members, by ID
    name: str  # folded: a search for a service finds it by its organization, too
    text: str
    modified: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class LocationEntry:
    """A public location; of a confidential one only what is told."""

    location_id: str
    organization_id: str | None
    is_confidential: bool
    scalars: bytes
    parts: bytes
    text: str
    modified: str
    terms: frozenset[str]
    position: tuple[float, float] | None  # latitude, longitude
    postal_codes: frozenset[str]
    regions: frozenset[str]  # its city, county and state, folded


class ShownPlace(NamedTuple):
    """A service at a location, with both of them."""

    place_id: str
    service: ServiceEntry
    place: Place
    location: LocationEntry


def members(rendered: dict[str, Any]) -> tuple[bytes, bytes]:
    """Return the members with one value, and those with parts; each without braces."""
    single = {k: v for k, v in rendered.items() if not isinstance(v, list | dict)}
    nested = {k: v for k, v in rendered.items() if isinstance(v, list | dict)}
    return orjson.dumps(single)[1:-1], orjson.dumps(nested)[1:-1]
