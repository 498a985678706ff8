"""Time zones by their names, and how far ahead of UTC their clocks are.

HSDS writes a zone as one number, which cannot say "summer time". The number is that of winter,
when clocks stand as the zone's own time has it.

What is known of zones comes from this machine. A document is valid by the form of the name
alone: else a server with an older list would refuse what another has taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

__all__ = ["ZoneName", "hours_ahead", "winter_hours", "with_zone"]

ZoneName = Annotated[
    str,
    Field(
        max_length=60, pattern=r"^[A-Za-z]+(/[A-Za-z0-9_+\-]+){1,2}$", examples=["America/Denver"]
    ),
]


def hours_ahead(name: str, moment: datetime) -> float | None:
    """Return what the zone's clock is ahead of UTC at a moment; None: nothing is known of it."""
    try:
        offset = moment.astimezone(ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return None if offset is None else offset.total_seconds() / 3600


def winter_hours(name: str, year: int) -> float | None:
    """Return the lesser of the year's two; where there is no summer time they are the same."""
    moments = (datetime(year, month, 1, tzinfo=UTC) for month in (1, 7))
    known = [hours for moment in moments if (hours := hours_ahead(name, moment)) is not None]
    return min(known, default=None)


def with_zone(body: dict[str, Any], name: str | None, *, year: int) -> dict[str, Any]:
    """Return the body with a number for its zone on each schedule that has times and none."""
    schedules = body.get("schedules")
    if not schedules or name is None or (hours := winter_hours(name, year)) is None:
        return body
    number = int(hours) if hours == int(hours) else hours
    return body | {"schedules": [_numbered(one, number) for one in schedules]}


def _numbered(schedule: Mapping[str, Any], number: float) -> dict[str, Any]:
    if "timezone" in schedule or "opens_at" not in schedule:
        return dict(schedule)
    return {**schedule, "timezone": number}
