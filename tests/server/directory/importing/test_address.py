from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.importing.address import read_address

US = {"address_type": "physical", "state_province": "ND", "country": "US"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "18 Second Street, Millbrook, ND 58990",
            {"address_1": "18 Second Street", "city": "Millbrook", "postal_code": "58990"},
        ),
        (
            "1302 North 19th Street, Suite 400, Fernside, ND 58992-0412",
            {
                "address_1": "1302 North 19th Street",
                "address_2": "Suite 400",
                "city": "Fernside",
                "postal_code": "58992-0412",
            },
        ),
        (
            "Edgecomb Courthouse, 800 E Twiggs St - Room 207, Orrin, ND 58997",
            {
                "attention": "Edgecomb Courthouse",
                "address_1": "800 E Twiggs St - Room 207",
                "city": "Orrin",
                "postal_code": "58997",
            },
        ),
        ("Pike Landing, ND", {"city": "Pike Landing"}),
    ],
)
def test_an_address_is_taken_apart(text: str, parts: dict[str, Any]) -> None:
    assert read_address(text).values == (US | parts,)


def test_a_box_at_the_post_office_is_a_postal_address() -> None:
    (address,) = read_address("P.O. Box 7, Millbrook, ND 58990").values

    assert address["address_type"] == "postal"


def test_without_a_postal_code_only_the_city_is_taken() -> None:
    reading = read_address("18 Second Street, Millbrook, ND")

    assert reading.values == (US | {"city": "Millbrook"},)
    assert "postal code is missing" in reading.repairs[0]


@pytest.mark.parametrize(
    "text",
    [
        "100 North LaSalle StreetSuite 600Chicago, IL 60602",
        "behind the grain elevator",
        "18 Second Street, Millbrook",
        "18 Second Street, Millbrook, ZZ 58990",
    ],
)
def test_what_cannot_be_told_apart_is_left_out(text: str) -> None:
    reading = read_address(text)

    assert not reading.values and reading.fault
    assert text not in reading.fault


@pytest.mark.parametrize("text", ["State: FL", "FL 32955"])
def test_a_state_alone_says_nothing(text: str) -> None:
    assert not read_address(text).values and not read_address(text).fault


@pytest.mark.parametrize(
    "text",
    ["12 Elm St, Minot ND 58701", "12 Elm St\nMinot, ND 58701", "12 Elm St,\nMinot ND 58701"],
)
def test_an_address_on_two_lines_or_with_few_commas_is_read(text: str) -> None:
    (address,) = read_address(text).values

    assert (address["address_1"], address["city"]) == ("12 Elm St", "Minot")


@pytest.mark.parametrize(
    "text",
    [
        "12 Elm St Minot ND 58701",
        "Quill, Elm Street Minot ND 58701",
        "12 Elm, Suite 4 Orrin ND 58701",
    ],
)
def test_a_street_that_may_run_into_the_city_is_left_out(text: str) -> None:
    assert read_address(text).values == ()
