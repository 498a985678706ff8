from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn_server.directory.importing.hours import read_hours, read_recurrence
from cairn_server.directory.models import validate_body

Spans = list[tuple[str, str, str]]


def spans(text: str) -> Spans:
    return [(s["byday"], s["opens_at"], s["closes_at"]) for s in read_hours(text).values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Sunday: 11:00-20:00  Monday: 9:00-22:00  Tuesday: 9:00-22:00",
            [("MO,TU", "09:00", "22:00"), ("SU", "11:00", "20:00")],
            id="days run together",
        ),
        pytest.param(
            "Sunday: Closed Monday: 8:30-12:00 , 13:00-17:00  Tuesday: Closed",
            [("MO", "08:30", "12:00"), ("MO", "13:00", "17:00")],
            id="a lunch break",
        ),
        pytest.param("Mon-Fri 9am-5pm", [("MO,TU,WE,TH,FR", "09:00", "17:00")], id="span of days"),
        pytest.param("Tue, Thu 9-noon", [("TU,TH", "09:00", "12:00")], id="days that share hours"),
        pytest.param("Fri to Mon 10-4pm", [("MO,FR,SA,SU", "10:00", "16:00")], id="over Sunday"),
        pytest.param("Sat 20:00-8:00", [("SA", "20:00", "08:00")], id="overnight"),
        pytest.param(
            "lunes a viernes: 9:00-17:00", [("MO,TU,WE,TH,FR", "09:00", "17:00")], id="es"
        ),
        pytest.param("Weekdays 9-17", [("MO,TU,WE,TH,FR", "09:00", "17:00")], id="weekdays"),
        pytest.param("M-F 8am-5pm", [("MO,TU,WE,TH,FR", "08:00", "17:00")], id="letters"),
        pytest.param("MWF 10-14", [("MO,WE,FR", "10:00", "14:00")], id="letters run together"),
        pytest.param(
            "T/Th 9-15; F 9-12", [("TU,TH", "09:00", "15:00"), ("FR", "09:00", "12:00")], id="two"
        ),
        pytest.param("9am-5pm Mon-Fri", [("MO,TU,WE,TH,FR", "09:00", "17:00")], id="times first"),
        pytest.param(
            "lun a vie 8:00-17:00", [("MO,TU,WE,TH,FR", "08:00", "17:00")], id="es, short"
        ),
        pytest.param("24/7", [("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")], id="always"),
        pytest.param(
            "Open 24 hours a day, 7 days a week",
            [("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")],
            id="always, in words",
        ),
    ],
)
def test_hours_are_read(text: str, expected: Spans) -> None:
    assert spans(text) == expected
    assert not read_hours(text).repairs


def test_a_close_before_the_opening_is_read_as_afternoon_and_said() -> None:
    reading = read_hours("Monday: 9:00-4:30")

    assert reading.values[0]["closes_at"] == "16:30"
    assert reading.repairs == ("9:00-4:30 closes before it opens: read as afternoon",)


@pytest.mark.parametrize(
    "text", ["By appointment", "Thursday: 23:00-17:00", "Tue, Thu", "Mon 9-25", "first Monday 9-5"]
)
def test_what_cannot_be_read_stays_in_words(text: str) -> None:
    reading = read_hours(text)

    assert reading.values == ({"description": text},)
    assert reading.repairs


def test_a_plain_monthly_rule_is_read() -> None:
    text = (
        "Repeats every month on the third Tuesday 100 times. "
        "Tuesday, May 5, 2026 - 5:00pm to 7:00pm"
    )

    assert read_recurrence(text).values == (
        {"freq": "MONTHLY", "byday": "3TU", "opens_at": "17:00", "closes_at": "19:00"},
    )


@given(text=st.text(alphabet="MonTueFriSat :-,0123456789apm/", min_size=1, max_size=60))
def test_whatever_is_read_a_directory_may_hold(text: str) -> None:
    schedules: tuple[dict[str, Any], ...] = read_hours(text).values
    if all(one.get("description") != "" for one in schedules) and schedules:
        body = {"type": "service", "schema": 1, "name": "Bus", "status": "active"}
        body["organization_id"] = "0b0e7f8a-1d5c-4f7e-9c3b-2a6d8e4f1c90"
        validate_body(body | {"schedules": list(schedules)})


def test_days_that_a_form_printed_without_hours_are_left_out_and_said() -> None:
    reading = read_hours("Monday: 9:00-17:00 Saturday: Sunday:")

    assert [one["byday"] for one in reading.values] == ["MO"]
    assert reading.repairs == ("days without hours were left out: SA, SU",)


def test_hours_in_halves_of_the_day_are_told_as_written_our_way() -> None:
    assert read_hours("Mon 9:00am-5:00pm").tidied == ("hours are written as on a 24-hour clock",)
    assert not read_hours("Monday: 9:00-17:00").tidied


def test_hours_after_a_lunch_break_are_afternoon_and_said() -> None:
    reading = read_hours("M-F 8-12, 1-5")

    assert [(s["opens_at"], s["closes_at"]) for s in reading.values] == [
        ("08:00", "12:00"),
        ("13:00", "17:00"),
    ]
    assert reading.repairs == ("1-5 is read as afternoon",)


def test_a_day_by_appointment_stays_in_words_beside_the_hours() -> None:
    reading = read_hours("Mon-Fri 8am-5pm, Sat by appt")

    assert reading.values[1] == {"description": "Sat: by appt"}
    assert reading.repairs == ("kept as words: Sat: by appt",)


@pytest.mark.parametrize(
    "text", ["S-S 9-5", "Ask for F. Smith 9-5", "Sat by appt", "Mon-Fri 8-5 but not May"]
)
def test_what_is_not_sure_stays_in_words(text: str) -> None:
    assert read_hours(text).values == ({"description": text},)
