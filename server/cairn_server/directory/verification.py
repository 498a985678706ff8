"""When an entry is to be checked again: by its own cadence, else by the kinds of help it gives.

`cadence.json` is read by the phone too, and both are held to `tests/vectors/verification.json`.
Days are those of the calendar; `today` is always passed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson

__all__ = ["cadence_days", "due_on", "is_due", "overdue_days"]

MOST_DAYS = 3650
CLOCKS_DIFFER_DAYS = 1  # a day begins earlier elsewhere; further ahead, a clock was wrong


@cache
def _days_by_category() -> dict[str, int]:
    table: dict[str, int] = orjson.loads(Path(__file__).with_name("cadence.json").read_bytes())
    return table


def cadence_days(body: Mapping[str, Any]) -> int:
    """Return after how many days the entry is to be checked again."""
    own = body.get("verify_every_days")
    if type(own) is int and 1 <= own <= MOST_DAYS:
        return own
    table = _days_by_category()
    kinds = body.get("categories")
    given = kinds if isinstance(kinds, list) else []
    days = [table[kind] for kind in given if isinstance(kind, str) and kind in table]
    return min(days, default=table["other"])


def due_on(body: Mapping[str, Any], today: date) -> date | None:
    """Return when it is to be checked again; None: at once, as nobody knows when it last was."""
    try:
        checked = date.fromisoformat(body.get("assured_date", ""))
    except (TypeError, ValueError):
        return None
    if checked - today > timedelta(days=CLOCKS_DIFFER_DAYS):
        return None  # or a clock that once ran ahead would keep it from being checked for years
    return checked + timedelta(days=cadence_days(body))


def is_due(body: Mapping[str, Any], today: date) -> bool:
    """Tell whether it is to be checked today."""
    day = due_on(body, today)
    return day is None or day <= today


def overdue_days(body: Mapping[str, Any], today: date) -> int | None:
    """Return for how many days it should have been checked; None: for ever."""
    day = due_on(body, today)
    return None if day is None else max((today - day).days, 0)
