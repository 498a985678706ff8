"""Time zones by their names, and how far ahead of UTC their clocks are.

HSDS writes a zone as one number, which cannot say "summer time". The number is that of winter,
when clocks stand as the zone's own time has it.

What is known of zones comes from this machine. A document is valid by the form of the name
alone: else a server with an older list would refuse what another has taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

__all__ = [
    "ZoneName",
    "hours_ahead",
    "tell_times_once",
    "winter_hours",
    "with_offsets",
    "with_zone",
    "without_offset",
]

TIMES = frozenset({"opens_at", "closes_at"})
BARE = re.compile(r"(\d\d:\d\d)(:\d\d)?")
TOLD = re.compile(r"(\d\d:\d\d)(:\d\d)?([+-]\d\d:\d\d)")

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
    """Return the body with what is known of its zone on each schedule that has times.

    A schedule without a number gets the zone's; the times of one that has a number end with it:
    ``09:00:00-05:00``. Schedules of a service at its locations are told likewise.
    """
    hours = None if name is None else winter_hours(name, year)
    told = _with_times(body, hours)
    links = told.get("service_at_locations")
    if not links:
        return told
    return told | {"service_at_locations": [_with_times(dict(one), hours) for one in links]}


def with_offsets(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body with the number of each schedule that has one at the end of its times."""
    return with_zone(body, None, year=0)


def tell_times_once(body: dict[str, Any]) -> None:
    """Take the zone's number off the times: `timezone` says it, and nothing then looks changed.

    The body may not have been checked yet: what is not as it should be stays as it is.
    """
    links = body.get("service_at_locations")
    for holder in (body, *(links if isinstance(links, list) else ())):
        schedules = holder.get("schedules") if isinstance(holder, dict) else None
        if isinstance(schedules, list):
            holder["schedules"] = [
                without_offset(one) if isinstance(one, dict) else one for one in schedules
            ]


def without_offset(schedule: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schedule whose times do not repeat its number: what `with_zone` was given."""
    number = schedule.get("timezone")
    if not isinstance(number, int | float):
        return dict(schedule)
    end = _suffix(number)

    def plain(value: Any) -> Any:
        found = TOLD.fullmatch(value) if isinstance(value, str) else None
        if found is None or found[3] != end:
            return value
        return found[1] if found[2] in (None, ":00") else found[1] + found[2]

    return _with_each_time(schedule, plain)


def _with_times(holder: dict[str, Any], hours: float | None) -> dict[str, Any]:
    schedules = holder.get("schedules")
    if not schedules:
        return holder
    return holder | {"schedules": [_numbered(one, hours) for one in schedules]}


def _numbered(schedule: Mapping[str, Any], hours: float | None) -> dict[str, Any]:
    given = schedule.get("timezone", hours)
    if given is None:
        return dict(schedule)
    number = int(given) if given == int(given) else given
    end = _suffix(number)

    def timed(value: Any) -> Any:
        found = BARE.fullmatch(value) if isinstance(value, str) else None
        return value if found is None else f"{found[1]}{found[2] or ':00'}{end}"

    told = _with_each_time(schedule, timed)
    return told | {"timezone": number} if "opens_at" in schedule else told


def _with_each_time(schedule: Mapping[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    told = {name: change(value) if name in TIMES else value for name, value in schedule.items()}
    if isinstance(told.get("exceptions"), list):
        told["exceptions"] = [
            {name: change(value) if name in TIMES else value for name, value in one.items()}
            if isinstance(one, dict)
            else one
            for one in told["exceptions"]
        ]
    return told


def _suffix(hours: float) -> str:
    minutes = round(abs(hours) * 60)
    return f"{'-' if hours < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
