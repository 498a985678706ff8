"""Days of the calendar, apart from any clock and zone: `pwa/src/directory/calendar.ts`. Pure.

Few days are ever asked for, and each thousands of times: so they are remembered.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

__all__ = ["DAYS", "is_holiday", "is_named", "month_length"]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMED = re.compile(r"([+-]?\d)?([A-Z]{2})")
ONE_DAY = timedelta(days=1)
FIXED = frozenset({(1, 1), (6, 19), (7, 4), (11, 11), (12, 24), (12, 25), (12, 31)})
MOVING = {1: "3MO", 2: "3MO", 5: "-1MO", 9: "1MO", 10: "2MO", 11: "4TH"}


def month_length(day: date) -> int:
    """Return how many days the month of `day` has."""
    return monthrange(day.year, day.month)[1]


@lru_cache(maxsize=1024)
def is_named(day: date, byday: str) -> bool:
    """Tell whether it is such a day: "TU" any, "2TU" the second, "-1TU" the last of a month."""
    found = NAMED.fullmatch(byday.strip())
    if found is None or found[2] != DAYS[day.weekday()]:
        return False
    if found[1] is None:
        return True
    nth = int(found[1])
    if nth < 0:
        return -nth == (month_length(day) - day.day) // 7 + 1
    return nth == (day.day - 1) // 7 + 1


@lru_cache(maxsize=64)
def is_holiday(day: date) -> bool:
    """Tell whether offices in the United States are often closed on the day."""
    eve, next_day = day - ONE_DAY, day + ONE_DAY
    return (
        _is_fixed(day)
        or is_named(day, MOVING.get(day.month, ""))
        or (eve.month == 11 and is_named(eve, "4TH"))  # the day after Thanksgiving
        or (day.weekday() == 0 and _is_fixed(eve))  # for one that falls on a Sunday
        or (day.weekday() == 4 and _is_fixed(next_day))  # or on a Saturday
    )


def _is_fixed(day: date) -> bool:
    return (day.month, day.day) in FIXED
