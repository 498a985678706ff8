"""Is it open? From hours, the clock and the zones: `pwa/src/directory/open-now.ts`. Pure.

An entry may name its zone, and the collaborative its own. HSDS gives a zone as hours ahead of
UTC, which cannot say "summer time". A number that is the collaborative's winter time means its
clock. Any other is tried as winter time and, when it may be summer there, as summer time: if
the two do not agree, nobody is told that it is open.

A phone has a clock of its own to fall back on; a server has none that means anything. Where
nobody has said a zone, hours that do not hold day and night are unsure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from cairn_server.directory.opening.days import is_holiday
from cairn_server.directory.opening.hours import (
    DAY_MINUTES,
    DayHours,
    Hours,
    exception_on,
    hours_on,
    is_all_day,
)
from cairn_server.directory.zone import hours_ahead

__all__ = ["Clock", "Openness", "Zone", "clock_of", "open_now", "zone_named"]

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Zone:
    """What clocks show, in hours ahead of UTC."""

    now: float
    winter: float
    summer: float  # the same where there is no summer time


@dataclass(frozen=True, slots=True)
class Clock:
    """The zones in which an entry's hours may be told, by their IANA names."""

    names: tuple[str, ...] = ()
    is_said: bool = False  # by the entry itself; else it is the collaborative's own


@dataclass(frozen=True, slots=True)
class Openness:
    """What can be said of a moment; unknown: nobody wrote hours down."""

    state: Literal["open", "closed", "unsure", "unknown"]
    until: int | None = None  # of open: minutes since midnight there; None: day and night
    is_elsewhere: bool = False  # `until` is by another clock than ours
    is_doubtful: bool = False  # of unsure: it may be open
    lasts_minutes: int = field(default=DAY_MINUTES, compare=False)
    """For how long it is so at least; but for a clock that is put forward or back."""

    @property
    def may_be_open(self) -> bool:
        """Tell whether it is worth a call now."""
        return self.state == "open" or self.is_doubtful


@dataclass(frozen=True, slots=True)
class _Wall:
    """What a clock on the wall shows."""

    day: date
    eve: date  # the day before
    minute: int  # since midnight


def clock_of(service: Body, places: Iterable[Body], home: str | None) -> Clock:
    """Return by whose clock hours are told: the service's zone, else its places', else ours."""
    if "time_zone" in service:
        return Clock((service["time_zone"],), is_said=True)
    named = [place.get("time_zone") for place in places]
    said = tuple(dict.fromkeys(name for name in named if name is not None))
    if not said:
        return Clock() if home is None else Clock((home,))
    # A place that names none keeps the collaborative's.
    is_shared = home is not None and None in named
    return Clock(tuple(dict.fromkeys((*said, home or ""))) if is_shared else said, is_said=True)


def zone_named(name: str, now: datetime) -> Zone | None:
    """Return the zone at a moment; None: this machine knows nothing of it."""
    moments = (now, *(datetime(now.year, month, 1, 12, tzinfo=UTC) for month in (1, 7)))
    known = [hours for moment in moments if (hours := hours_ahead(name, moment)) is not None]
    if len(known) < 3:
        return None
    here, january, july = known
    return Zone(here, min(january, july), max(january, july))


def open_now(
    schedules: Sequence[Body],
    now: datetime,
    clock: Clock,
    *,
    own: Zone | None = None,
    find_zone: Callable[[str, datetime], Zone | None] = zone_named,
) -> Openness:
    """Tell whether any of the hours hold at `now`. `own`: whoever asks keeps this clock."""
    named = [zone for name in clock.names if (zone := find_zone(name, now)) is not None]
    if clock.is_said and named:
        return _by_names(named, schedules, now, own=own)
    zone = named[0] if named else own  # whose winter time a number without summer time is
    if zone is None and any("timezone" not in one for one in schedules):
        return _by_no_clock(schedules, now)
    first, second = ([_offset(one, zone, shift) for one in schedules] for shift in (0, 1))
    answers = [_open_at(schedules, _walls(now, first))]
    if second != first:
        answers.append(_open_at(schedules, _walls(now, second)))
    answer = _agreed(answers)
    if answer.state != "open" or answer.until is None:
        return answer
    ours = own or zone
    is_elsewhere = ours is not None and any(one != ours.now for one in first)
    return replace(answer, is_elsewhere=True) if is_elsewhere else answer


