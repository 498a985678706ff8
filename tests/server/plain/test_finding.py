from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.plain.finding import Asked, Found, find
from cairn_server.plain.openings import Book
from cairn_server.plain.row import row_of
from tests.server.directory.publishing.entries import (
    ALDER,
    BEDS,
    LINE,
    OFFICE,
    Directory,
    location,
    organization,
    service,
)

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "search-words.json").read_text(encoding="utf-8")
)
POLICE = "0b000000-0000-4000-8000-000000000008"


@pytest.fixture
def directory() -> Directory:
    made = Directory()
    made.put("organization", ALDER, organization())
    address = {"address_type": "physical", "city": "Pike Landing", "state_province": "ND"}
    made.put("location", OFFICE, location(addresses=[address]))
    put(made, LINE, name="Night Line", categories=["hotline"], languages=[{"code": "es"}])
    links = [{"location_id": OFFICE}]
    words = "Beds. A lawyer comes by."
    put(made, BEDS, name="Beds", categories=["shelter"], service_at_locations=links, alert=words)
    put(made, POLICE, name="Beds of the sheriff", who_is_served=["deaf"])
    return made


def put(directory: Directory, number: str, **more: Any) -> None:
    directory.put("service", number, service(**more))


def names(directory: Directory, **asked: Any) -> list[str]:
    return [row.name for row in look(directory, **asked).rows]


def look(directory: Directory, **asked: Any) -> Found:
    model, book = directory.model, Book()
    made = (row_of(model, one, book) for one in model.services.values())
    return find(sorted(made, key=lambda row: row.order), Asked(**asked))


def test_without_a_question_everything_is_there_police_last(directory: Directory) -> None:
    assert names(directory) == ["Beds", "Night Line", "Beds of the sheriff"]


def test_police_come_last_unless_they_are_asked_for(directory: Directory) -> None:
    put(directory, LINE, description="We find beds of every kind.", name="Night Line")

    assert names(directory, words="beds") == ["Beds", "Night Line", "Beds of the sheriff"]
    assert names(directory, words="beds sheriff") == ["Beds of the sheriff"]


@pytest.mark.parametrize("words", ["safe house", "REFUGIO", "refugios", "shelt", "pike", "alder"])
def test_synonyms_beginnings_endings_towns_and_organizations_lead_there(
    directory: Directory, words: str
) -> None:
    assert "Beds" in names(directory, words=words)


def test_every_word_must_be_there(directory: Directory) -> None:
    assert names(directory, words="night beds") == []
    assert names(directory, words="lawyer beds") == ["Beds"]


def test_punctuation_alone_asks_for_nothing(directory: Directory) -> None:
    assert len(names(directory, words="?! -")) == 3


def test_filters_hold_together(directory: Directory) -> None:
    assert names(directory, category="shelter") == ["Beds"]
    assert names(directory, language="es") == ["Night Line"]
    assert names(directory, category="shelter", language="es") == []
    assert names(directory, is_day_and_night=True) == []


@pytest.mark.parametrize("place", ["pike landing", "Pike Landing, ND", "landing", "nd "])
def test_a_place_is_a_town_by_any_of_its_words(directory: Directory, place: str) -> None:
    assert names(directory, place=place) == ["Beds"]
    assert names(directory, place="ike") == []


# -- Words as they are typed --------------------------------------------------


@pytest.fixture(scope="module")
def listed() -> Directory:
    made = Directory()
    for n, (name, told) in enumerate(VECTORS["services"].items()):
        put(made, f"0b000000-0000-4000-8000-0000000001{n:02}", name=name, **told)
    return made


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_a_search_finds_what_the_phone_finds(listed: Directory, case: dict[str, Any]) -> None:
    assert names(listed, words=case["words"]) == case["found"]


def test_what_was_found_instead_of_a_mistyped_word_is_said(listed: Directory) -> None:
    assert look(listed, words="sheltr").instead == (("sheltr", ("shelter",)),)
    assert look(listed, words="shelters").instead == ()
    assert look(listed, words="shelt").instead == ()


def test_two_letters_turned_round_are_one_mistake(listed: Directory) -> None:
    assert names(listed, words="shetler") == ["Beds for tonight"]
