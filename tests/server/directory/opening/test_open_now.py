"""The same hours and clocks that the phone is held to."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.opening.open_now import Clock, Openness, Zone, clock_of, open_now

VECTORS = json.loads(
    (Path(__file__).parents[3] / "vectors" / "open-now.json").read_text(encoding="utf-8")
)
CENTRAL = {"now": -6, "winter": -6, "summer": -5}
FRIDAY_NOON = datetime.fromisoformat("2026-11-20T12:00:00-06:00")


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_server_says_what_the_phone_says(case: dict[str, Any]) -> None:
    schedules = [VECTORS["schedules"][name] for name in case["schedules"]]
    named = case.get("clock", {"names": [], "isSaid": False})
    clock = Clock(tuple(named["names"]), is_said=named["isSaid"])

    said = open_now(
        schedules,
        datetime.fromisoformat(case["now"]),
        clock,
        own=Zone(**case.get("zone", CENTRAL)),
    )

    told = case["answer"]
    assert said == Openness(
        told["state"],
        until=told.get("until"),
        is_elsewhere=told.get("isElsewhere", False),
        is_doubtful=told.get("mayBeOpen", False),
    )


@pytest.mark.parametrize(
    ("schedule", "state", "may_be_open"),
    [
        ("weekdays", "unsure", True),
        ("words", "unsure", False),
        ("always", "open", True),
        ("weekdays, Central", "open", True),
    ],
)
def test_where_no_zone_is_known_only_what_holds_anyhow_is_said(
    schedule: str, state: str, may_be_open: bool
) -> None:
    said = open_now([VECTORS["schedules"][schedule]], FRIDAY_NOON, Clock())

    assert (said.state, said.may_be_open) == (state, may_be_open)


def test_a_number_alone_near_the_edge_of_the_hours_is_unsure() -> None:
    early = datetime.fromisoformat("2026-07-10T09:30:00-06:00")  # or half past ten in summer

    said = open_now([VECTORS["schedules"]["weekdays, Central"]], early, Clock())

    assert said.state == "open"
    assert open_now(
        [VECTORS["schedules"]["weekdays, Central"]], early.replace(hour=8), Clock()
    ) == Openness("unsure", is_doubtful=True)


DENVER, PHOENIX = {"time_zone": "America/Denver"}, {"time_zone": "America/Phoenix"}


@pytest.mark.parametrize(
    ("service", "places", "home", "clock"),
    [
        ({}, [], None, Clock()),
        ({}, [{}], "America/Chicago", Clock(("America/Chicago",))),
        (PHOENIX, [DENVER], "America/Chicago", Clock(("America/Phoenix",), is_said=True)),
        ({}, [DENVER, DENVER], None, Clock(("America/Denver",), is_said=True)),
        (
            {},
            [DENVER, {}],
            "America/Chicago",
            Clock(("America/Denver", "America/Chicago"), is_said=True),
        ),
        ({}, [DENVER, {}], None, Clock(("America/Denver",), is_said=True)),
    ],
    ids=str,
)
def test_hours_are_told_by_the_services_zone_else_its_places_else_ours(
    service: dict[str, Any], places: list[dict[str, Any]], home: str | None, clock: Clock
) -> None:
    assert clock_of(service, places, home) == clock
