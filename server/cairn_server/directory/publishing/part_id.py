"""The IDs of parts: HSDS wants one for every object, and ours seldom have one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

__all__ = ["part_id", "place_id"]


def part_id(owner: str, part: Mapping[str, Any], *, field: str, number: int = 0) -> str:
    """Return the part's own ID, else one made from its owner's and its place there."""
    held = part.get("id")
    return held if isinstance(held, str) else str(uuid5(UUID(owner), f"{field}/{number}"))


def place_id(service: str, place: Mapping[str, Any]) -> str:
    """Return the ID of a service at a location; the order of the places does not change it."""
    held = place.get("id")
    if isinstance(held, str):
        return held
    return str(uuid5(UUID(service), f"service_at_location/{place['location_id']}"))
