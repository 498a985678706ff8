"""Hours in words: of any week, then the days on which others hold. Pure; the day is passed in.

The phone says the same of them (`pwa/src/directory/hours.ts`): equal times mean all day, and
what cannot be told is left to the entry's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cairn_server.plain.words import DAYS, Words, mark

__all__ = ["hours_lines", "is_day_and_night"]

Schedule = Mapping[str, Any]
Span = tuple[int, int]
"""Minutes since midnight; equal: all day."""
ALL_DAY: Span = (0, 0)
NTH = {
    "1": mark("First {day} of the month"),
    "2": mark("Second {day} of the month"),
    "3": mark("Third {day} of the month"),
    "4": mark("Fourth {day} of the month"),
    "-1": mark("Last {day} of the month"),
}
TOO_RARE = ("byweekno", "byyearday", "count", "bymonthday")
MOST_EXCEPTIONS = 12
TIME = re.compile(r"(\d\d):(\d\d)")
NAMED = re.compile(r"\+?(-?\d)([A-Z]{2})")


def hours_lines(schedules: Sequence[Schedule], words: Words, today: str) -> list[str]:
    """Return lines such as "Monday to Friday: 9:00 AM to 5:00 PM"."""
    held = [one for one in schedules if not _is_over(one, today)]
    if is_day_and_night(held):
        lines = [words.t("Open day and night")]
    else:
        lines = [*_week_lines(held, words), *(_other(one, words) for one in held)]
    notes = [one[field] for one in held for field in ("description", "notes") if field in one]
    told = [*lines, *notes, *_exception_lines(schedules, words, today)]
    return list(dict.fromkeys(filter(None, told)))


def is_day_and_night(schedules: Iterable[Schedule]) -> bool:
    """Tell whether it is open at every hour of every week."""
    week = _week([one for one in schedules if not _has_dates(one)])
    return all(ALL_DAY in week[day] for day in DAYS)


def _week_lines(schedules: Sequence[Schedule], words: Words) -> list[str]:
    lines: list[list[str]] = []  # first day, last day, hours
    week = _week([one for one in schedules if not _has_dates(one)])
    before = ""
    for day in DAYS:
        hours = ", ".join(_span_words(span, words) for span in sorted(week[day]))
        name = words.day_of_week(day)
        if hours and hours == before:
            lines[-1][1] = name
        elif hours:
            lines.append([name, name, hours])
        before = hours
    return [f"{_from_to(first, last, words)}: {hours}" for first, last, hours in lines]


def _week(schedules: Iterable[Schedule]) -> dict[str, set[Span]]:
    week: dict[str, set[Span]] = {day: set() for day in DAYS}
    for one in schedules:
        span = _span(one)
        if span is None or not _is_weekly(one):
            continue
        days = one["byday"].split(",") if one.get("byday") else DAYS
        for day in days:
            if day in week:
                week[day].add(span)
    return week


def _is_weekly(one: Schedule) -> bool:
    plain = one.get("freq", "WEEKLY") == "WEEKLY" and one.get("interval", 1) == 1
    return plain and not any(name in one for name in TOO_RARE)


def _other(one: Schedule, words: Words) -> str:
    """Return what `_week` cannot hold: days of the month, and hours of some dates only."""
    span = _span(one)
    if span is None:
        return ""
    hours = _span_words(span, words)
    if _is_weekly(one):
        if not _has_dates(one):
            return ""
        named = [words.day_of_week(day) for day in DAYS if day in one.get("byday", "").split(",")]
        told = ", ".join([*named, *_dates(one, words)])
        return f"{told}: {hours}"
    days = [NAMED.fullmatch(day.strip()) for day in one.get("byday", "").split(",")]
    is_plain = one.get("interval", 1) == 1 and not any(name in one for name in TOO_RARE)
    told_days = [
        words.t(NTH[found[1]], day=words.day_of_week(found[2]))
        for found in days
        if found and found[1] in NTH and found[2] in DAYS
    ]
    if not is_plain or len(told_days) < len(days):
        return words.t("Call to ask on which days: {hours}", hours=hours)
    return f"{', '.join([*told_days, *_dates(one, words)])}: {hours}"


def _exception_lines(schedules: Iterable[Schedule], words: Words, today: str) -> list[str]:
    coming = sorted(
        (one for schedule in schedules for one in schedule.get("exceptions", ())),
        key=lambda one: str(one["date"]),
    )
    lines = []
    for one in coming:
        last = one.get("until", one["date"])
        if last < today:
            continue
        span = _span(one)
        hours = words.t("closed") if span is None else _span_words(span, words)
        dates = _from_to(words.date(one["date"]), words.date(last), words)
        note = f" ({one['description']})" if "description" in one else ""
        lines.append(f"{dates}: {hours}{note}")
    return list(dict.fromkeys(lines))[:MOST_EXCEPTIONS]


def _is_over(one: Schedule, today: str) -> bool:
    return any(one.get(name, "9999") < today for name in ("valid_to", "until"))


def _has_dates(one: Schedule) -> bool:
    return any(name in one for name in ("valid_from", "valid_to", "until"))


def _dates(one: Schedule, words: Words) -> list[str]:
    first, last = one.get("valid_from"), one.get("valid_to", one.get("until"))
    if first and last:
        return [_from_to(words.date(first), words.date(last), words)]
    if first:
        return [words.t("from {date}", date=words.date(first))]
    return [words.t("until {date}", date=words.date(last))] if last else []


def _span(one: Schedule) -> Span | None:
    """Return the hours; None: they cannot be told."""
    opens, closes = (_minutes(one.get(name)) for name in ("opens_at", "closes_at"))
    if opens is None or closes is None:
        return None
    is_all_day = opens == closes or (opens == 0 and closes >= 1439)
    return ALL_DAY if is_all_day else (opens, closes)


def _minutes(time: Any) -> int | None:
    found = TIME.match(time) if isinstance(time, str) else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def _span_words(span: Span, words: Words) -> str:
    if span == ALL_DAY:
        return words.t("All day")
    return _from_to(words.time(span[0]), words.time(span[1]), words)


def _from_to(first: str, last: str, words: Words) -> str:
    return first if first == last else words.t("{from} to {to}", **{"from": first, "to": last})
