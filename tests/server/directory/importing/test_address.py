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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "12 Rue Principale, Gatineau, QC J8X 2K1, Canada",
            ["12 Rue Principale", "Gatineau", "QC", "J8X 2K1", "CA"],
        ),
        (
            "4 Band Office Road, Fort Frances, ON P9A 3M3",
            ["4 Band Office Road", "Fort Frances", "ON", "P9A 3M3", "CA"],
        ),
        (
            "Calle Obregón 14, Colonia Centro, 83600 Caborca, Sonora, México",
            ["Calle Obregón 14", "Caborca", "Sonora", "83600", "MX"],
        ),
        (
            "20 Calle Sol, San Juan, PR 00901, USA",
            ["20 Calle Sol", "San Juan", "PR", "00901", "US"],
        ),
        (
            "1 Marine Drive, Hagåtña, GU 96910",
            ["1 Marine Drive", "Hagåtña", "GU", "96910", "US"],
        ),
        (
            "9 First Street, Los Angeles, CA 90012",
            ["9 First Street", "Los Angeles", "CA", "90012", "US"],
        ),
    ],
)
def test_addresses_beyond_the_states_are_read_too(text: str, parts: list[str]) -> None:
    (address,) = read_address(text).values
    names = ("address_1", "city", "state_province", "postal_code", "country")

    assert [address[name] for name in names] == parts


@pytest.mark.parametrize(
    "text",
    [
        "12 Main Street, Gatineau, QC J8X 2K1, USA",
        "12 Main Street, Gatineau, QC 58990",
        "12 Main Street, Millbrook, ND K1A 0B1",
        "Calle Obregón 14, Caborca, México",
    ],
)
def test_a_country_and_a_postal_code_that_do_not_go_together_are_not_read(text: str) -> None:
    assert not read_address(text).values
