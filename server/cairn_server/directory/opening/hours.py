"""What one schedule says of one day: `pwa/src/directory/hours.ts`. Pure.

Hours that close at or before they open run past midnight; equal times mean all day.
An exception stands in place of all that the schedule says of its days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from cairn_server.directory.opening.days import is_named, month_length

__all__ = ["DAY_MINUTES", "DayHours", "Hours", "exception_on", "hours_on", "is_all_day"]

DAY_MINUTES = 24 * 60
TIME = re.compile(r"(\d\d):(\d\d)")
DIGIT = re.compile(r"\d")
TOO_RARE = frozenset({"byweekno", "byyearday", "count"})  # rules that are left to people

Body = Mapping[str, Any]


class Hours(NamedTuple):
    """Minutes since midnight; `closes` over 1440 is on the next day."""

    opens: int
    closes: int


DayHours: TypeAlias = Hours | Literal["none", "closed", "outdated", "unreadable"]
"""closed: by an exception for this very day; outdated: the schedule does not hold then;
unreadable: somebody has to be asked."""


def hours_on(schedule: Body, day: date) -> DayHours:
    """Return what the schedule says of the day."""
    text = day.isoformat()
    exception = exception_on(schedule, text)
    if exception is not None:
        return _times_of(exception) or ("unreadable" if "opens_at" in exception else "closed")
    if not _is_valid_on(schedule, text):
        return "outdated"
    if "opens_at" not in schedule:
        return "unreadable"  # words may say anything
    recurs = _recurs_on(schedule, day)
    if recurs is False:
        return "none"
    return (_times_of(schedule) if recurs else None) or "unreadable"


def exception_on(schedule: Body, day: str) -> Body | None:
    """Return the exception that covers the day, if any."""
    for one in schedule.get("exceptions", ()):
        first = one.get("date", "~")  # after every date
        if first <= day <= one.get("until", first):
            found: Body = one
            return found
    return None


def is_all_day(hours: DayHours) -> bool:
    """Tell whether the hours are all of a day."""
    return isinstance(hours, Hours) and hours.opens == 0 and hours.closes >= DAY_MINUTES - 1


def _is_valid_on(schedule: Body, day: str) -> bool:
    for name in ("valid_from", "dtstart"):
        if name in schedule and schedule[name] > day:
            return False
    for name in ("valid_to", "until"):
        if name in schedule and schedule[name] < day:
            return False
    return True


def _recurs_on(schedule: Body, day: date) -> bool | None:
    """Tell whether the rule names this day; None: that cannot be told."""
    if not TOO_RARE.isdisjoint(schedule):
        return None
    every = schedule.get("interval", 1)
    days = schedule.get("byday")
    freq = schedule.get("freq", "WEEKLY")
    if freq == "MONTHLY":
        return _recurs_in_month(schedule, day, every=every, days=days)
    if freq != "WEEKLY" or (days is not None and DIGIT.search(days)):
        return None
    if days is not None and not _names_any(days, day):
        return False
    return True if every == 1 else _is_in_turn(schedule, day, every=every)


def _recurs_in_month(schedule: Body, day: date, *, every: int, days: str | None) -> bool | None:
    dates = schedule.get("bymonthday")
    if every > 1 or (days is None and dates is None):
        return None
    if days is not None and _names_any(days, day):
        return True
    length = month_length(day)
    told = [int(one) for one in dates.split(",")] if dates else []
    return any(day.day == (length + 1 + one if one < 0 else one) for one in told)


@lru_cache(maxsize=1024)
def _names_any(days: str, day: date) -> bool:
    return any(is_named(day, one) for one in days.split(","))


def _is_in_turn(schedule: Body, day: date, *, every: int) -> bool | None:
    """Tell of every second week, and the like, counted from the week of its start."""
    try:
        start = date.fromisoformat(schedule.get("dtstart", ""))
    except ValueError:
        return None
    return ((_monday(day) - _monday(start)).days // 7) % every == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _times_of(body: Body) -> Hours | None:
    """Return from when to when it says; None: it cannot be read.

    23:59 is how many write midnight: nobody closes for the last minute of a day.
    """
    return _span(body.get("opens_at"), body.get("closes_at"))


@lru_cache(maxsize=1024)
def _span(opens_at: str | None, closes_at: str | None) -> Hours | None:
    opens, closes = _minutes(opens_at), _minutes(closes_at)
    if opens is None or closes is None:
        return None
    if closes == DAY_MINUTES - 1 and opens < closes:
        return Hours(opens, DAY_MINUTES)
    return Hours(opens, closes + DAY_MINUTES if closes <= opens else closes)


def _minutes(time: str | None) -> int | None:
    """Return minutes since midnight; of a zone behind the time nothing is said here."""
    found = TIME.match(time) if time is not None else None
    total = int(found[1]) * 60 + int(found[2]) if found else None
    return total if total is not None and total <= DAY_MINUTES else None
