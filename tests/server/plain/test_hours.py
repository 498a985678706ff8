from __future__ import annotations

from typing import Any

import pytest

from cairn_server.plain.hours import hours_lines, is_day_and_night
from cairn_server.plain.words import words_in

ENGLISH, SPANISH = words_in("en"), words_in("es")
TODAY = "2026-11-20"


def weekly(byday: str, opens: str = "09:00", closes: str = "17:00", **more: Any) -> dict[str, Any]:
    return {"freq": "WEEKLY", "byday": byday, "opens_at": opens, "closes_at": closes} | more


def lines(*schedules: dict[str, Any]) -> list[str]:
    return hours_lines(schedules, ENGLISH, TODAY)


def test_days_with_the_same_hours_are_one_line() -> None:
    assert lines(weekly("MO,TU,WE"), weekly("SA", "10:00", "12:30")) == [
        "Monday to Wednesday: 9:00 AM to 5:00 PM",
        "Saturday: 10:00 AM to 12:30 PM",
    ]


def test_two_spans_of_a_day_stand_beside_each_other() -> None:
    assert lines(weekly("MO", "13:00", "15:00"), weekly("MO", "09:00", "11:00")) == [
        "Monday: 9:00 AM to 11:00 AM, 1:00 PM to 3:00 PM"
    ]


@pytest.mark.parametrize(("opens", "closes"), [("00:00", "23:59"), ("00:00", "00:00")])
def test_every_hour_of_every_day_is_day_and_night(opens: str, closes: str) -> None:
    always = weekly("MO,TU,WE,TH,FR,SA,SU", opens, closes)

    assert is_day_and_night([always])
    assert lines(always) == ["Open day and night"]
    assert not is_day_and_night([weekly("MO", opens, closes)])
    assert not is_day_and_night([always | {"valid_to": "2027-01-01"}])


def test_days_of_the_month_are_named() -> None:
    assert lines(weekly("2TU,-1FR", freq="MONTHLY")) == [
        "Second Tuesday of the month, Last Friday of the month: 9:00 AM to 5:00 PM"
    ]


@pytest.mark.parametrize(
    "odd", [{"interval": 2}, {"byyearday": "7"}, {"freq": "MONTHLY", "bymonthday": "15"}]
)
def test_what_cannot_be_told_says_to_call(odd: dict[str, Any]) -> None:
    assert lines(weekly("MO", **odd)) == ["Call to ask on which days: 9:00 AM to 5:00 PM"]


def test_hours_of_some_dates_say_which_and_are_gone_after() -> None:
    assert lines(weekly("MO", valid_from="2026-12-01", valid_to="2027-02-28")) == [
        "Monday, December 1, 2026 to February 28, 2027: 9:00 AM to 5:00 PM"
    ]
    assert lines(weekly("MO", valid_to="2026-11-19")) == []


def test_holidays_that_come_are_told_and_past_ones_are_not() -> None:
    exceptions = [
        {"date": "2026-12-24", "until": "2027-01-02", "description": "Holidays"},
        {"date": "2026-11-26", "opens_at": "10:00", "closes_at": "12:00"},
        {"date": "2026-11-11"},
    ]
    assert lines(weekly("MO", exceptions=exceptions))[1:] == [
        "November 26, 2026: 10:00 AM to 12:00 PM",
        "December 24, 2026 to January 2, 2027: closed (Holidays)",
    ]


def test_words_stand_as_they_are_written() -> None:
    assert lines({"description": "By appointment"}) == ["By appointment"]


def test_hours_are_said_in_spanish() -> None:
    assert hours_lines([weekly("MO,TU")], SPANISH, TODAY) == [
        "Lunes a Martes: 9:00 a. m. a 5:00 p. m."
    ]
