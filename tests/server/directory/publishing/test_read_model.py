from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest

from cairn_server.directory.publishing.page import compose_item
from cairn_sync.document import new_edit
from tests.server.directory.publishing.entries import (
    AIDE,
    ALDER,
    BEDS,
    HALL,
    LINE,
    OFFICE,
    SHELTER,
    Directory,
    location,
    organization,
    service,
)

SECRET = "412 Hidden Creek Road"
TAXONOMY, TERM = (f"0d000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
NEEDS = {"type": "taxonomy", "schema": 1, "name": "Needs", "description": "All", "public": True}
DIAPERS = {
    "type": "taxonomy_term",
    "schema": 1,
    "name": "Diapers",
    "description": "For babies",
    "taxonomy_id": TAXONOMY,
}


@pytest.fixture
def directory() -> Directory:
    return Directory()


def item(directory: Directory, listing: str, number: str) -> dict[str, Any] | None:
    body = compose_item(directory.model, listing, number)
    return None if body is None else json.loads(body)


def everything(directory: Directory) -> str:
    """Return all that can be had, as text."""
    listings = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
    return json.dumps(
        [
            item(directory, listing, number)
            for listing in listings
            for number in directory.model.sorted_ids(listing)
        ]
    ) + "".join(sorted(one.text for one in directory.model.services.values()))


# -- What is public -----------------------------------------------------------


@pytest.mark.parametrize("mark", [{}, {"public": False}])
def test_an_entry_without_the_mark_is_not_shown(directory: Directory, mark: Any) -> None:
    body = {**service(), "public": None} | mark
    directory.put("service", LINE, {k: v for k, v in body.items() if v is not None})

    assert item(directory, "services", LINE) is None


def test_an_entry_shows_nothing_of_what_is_not_public_beside_it(directory: Directory) -> None:
    directory.put("organization", ALDER, organization(public=False))
    directory.put("location", OFFICE, location(public=False))
    directory.put("service", LINE, service(service_at_locations=[{"location_id": OFFICE}]))

    assert item(directory, "services", LINE) == {
        "id": LINE,
        "name": "Night Line",
        "status": "active",
    }
    assert directory.model.sorted_ids("organizations") == []


def test_what_the_profile_does_not_name_never_comes_out(directory: Directory) -> None:
    directory.put(
        "service",
        LINE,
        service(
            x_note="internal-1",
            assurer_email="internal2@example.org",
            metadata=[{"previous_value": "internal-3", "updated_by": "internal-4"}],
            brought={"list": "internal-7", "on": "2026-11-20"},
            attributes=[{"label": "Note", "value": "internal-5"}, {"taxonomy_term_id": TERM}],
            phones=[{"number": "555-0134", "x_note": "internal-6", "service_id": HALL}],
        ),
    )

    told = everything(directory)
    assert "internal" not in told and HALL not in told
    assert "555-0134" in told


def test_a_report_is_never_shown(directory: Directory) -> None:
    directory.show(
        f"suggestion:{LINE}",
        [new_edit(f"suggestion:{LINE}", {"type": "suggestion", "public": True})],
    )

    assert LINE not in everything(directory)


def test_of_two_versions_both_must_be_public(directory: Directory) -> None:
    shown = new_edit(f"service:{LINE}", service())
    hidden = new_edit(f"service:{LINE}", service(public=False))

    directory.show(f"service:{LINE}", [shown, hidden])
    assert item(directory, "services", LINE) is None

    directory.show(f"service:{LINE}", [shown])
    assert item(directory, "services", LINE) is not None


def test_what_the_directory_may_not_hold_is_not_shown(directory: Directory) -> None:
    directory.put("service", LINE, service(status="open"))

    assert item(directory, "services", LINE) is None


def test_what_is_deleted_or_taken_back_goes(directory: Directory) -> None:
    empty = directory.model.digest
    directory.put("service", LINE, service())
    directory.put("service", BEDS, service())

    directory.delete("service", LINE)
    directory.put("service", BEDS, service(public=False))

    assert directory.model.sorted_ids("services") == []
    assert directory.model.digest == empty


# -- Places that must not be found ----------------------------------------------


def shelter(**more: Any) -> dict[str, Any]:
    return location(
        name="Alder House shelter",
        confidential=True,
        addresses=[
            {
                "address_type": "physical",
                "city": "Millbrook",
                "region": "Alder County",
                "state_province": "ND",
            }
        ],
        phones=[{"number": "701-555-0130", "type": "voice", "description": "By the mill"}],
        languages=[{"code": "es"}],
        **more,
    )


def test_of_a_confidential_place_come_out_its_area_and_its_phones(directory: Directory) -> None:
    directory.put("organization", ALDER, organization())
    directory.put("location", SHELTER, shelter())

    place = item(directory, "organizations", ALDER)["locations"][0]  # type: ignore[index]

    assert place.pop("phones")[0].keys() == {"id", "number", "type"}
    assert place == {
        "id": SHELTER,
        "location_type": "virtual",
        "confidential": True,
        "area": "Alder County, ND",
        "organization_id": ALDER,
    }


def test_a_service_tells_nothing_about_a_confidential_place_itself(directory: Directory) -> None:
    directory.put("location", SHELTER, shelter())
    place = {
        "location_id": SHELTER,
        "description": "The yellow house",
        "contacts": [{"name": "Ana"}],
        "schedules": [{"description": "Ring twice"}],
    }
    directory.put("service", BEDS, service(service_at_locations=[place]))

    [shown] = item(directory, "services", BEDS)["service_at_locations"]  # type: ignore[index]

    assert shown.keys() == {"id", "service_id", "location_id", "location"}
    assert "yellow" not in everything(directory) and "Ring" not in everything(directory)


HIDDEN_TEXTS = [
    ("organization", ALDER, organization(description=f"We are at {SECRET}.")),
    ("service", LINE, service(description=f"Come to {SECRET}.", eligibility_description=SECRET)),
    ("location", SHELTER, shelter(public=False)),
]


@pytest.mark.parametrize("order", list(permutations(HIDDEN_TEXTS)))
def test_texts_around_a_confidential_place_lose_their_streets_in_any_order(
    directory: Directory, order: Any
) -> None:
    for kind, number, body in order:
        directory.put(kind, number, body)

    told = everything(directory)
    assert "Hidden" not in told and "hidden" not in told
    assert "(address left out)" in told


def test_a_shelter_by_its_kind_hides_its_organizations_streets_too(directory: Directory) -> None:
    directory.put("organization", ALDER, organization())
    assert "Mill Street" in everything(directory)

    directory.put("service", BEDS, service(categories=["shelter"]))

    assert "Mill Street" not in everything(directory)
    directory.delete("service", BEDS)
    assert "Mill Street" in everything(directory)


def test_what_was_hidden_is_hidden_before_anything_is_rendered_anew(directory: Directory) -> None:
    for kind, number, body in HIDDEN_TEXTS[:2]:
        directory.put(kind, number, body)
    street = {"address_1": SECRET, "city": "Millbrook", "state_province": "ND"}
    whole = street | {"address_type": "physical", "postal_code": "58990", "country": "US"}
    directory.put("location", SHELTER, location(addresses=[whole]))
    directory.put("service", BEDS, service(service_at_locations=[{"location_id": SHELTER}]))
    assert "Hidden" in everything(directory)

    doc_id = f"location:{SHELTER}"
    directory.show(doc_id, [new_edit(doc_id, shelter())], settle=False)

    assert "Hidden" not in everything(directory)


def test_a_place_that_one_version_marks_is_confidential(directory: Directory) -> None:
    doc_id = f"location:{SHELTER}"
    street = {"address_1": SECRET, "city": "Millbrook", "state_province": "ND"}
    whole = street | {"address_type": "physical", "postal_code": "58990", "country": "US"}
    listed = new_edit(doc_id, location(addresses=[whole], latitude=47.4, longitude=-99.9))
    directory.put("service", BEDS, service(service_at_locations=[{"location_id": SHELTER}]))

    directory.show(doc_id, [listed, new_edit(doc_id, shelter())])

    told = everything(directory)
    assert SHELTER in told
    assert "Hidden" not in told and "47.4" not in told and "Millbrook" not in told


# -- Taxonomies -----------------------------------------------------------------


def test_a_term_shows_when_its_taxonomy_is_public(directory: Directory) -> None:
    directory.put("service", LINE, service(attributes=[{"taxonomy_term_id": TERM}]))
    directory.put("taxonomy_term", TERM, DIAPERS)
    assert "Diapers" not in everything(directory)

    directory.put("taxonomy", TAXONOMY, NEEDS)
    [attribute] = item(directory, "services", LINE)["attributes"]  # type: ignore[index]
    assert attribute["taxonomy_term"]["name"] == "Diapers"
    assert attribute["link_id"] == LINE and attribute["link_entity"] == "service"

    directory.put("taxonomy_term", TERM, DIAPERS | {"name": "Nappies"})
    assert "Nappies" in everything(directory) and "Diapers" not in everything(directory)

    directory.put("taxonomy", TAXONOMY, NEEDS | {"public": False})
    assert "Nappies" not in everything(directory)


def test_kinds_of_help_and_who_is_served_are_told_as_attributes(directory: Directory) -> None:
    directory.put("service", LINE, service(categories=["children"], who_is_served=["children"]))

    shown = item(directory, "services", LINE)

    assert shown is not None and "categories" not in shown and "who_is_served" not in shown
    assert [
        (one["link_type"], one["taxonomy_term"]["taxonomy"]) for one in shown["attributes"]
    ] == [("kind of help", "Kinds of help"), ("audience", "Who is served")]


# -- The digest -----------------------------------------------------------------


def test_the_digest_follows_what_is_public_and_nothing_else(directory: Directory) -> None:
    directory.put("service", LINE, service())
    first = directory.model.digest

    directory.put("service", BEDS, service(public=False, description="changed"))
    directory.put("organization", AIDE, organization(public=False))
    directory.put("service", LINE, service(x_note="a note", assurer_email="a@example.org"))
    assert directory.model.digest == first

    directory.put("service", LINE, service(name="Day Line"))
    assert directory.model.digest != first

    directory.put("service", LINE, service())
    assert directory.model.digest == first


def test_the_order_of_changes_does_not_change_what_is_there() -> None:
    entries: list[tuple[str, str, dict[str, Any]]] = [
        ("organization", ALDER, organization()),
        ("location", SHELTER, shelter()),
        ("service", BEDS, service(service_at_locations=[{"location_id": SHELTER}])),
        ("taxonomy", TAXONOMY, NEEDS),
        ("taxonomy_term", TERM, DIAPERS),
        ("service", LINE, service(attributes=[{"taxonomy_term_id": TERM}])),
    ]
    seen = set()
    for order in list(permutations(entries))[::37]:
        directory = Directory()
        for kind, number, body in order:
            directory.put(kind, number, body)
        seen.add((directory.model.digest, everything(directory)))

    assert len(seen) == 1


# -- Zones --------------------------------------------------------------------

HOURS = [{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}]


def zone_of(directory: Directory, number: str) -> float | None:
    told = item(directory, "services", number)
    assert told is not None
    [schedule] = told["schedules"]
    number_of_zone: float | None = schedule.get("timezone")
    return number_of_zone


def test_hours_are_told_with_the_zone_of_the_service_then_of_its_place(
    directory: Directory,
) -> None:
    linked = [{"location_id": OFFICE}]
    directory.put("organization", ALDER, organization())
    directory.put("service", LINE, service(schedules=HOURS, service_at_locations=linked))
    assert zone_of(directory, LINE) is None

    directory.put("location", OFFICE, location(time_zone="America/Denver"))
    assert zone_of(directory, LINE) == -7

    own = service(schedules=HOURS, service_at_locations=linked, time_zone="America/Chicago")
    directory.put("service", LINE, own)
    assert zone_of(directory, LINE) == -6


def test_places_in_two_zones_tell_none(directory: Directory) -> None:
    linked = [{"location_id": OFFICE}, {"location_id": HALL}]
    directory.put("organization", ALDER, organization())
    directory.put("location", OFFICE, location(time_zone="America/Denver"))
    directory.put("location", HALL, location(time_zone="America/Chicago"))

    directory.put("service", LINE, service(schedules=HOURS, service_at_locations=linked))

    assert zone_of(directory, LINE) is None