def _by_names(
    named: Sequence[Zone], schedules: Sequence[Body], now: datetime, *, own: Zone | None
) -> Openness:
    """Ask the clocks that the entry names; of several that do not agree nobody can be sure."""
    answer = _agreed(
        [_open_at(schedules, _walls(now, [zone.now] * len(schedules))) for zone in named]
    )
    if answer.state != "open" or answer.until is None:
        return answer
    is_elsewhere = own is not None and any(zone.now != own.now for zone in named)
    return replace(answer, is_elsewhere=True) if is_elsewhere else answer


def _by_no_clock(schedules: Sequence[Body], now: datetime) -> Openness:
    if _is_day_and_night(schedules, now.date()):
        return Openness("open", lasts_minutes=1)
    is_told = any("opens_at" in one for one in schedules)
    return Openness("unsure", is_doubtful=is_told, lasts_minutes=1)


def _agreed(answers: Sequence[Openness]) -> Openness:
    first = answers[0]
    if len(answers) == 1:
        return first
    lasts = min(one.lasts_minutes for one in answers)
    if all(one.state == first.state for one in answers):
        return replace(first, lasts_minutes=lasts)
    may_be = any(one.may_be_open for one in answers)
    return Openness("unsure", is_doubtful=may_be, lasts_minutes=lasts)


def _offset(schedule: Body, zone: Zone | None, shift: int) -> float:
    given: float | None = schedule.get("timezone")
    if zone is None:
        assert given is not None
        return given + 1 - shift
    if given is None or given == zone.winter:
        return zone.now
    may_be_summer = zone.winter == zone.summer or zone.now != zone.winter
    return given + 1 - shift if may_be_summer else given


def _walls(now: datetime, offsets: Sequence[float]) -> list[_Wall]:
    known = {offset: _wall(now, offset) for offset in set(offsets)}
    return [known[offset] for offset in offsets]


def _wall(now: datetime, offset: float) -> _Wall:
    there = now.astimezone(UTC) + timedelta(hours=offset)
    day = there.date()
    return _Wall(day, day - timedelta(days=1), there.hour * 60 + there.minute)


def _open_at(schedules: Sequence[Body], walls: Sequence[_Wall]) -> Openness:
    if not schedules:
        return Openness("unknown")
    days: list[DayHours] = []
    closes: list[int] = []  # of what holds now, in minutes since this midnight
    lasts = DAY_MINUTES
    for one, wall in zip(schedules, walls, strict=True):
        day = hours_on(one, wall.day)
        days.append(day)
        lasts = min(lasts, DAY_MINUTES - wall.minute)
        for opens, shuts in _spans(day, hours_on(one, wall.eve)):
            if opens <= wall.minute < shuts:
                closes.append(shuts)
            coming = [at - wall.minute for at in (opens, shuts) if at > wall.minute]
            lasts = min(lasts, *coming, DAY_MINUTES)
    if not closes:
        is_read = "unreadable" not in days
        is_over = all(day == "outdated" for day in days)
        return Openness("closed" if is_read and not is_over else "unsure", lasts_minutes=lasts)
    if _is_day_and_night(schedules, walls[0].day):
        return Openness("open", lasts_minutes=lasts)
    if "closed" in days or _is_untold_holiday(schedules, walls):
        return Openness("unsure", is_doubtful=True, lasts_minutes=lasts)
    return Openness("open", until=max(closes) % DAY_MINUTES, lasts_minutes=lasts)


def _spans(day: DayHours, eve: DayHours) -> Iterator[tuple[int, int]]:
    """Yield from when to when, in minutes since this midnight; the evening before runs over."""
    if isinstance(day, Hours):
        yield day
    if isinstance(eve, Hours) and eve.closes > DAY_MINUTES:
        yield 0, eve.closes - DAY_MINUTES


def _is_untold_holiday(schedules: Sequence[Body], walls: Sequence[_Wall]) -> bool:
    """Tell whether it is a holiday of which no schedule says anything."""
    return any(is_holiday(wall.day) for wall in walls) and not any(
        exception_on(one, wall.day.isoformat()) for one, wall in zip(schedules, walls, strict=True)
    )


def _is_day_and_night(schedules: Sequence[Body], today: date) -> bool:
    return bool(schedules) and all(
        any(is_all_day(hours_on(one, today + timedelta(days=ahead))) for one in schedules)
        for ahead in range(7)
    )
