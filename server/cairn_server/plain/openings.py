"""What is open now: hours are asked once while they stay so, however many entries keep them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson

from cairn_server.directory.opening.open_now import (
    Clock,
    Openness,
    Zone,
    clock_of,
    open_now,
    zone_named,
)
from cairn_server.directory.verification import is_due
from cairn_server.plain.words import Words

__all__ = ["Book", "Openings", "Times", "open_words"]

Body = Mapping[str, Any]
RULES = (
    "freq interval byday byweekno bymonthday byyearday count dtstart until valid_from valid_to "
    "timezone opens_at closes_at".split()
)
EXCEPTED = ("date", "until", "opens_at", "closes_at")


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Hours, and by whose clock; one object for all entries that keep the same."""

    schedules: tuple[Body, ...]
    clock: Clock


class Book:
    """Every kind of hours that a directory knows."""

    def __init__(self) -> None:
        self._times: dict[bytes, Times] = {}

    @property
    def all_times(self) -> list[Times]:
        """Return every kind of hours."""
        return list(self._times.values())

    def times(
        self, schedules: Sequence[Body], service: Body, places: Iterable[Body], home: str | None
    ) -> Times:
        """Return the hours, the same object for the same hours. Words in them are left out."""
        rules = tuple(map(_rules, schedules))
        clock = clock_of(service, places, home)
        key = orjson.dumps([rules, clock.names, clock.is_said])
        return self._times.setdefault(key, Times(rules, clock))


def _rules(schedule: Body) -> dict[str, Any]:
    kept = {name: schedule[name] for name in RULES if name in schedule}
    if "exceptions" in schedule:
        kept["exceptions"] = [
            {name: one[name] for name in EXCEPTED if name in one} for one in schedule["exceptions"]
        ]
    return kept


class Openings:
    """What is open, to the minute: kept for as long as it is so."""

    def __init__(self, home: str | None) -> None:
        """`home`: the collaborative's zone, by its name; None: it names none."""
        self.home = home
        self.now = datetime.min.replace(tzinfo=UTC)
        self._answers: dict[Times, tuple[datetime, Openness]] = {}  # with its end
        self._zones: dict[str, Zone | None] = {}

    def turn_to(self, now: datetime) -> None:
        """Go on to a minute."""
        self.now = now.replace(second=0, microsecond=0)
        zones = {name: zone_named(name, self.now) for name in self._zones}
        if zones != self._zones:  # a clock was put forward or back
            self._zones = zones
            self._answers.clear()

    @property
    def here(self) -> datetime:
        """Return the moment by the collaborative's clock; where it names none, in UTC."""
        try:
            return self.now.astimezone(ZoneInfo(self.home or "UTC"))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return self.now

    def of(self, times: Times) -> Openness:
        """Return what the hours say."""
        end, found = self._answers.get(times, (None, None))
        if found is None or end is None or end <= self.now:
            own = self._zone(self.home, self.now) if self.home is not None else None
            found = open_now(times.schedules, self.now, times.clock, own=own, find_zone=self._zone)
            end = self.now + timedelta(minutes=found.lasts_minutes)
            self._answers[times] = end, found
        return found

    def of_entry(self, times: Times, told: Body) -> Openness:
        """Return whether it is open; what nobody has checked for long is never called so.

        `told`: the entry's status, assured_date, verify_every_days and categories.
        """
        if told.get("status", "active") != "active":
            return Openness("closed")
        found = self.of(times)
        if found.state == "unknown" or not is_due(told, self.here.date()):
            return found
        return Openness("unsure", is_doubtful=found.may_be_open)

    def _zone(self, name: str, now: datetime) -> Zone | None:
        """Return a zone by its name, asked for once; None: nobody knows it."""
        if name not in self._zones:
            self._zones[name] = zone_named(name, now)
        return self._zones[name]


def open_words(open_: Openness, words: Words) -> str:
    """Return what a list says of it; "" when nobody wrote hours down."""
    if open_.state == "unknown":
        return ""
    if open_.state == "closed":
        return words.t("Closed now")
    if open_.state == "unsure":
        if open_.is_doubtful:
            return words.t("May be open: call first")
        return words.t("Hours not sure: call first")
    if open_.until is None:
        return words.t("Open day and night")
    time = words.time(open_.until)
    if open_.is_elsewhere:
        return words.t("Open now, until {time} over there", time=time)
    return words.t("Open now, until {time}", time=time)
