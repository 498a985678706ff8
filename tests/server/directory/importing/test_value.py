from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.importing.value import (
    clean_text,
    read_age,
    read_date,
    read_email,
    read_position,
    read_url,
    read_yes_no,
    with_line_breaks,
)


def test_tags_and_references_are_taken_out_of_text() -> None:
    assert clean_text("<b>Free</b> &amp; open\xa0<br/>  daily ") == "Free & open daily"


def test_a_comparison_is_no_tag() -> None:
    assert clean_text("income < 200% and > 100%") == "income < 200% and > 100%"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.alder.example", "https://www.alder.example"),
        ("Alder.EXAMPLE/Help", "https://alder.example/Help"),
        ("http://alder.example", "http://alder.example"),
    ],
)
def test_a_web_address_gets_its_scheme(text: str, url: str) -> None:
    assert read_url(text).values == (url,)


@pytest.mark.parametrize("text", ["Age 60 or older", "ftp://alder.example", "alder"])
def test_other_text_is_no_web_address(text: str) -> None:
    assert read_url(text).fault


def test_an_email_address_must_be_one() -> None:
    assert read_email("mailto:help@alder.example").values == ("help@alder.example",)
    assert read_email("Homeless in town •").fault


@pytest.mark.parametrize(("text", "ages"), [("18", (18,)), ("0", ()), ("200", ()), ("999", ())])
def test_no_limit_is_no_age(text: str, ages: tuple[int, ...]) -> None:
    assert read_age(text).values == ages


def test_words_are_no_age() -> None:
    assert read_age("http://alder.example").fault


@pytest.mark.parametrize(
    "text", ["2026-03-31", "3/31/2026", "03/31/26", "March 31, 2026", "2026-03-31T10:00:00Z"]
)
def test_days_are_read(text: str) -> None:
    assert read_date(text).values == ("2026-03-31",)


@pytest.mark.parametrize("text", ["soon", "31/31/2026", "2026-02-30"])
def test_other_days_are_not(text: str) -> None:
    assert read_date(text).fault


@pytest.mark.parametrize(
    ("text", "values"), [("Yes", (True,)), ("sí", (True,)), ("No", ()), ("maybe", ())]
)
def test_no_says_nothing(text: str, values: tuple[bool, ...]) -> None:
    assert read_yes_no(text).values == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Geolocation is 42.1, -87.9", ({"latitude": 42.1, "longitude": -87.9},)),
        ("42.1; -87.9", ({"latitude": 42.1, "longitude": -87.9},)),
        ("0, 0", ()),
    ],
)
def test_coordinates_are_read(text: str, values: tuple[Any, ...]) -> None:
    assert read_position(text).values == values


@pytest.mark.parametrize("text", ["97.1, -87.9", "north of town", "42.1"])
def test_what_is_no_place_on_earth_is_left_out(text: str) -> None:
    assert read_position(text).fault


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"Food\nClothes", "Food\nClothes"),
        (r"Food\r\nClothes", "Food\nClothes"),
        (r"C:\new\list", r"C:\new\list"),
        ("Food", "Food"),
    ],
)
def test_a_written_line_break_becomes_one(written: str, meant: str) -> None:
    assert with_line_breaks(written) == meant
