"""Where a postcode lies and what it belongs to, learned from the directory's own places.

There is no table of postcodes here: one for the whole country is large, and soon old. But a
directory knows many places with a postcode, a town, a county and a position, and these tell
where the postcode lies. One that no public place has is simply not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from cairn_server.directory.publishing.entry import LocationEntry

__all__ = ["Area", "distance_metres", "find_area", "same_postcode"]

EARTH_METRES = 6_371_000  # the mean radius
ZIP_LETTERS = 5  # a ZIP+4 code is the same place more exactly


@dataclass(frozen=True, slots=True)
class Area:
    """What is known of a postcode."""

    postcode: str  # folded
    centroid: tuple[float, float] | None  # latitude, longitude
    regions: frozenset[str]  # towns, counties and states with it, folded


def find_area(postcode: str, locations: Iterable[LocationEntry]) -> Area:
    """Return what the public places with this postcode tell about it."""
    there = [one for one in locations if _has(one, postcode)]
    spots = [one.position for one in there if one.position is not None]
    centroid = None
    if spots:
        centroid = sum(s[0] for s in spots) / len(spots), sum(s[1] for s in spots) / len(spots)
    return Area(postcode, centroid, frozenset().union(*(one.regions for one in there)))


def same_postcode(location: LocationEntry, postcode: str) -> bool:
    """Tell whether the location has an address there."""
    return _has(location, postcode)


def distance_metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the way as the crow flies."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, spot)) for spot in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(min(1.0, half)))


def _has(location: LocationEntry, postcode: str) -> bool:
    short = _short(postcode)
    return any(_short(code) == short for code in location.postal_codes)


def _short(postcode: str) -> str:
    head, dash, tail = postcode.partition("-")
    return head if dash and len(head) == ZIP_LETTERS and tail.isdecimal() else postcode
