from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cairn_server.directory.zone import ZoneName, hours_ahead, winter_hours, with_zone

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


def test_a_schedule_gets_the_number_of_its_zone_once() -> None:
    timed, words, numbered = (
        {"opens_at": "09:00"},
        {"description": "Ask"},
        {
            "opens_at": "09:00",
            "timezone": -6,
        },
    )

    told = with_zone({"schedules": [timed, words, numbered]}, "America/Phoenix", year=2026)

    assert told["schedules"] == [{**timed, "timezone": -7}, words, numbered]
