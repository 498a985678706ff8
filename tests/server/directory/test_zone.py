from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cairn_server.directory.zone import (
    ZoneName,
    hours_ahead,
    winter_hours,
    with_zone,
    without_offset,
)

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "time-zones.json").read_text(encoding="utf-8")
)
NAME: TypeAdapter[str] = TypeAdapter(ZoneName)


@pytest.mark.parametrize("one", VECTORS["instants"], ids=lambda one: f"{one['zone']} {one['at']}")
def test_a_zone_is_so_far_ahead_at_an_instant(one: dict[str, Any]) -> None:
    assert hours_ahead(one["zone"], datetime.fromisoformat(one["at"])) == one["hours"]


@pytest.mark.parametrize(("zone", "hours"), VECTORS["winter"].items())
def test_the_number_of_a_zone_is_that_of_winter(zone: str, hours: float) -> None:
    assert winter_hours(zone, 2026) == hours


@pytest.mark.parametrize("zone", VECTORS["unknown"])
def test_nothing_is_said_of_a_zone_that_nobody_knows(zone: str) -> None:
    body = {"schedules": [{"opens_at": "09:00"}]}

    assert winter_hours(zone, 2026) is None
    assert with_zone(body, zone, year=2026) == body


@pytest.mark.parametrize("name", VECTORS["names"]["good"])
def test_a_name_has_the_form_of_one(name: str) -> None:
    assert NAME.validate_python(name) == name


@pytest.mark.parametrize("name", VECTORS["names"]["bad"])
def test_what_has_not_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python(name)


# -- What a schedule tells of it ------------------------------------------------

TIMED = {"opens_at": "09:00", "closes_at": "17:00:30"}
WORDS = {"description": "Ask"}


def told(*schedules: dict[str, Any], zone: str | None = "America/Phoenix") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = with_zone({"schedules": [*schedules]}, zone, year=2026)[
        "schedules"
    ]
    return found


def test_times_end_with_the_number_of_the_zone() -> None:
    assert told(TIMED, WORDS) == [
        {"opens_at": "09:00:00-07:00", "closes_at": "17:00:30-07:00", "timezone": -7},
        WORDS,
    ]


@pytest.mark.parametrize("zone", ["America/Phoenix", None])
def test_a_number_of_its_own_comes_before_the_zones(zone: str | None) -> None:
    [one] = told({"opens_at": "09:00", "timezone": -3.5}, zone=zone)

    assert one == {"opens_at": "09:00:00-03:30", "timezone": -3.5}


def test_what_ends_with_a_zone_already_stays_as_it_is() -> None:
    written = {"opens_at": "09:00Z", "closes_at": "17:00:00+01:00", "timezone": 1}

    assert told(written) == [written]


def test_holidays_and_schedules_at_a_location_are_told_likewise() -> None:
    holiday = {"exceptions": [{"date": "2026-12-24", "opens_at": "09:00", "closes_at": "12:00"}]}
    body = {"service_at_locations": [{"location_id": "hall", "schedules": [TIMED | holiday]}]}

    [link] = with_zone(body, "Asia/Kolkata", year=2026)["service_at_locations"]

    assert link["schedules"][0]["timezone"] == 5.5
    assert link["schedules"][0]["exceptions"][0]["closes_at"] == "12:00:00+05:30"


def test_without_a_zone_times_are_as_they_were_written() -> None:
    assert told(TIMED, zone=None) == [TIMED]


def test_an_offset_that_only_repeats_the_number_can_be_taken_off_again() -> None:
    holiday = {"exceptions": [{"date": "2026-12-24", "opens_at": "09:00", "closes_at": "12:00"}]}
    schedule = TIMED | holiday
    other = {"opens_at": "09:00:00-05:00", "timezone": -7}

    assert [without_offset(one) for one in told(schedule)] == [schedule | {"timezone": -7}]
    assert without_offset(other) == other
    assert without_offset(WORDS) == WORDS
