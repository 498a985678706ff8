"""Merge a week's hours: two changes are one change if they touch different days. Pure.

A schedule may hold on several days (``MO,TU,WE``), and who changes one of them cuts it in two.
So each list is taken apart by day, the days are merged as elements are (`elements`), and the
schedules are put together again. Hours that are not told by weekdays are one part, unless
each has an ``id``.

Held with ``pwa/src/data/weeks.ts`` to ``tests/vectors/merge.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cairn_sync.canonical import canonical_json

__all__ = ["put_together", "take_apart"]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SEASON = ("valid_from", "valid_to", "dtstart", "until")

Schedule = dict[str, Any]
Parts = dict[str, list[Schedule]]


def take_apart(schedules: Sequence[Any] | None) -> Parts | None:
    """Return what the schedules say, by day and season; None: it cannot be taken apart."""
    if schedules is None or not all(isinstance(one, dict) for one in schedules):
        return None
    parts: Parts = {}
    for schedule in schedules:
        names = _names(schedule)
        told = _without_days(schedule) if _days(schedule) else schedule
        for name in names:
            if canonical_json(told) in map(canonical_json, parts.get(name, ())):
                return None  # said twice: nobody could tell which was taken away
            parts.setdefault(name, []).append(told)
    # Which of a day's hours stands first says nothing.
    return {name: sorted(told, key=canonical_json) for name, told in parts.items()}


def put_together(parts: Parts, lists: Iterable[Sequence[Schedule]]) -> list[Schedule] | None:
    """Return the schedules that say these parts, in the order of the lists that they come from.

    A schedule that is as it was in one of the lists is that schedule. None: two would have one ID.
    """
    known = [schedule for schedules in lists for schedule in schedules]
    days: dict[bytes, list[str]] = {}
    for name, told in parts.items():
        for schedule in told if name[:2] in DAYS else ():
            days.setdefault(canonical_json(schedule), []).append(name[:2])
    made: list[Schedule] = []
    seen: set[bytes | str] = set()
    for schedule in known:
        if not _days(schedule):
            (name,) = _names(schedule)
            if name not in seen:
                made += parts.get(name, [])
            seen.add(name)
            continue
        rest = _without_days(schedule)
        text = canonical_json(rest)
        if text not in seen and (left := days.get(text)):
            made.append(_with_days(rest, left, known))
        seen.add(text)
    ids = [schedule["id"] for schedule in made if isinstance(schedule.get("id"), str)]
    return made if len(set(ids)) == len(ids) else None


def _with_days(rest: Schedule, days: Sequence[str], known: Iterable[Schedule]) -> Schedule:
    text = canonical_json(rest)
    for schedule in known:
        if set(_days(schedule)) == set(days) and canonical_json(_without_days(schedule)) == text:
            return schedule
    return {**rest, "byday": ",".join(day for day in DAYS if day in days)}


def _names(schedule: Schedule) -> list[str]:
    """Return the names of the parts to which a schedule belongs."""
    season = canonical_json([schedule.get(field) for field in SEASON]).decode()
    if days := _days(schedule):
        return [f"{day} {season}" for day in days]
    own = schedule.get("id")
    return [f"id {own}" if isinstance(own, str) else "others"]


def _days(schedule: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the weekdays of a schedule that can be parted by them, else none."""
    named = schedule.get("byday")
    if schedule.get("freq") != "WEEKLY" or "count" in schedule or not isinstance(named, str):
        return ()
    days = tuple(named.split(","))
    return days if len(set(days)) == len(days) and set(days) <= set(DAYS) else ()


def _without_days(schedule: Schedule) -> Schedule:
    return {name: value for name, value in schedule.items() if name != "byday"}
