from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.importing.phone import read_phones


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("(701) 555-0137", [{"number": "701-555-0137"}]),
        ("701.555.0137", [{"number": "701-555-0137"}]),
        ("7015550137", [{"number": "701-555-0137"}]),
        ("1-800-555-0188", [{"number": "1-800-555-0188"}]),
        ("555-0134", [{"number": "555-0134"}]),
        ("988", [{"number": "988"}]),
        ("+52 55 5555 0134", [{"number": "+525555550134"}]),
        ("(312) 555-0168 ext. 321", [{"number": "312-555-0168", "extension": 321}]),
        ("(312) 555-0168 x331", [{"number": "312-555-0168", "extension": 331}]),
        (
            "312-555-0168 x007",
            [{"number": "312-555-0168", "description": "extension 007"}],
        ),
        (
            "(618) 555-0117; (618) 555-0118",
            [{"number": "618-555-0117"}, {"number": "618-555-0118"}],
        ),
        (
            "(618) 555-0117 or (877) 555-0118",
            [{"number": "618-555-0117"}, {"number": "877-555-0118"}],
        ),
        (
            "main: 386-555-0160, tollfree: 800-555-0139, tdd: 800-555-0171",
            [
                {"type": "voice", "number": "386-555-0160"},
                {"type": "voice", "number": "800-555-0139", "description": "toll-free"},
                {"type": "textphone", "number": "800-555-0171"},
            ],
        ),
        (
            "1-800-555-0190 (24 hour crisis line) (toll-free)",
            [{"number": "1-800-555-0190", "description": "24 hour crisis line; toll-free"}],
        ),
        (
            "800-555-0144; Spanish: 800-555-0145",
            [
                {"number": "800-555-0144"},
                {
                    "number": "800-555-0145",
                    "description": "Spanish",
                    "languages": [{"code": "es", "name": "Spanish"}],
                },
            ],
        ),
        ("no phone", []),
    ],
)
def test_numbers_are_read(text: str, phones: list[dict[str, Any]]) -> None:
    reading = read_phones(text)

    assert list(reading.values) == phones
    assert not reading.fault


@pytest.mark.parametrize("text", ["1-800-LAW-REP-4", "1-800-LAW-REP-4 (1-800-529-7374)"])
def test_a_spelled_number_is_given_in_digits_that_a_phone_dials(text: str) -> None:
    reading = read_phones(text)

    assert reading.values == (
        {"number": "1-800-529-7374", "description": "spelled 1-800-LAW-REP-4"},
    )
    assert reading.repairs


@pytest.mark.parametrize("text", ["7274-821-0726", "ask at the desk", "12", "701-555-01"])
def test_a_number_that_nobody_can_dial_is_left_out(text: str) -> None:
    reading = read_phones(text)

    assert not reading.values
    assert "phone number" in reading.fault and "digits" in reading.fix
    assert text not in reading.fault  # the report decides whether the value may be shown


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("call 701-555-0137", [{"number": "701-555-0137"}]),
        (
            "Office 701.555.0137 / Crisis 701.555.0138",
            [
                {"number": "701-555-0137", "type": "voice", "description": "office"},
                {"number": "701-555-0138", "description": "Crisis"},
            ],
        ),
        (
            "701-555-0137\n701-555-0138 crisis line 24/7",
            [
                {"number": "701-555-0137"},
                {"number": "701-555-0138", "description": "crisis line 24/7"},
            ],
        ),
        (
            "Linda 701-555-0137 (mornings), fax 701-555-0199",
            [
                {"number": "701-555-0137", "description": "Linda; mornings"},
                {"number": "701-555-0199", "type": "fax"},
            ],
        ),
    ],
)
def test_numbers_among_words_are_taken_with_their_words_and_said(
    text: str, phones: list[dict[str, Any]]
) -> None:
    reading = read_phones(text)

    assert list(reading.values) == phones
    assert reading.repairs == ("the numbers were taken out of other words",)


@pytest.mark.parametrize("text", ["701-555-0137 then 55512", "701-555-013", "ask Ann"])
def test_what_may_be_half_a_number_is_not_taken(text: str) -> None:
    assert read_phones(text).values == ()
