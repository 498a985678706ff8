from __future__ import annotations

from typing import Any

from cairn_server.directory.bringing.same_as import Columns, find_same, held_of
from cairn_server.directory.importing.table import Row

PLACE = "11111111-1111-4111-8111-111111111111"
COLUMNS = Columns(names=["Program"], phones=["Phone"], town="City")
SERVICES: list[tuple[str, dict[str, Any]]] = [
    (
        "service:a",
        {
            "name": "Línea de ayuda",
            "phones": [{"number": "701-555-0161"}, {"number": "211"}],
            "service_at_locations": [{"location_id": PLACE}],
        },
    ),
    ("service:b", {"name": "Pantry", "phones": [{"number": "1-701-555-0162"}]}),
]
HELD = held_of(SERVICES, {PLACE: frozenset({"minot"})})


def same(name: str = "", phone: str = "", city: str = "") -> list[tuple[str, list[str]]]:
    row = Row(2, {"Program": name, "Phone": phone, "City": city})
    return [(one["id"], one["same"]) for one in find_same([("service:x", row)], HELD, COLUMNS)]


def test_accents_capitals_and_ways_to_write_a_phone_make_no_difference() -> None:
    assert same("LINEA DE AYUDA") == [("service:a", ["name"])]
    assert same("Food", "(701) 555.0162") == [("service:b", ["phone"])]


def test_name_phone_and_town_together_are_told() -> None:
    assert same("Línea de ayuda", "701-555-0161", "Minot") == [
        ("service:a", ["name", "phone", "town"])
    ]


def test_one_name_in_another_town_is_something_else_unless_the_phone_is_the_same() -> None:
    assert same("Línea de ayuda", "", "Fargo") == []
    assert same("Línea de ayuda", "701-555-0161", "Fargo") == [("service:a", ["name", "phone"])]


def test_a_town_or_a_number_of_everybodys_alone_is_no_sign() -> None:
    assert same("Other", "211", "Minot") == []
    assert same() == []


def test_the_entry_that_most_is_the_same_of_is_told() -> None:
    assert same("Pantry", "701-555-0161", "Minot") == [("service:a", ["phone", "town"])]


def test_what_the_list_made_itself_is_not_told() -> None:
    row = Row(2, {"Program": "Pantry", "Phone": "", "City": ""})

    assert find_same([("service:b", row)], HELD, COLUMNS) == []
