"""The outline of a service area, as GeoJSON: that it is one, and what lies within.

A point on the map, or an outline no larger than a house, would tell where a shelter is as
well as its address does. So an outline must be at least some half a mile across.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

__all__ = ["contains", "read_outline", "require_area"]

SMALLEST_DEGREES = 0.01  # of latitude and of longitude: half a mile or more in this country

Ring = Sequence[tuple[float, float]]  # longitude, latitude; the first point is the last again
Polygon = Sequence[Ring]  # the outer ring, then the holes


def require_area(text: str) -> None:
    """Return if the text is the outline of an area; raise ValueError saying what is expected."""
    points = [point for polygon in read_outline(text) for point in polygon[0]]
    if not points:
        raise ValueError("must have an extent that is a GeoJSON Polygon or MultiPolygon")
    for axis in zip(*points, strict=True):
        if max(axis) - min(axis) < SMALLEST_DEGREES:
            raise ValueError("must have an extent that is an area, not a spot")


def read_outline(text: str) -> list[Polygon]:
    """Return the polygons of a GeoJSON text; ``[]``: there is none, or it cannot be read."""
    try:
        return [_read_polygon(rings) for rings in _polygons(orjson.loads(text))]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []


def contains(outline: Sequence[Polygon], *, longitude: float, latitude: float) -> bool:
    """Tell whether the spot lies within one of the polygons and in none of its holes."""
    return any(
        _is_within(outer, longitude, latitude)
        and not any(_is_within(hole, longitude, latitude) for hole in holes)
        for outer, *holes in outline
    )


def _polygons(geometry: Any) -> Iterator[Any]:
    kind = geometry["type"]
    if kind == "FeatureCollection":
        for feature in geometry["features"]:
            yield from _polygons(feature)
    elif kind == "Feature":
        yield from _polygons(geometry["geometry"])
    elif kind == "MultiPolygon":
        yield from geometry["coordinates"]
    elif kind == "Polygon":
        yield geometry["coordinates"]
    else:
        raise ValueError(kind)


def _read_polygon(rings: Any) -> Polygon:
    polygon = [[(float(point[0]), float(point[1])) for point in ring] for ring in rings]
    if not polygon or any(len(ring) < 4 for ring in polygon):
        raise ValueError("a ring has four points or more")
    return polygon


def _is_within(ring: Ring, longitude: float, latitude: float) -> bool:
    """Count how often a line to the east crosses the ring: odd means within."""
    within = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > latitude) != (y2 > latitude):
            within ^= longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
    return within
