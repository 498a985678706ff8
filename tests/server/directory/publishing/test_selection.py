from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.publishing.query import read_query
from cairn_server.directory.publishing.selection import select
from cairn_server.directory.publishing.vocabulary import TAXONOMIES, TERMS
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

LEGAL = next(number for number, term in TERMS.items() if term["code"] == "help-legal")
HELP = TERMS[LEGAL]["taxonomy_id"]
OUTLINE = '{"type":"Polygon","coordinates":[[[-100,47],[-99,47],[-99,48],[-100,48],[-100,47]]]}'
NAMES = {LINE: "line", BEDS: "beds", ALDER: "alder", AIDE: "aide"}


def address(postcode: str, city: str) -> dict[str, Any]:
    return {
        "address_type": "physical",
        "address_1": "1 Elm Street",
        "city": city,
        "region": "Alder County",
        "state_province": "ND",
        "postal_code": postcode,
        "country": "US",
    }


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The line serves the county and is offered at the office; the beds are at the shelter."""
    filled = Directory()
    filled.put("organization", ALDER, organization(last_modified="2026-03-01T00:00:00Z"))
    filled.put("organization", AIDE, organization(name="Legal Aide", description="Lawyers"))
    filled.put(
        "location",
        OFFICE,
        location(addresses=[address("58990", "Millbrook")], latitude=47.5, longitude=-99.5),
    )
    filled.put(
        "location",
        HALL,
        location(
            name="Town hall", addresses=[address("58994", "Orrin")], latitude=47.9, longitude=-99.5
        ),
    )
    filled.put(
        "location",
        SHELTER,
        location(
            name="Shelter in Orrin",
            confidential=True,
            addresses=[{"address_type": "physical", "city": "Orrin", "region": "Alder County"}],
        ),
    )
    filled.put(
        "service",
        LINE,
        service(
            description="Habla español",
            last_modified="2026-01-01T00:00:00Z",
            service_areas=[{"name": "Alder County"}],
            service_at_locations=[{"location_id": OFFICE}],
        ),
    )
    filled.put(
        "service",
        BEDS,
        service(
            name="Beds and lawyers",
            organization_id=AIDE,
            categories=["legal"],
            last_modified="2026-02-01T00:00:00Z",
            service_areas=[{"name": "Outlined", "extent": OUTLINE, "extent_type": "geojson"}],
            service_at_locations=[{"location_id": HALL}],
        ),
    )
    return filled


def found(directory: Directory, listing: str, **given: str) -> list[str]:
    ids = select(directory.model, listing, read_query(listing, given))
    if listing == "service_at_locations":
        ids = [directory.model.place_owners[number] for number in ids]
    return sorted(NAMES[number] for number in ids)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ["beds", "line"]),
        ({"search": "ESPANOL"}, ["line"]),
        ({"search": "night español"}, ["line"]),
        ({"search": "alder line"}, ["line"]),  # its organization's name counts
        ({"search": "orrin"}, []),
        ({"search": "lawyers", "organization_id": AIDE.upper()}, ["beds"]),
        ({"search": "lawyers", "organization_id": ALDER}, []),
        ({"organization_id": ALDER}, ["line"]),
        ({"taxonomy_term_id": LEGAL}, ["beds"]),
        ({"taxonomy_id": HELP}, ["beds"]),
        ({"taxonomy_id": HELP, "taxonomy_term_id": LEGAL}, ["beds"]),
        ({"taxonomy_id": next(iter(TAXONOMIES.keys() - {HELP}))}, []),
        ({"taxonomy_term_id": "nothing"}, []),
        ({"modified_after": "2026-02-15T00:00:00Z"}, ["line"]),  # its organization changed then
        ({"modified_after": "2026-03-01T00:00:00Z"}, ["line"]),  # on or after
        ({"modified_after": "2026-03-01T00:00:01Z"}, []),
    ],
)
def test_conditions_on_services_hold_together(
    directory: Directory, given: dict[str, str], names: list[str]
) -> None:
    assert found(directory, "services", **given) == names


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"search": "lawyers"}, ["aide"]),
        ({"taxonomy_term_id": LEGAL}, ["aide"]),  # one of its services is
        ({"taxonomy_term_id": LEGAL, "search": "alder"}, []),
    ],
)
def test_conditions_on_organizations_hold_together(
    directory: Directory, given: dict[str, str], names: list[str]
) -> None:
    assert found(directory, "organizations", **given) == names


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"search": "millbrook"}, ["line"]),  # its location's town counts
        ({"postcode": "58990"}, ["beds", "line"]),  # by county, and by outline
        ({"postcode": "58994"}, ["beds", "line"]),
        ({"postcode": "10001"}, []),
        ({"postcode": "58990", "proximity": "1000"}, ["line"]),
        ({"postcode": "58990", "proximity": "50000"}, ["beds", "line"]),
        ({"postcode": "58990", "proximity": "50000", "search": "beds"}, ["beds"]),
        ({"postcode": "10001", "proximity": "50000"}, []),
        ({"taxonomy_term_id": LEGAL}, ["beds"]),
    ],
)
def test_conditions_on_services_at_locations_hold_together(
    directory: Directory, given: dict[str, str], names: list[str]
) -> None:
    assert found(directory, "service_at_locations", **given) == names


def test_nothing_finds_a_confidential_place_by_where_it_is() -> None:
    directory = Directory()
    directory.put(
        "location",
        HALL,
        location(addresses=[address("58994", "Orrin")], latitude=47.9, longitude=-99.5),
    )
    directory.put(
        "location",
        SHELTER,
        location(
            confidential=True,
            addresses=[{"address_type": "physical", "city": "Orrin", "region": "Alder County"}],
        ),
    )
    directory.put("service", BEDS, service(service_at_locations=[{"location_id": SHELTER}]))

    assert found(directory, "service_at_locations") == ["beds"]
    assert found(directory, "service_at_locations", search="orrin") == []
    assert found(directory, "service_at_locations", postcode="58994") == []
    assert found(directory, "service_at_locations", postcode="58994", proximity="2000000") == []


@pytest.mark.parametrize("place", [0, 1])
def test_an_area_of_the_whole_country_serves_everybody(place: int) -> None:
    directory = Directory()
    directory.put("location", OFFICE, location(addresses=[address("58990", "Millbrook")]))
    area = {"service_areas": [{"name": "United States"}]}
    link = {"location_id": OFFICE}
    held: list[dict[str, Any]] = [
        {"service_at_locations": [link]} | area,
        {"service_at_locations": [link | area]},
    ]
    directory.put("service", LINE, service(**held[place]))

    assert found(directory, "service_at_locations", postcode="99501") == ["line"]


def test_terms_are_found_by_taxonomy_parent_and_words(directory: Directory) -> None:
    def terms(**given: str) -> list[str]:
        ids = select(directory.model, "taxonomy_terms", read_query("taxonomy_terms", given))
        return [TERMS[number]["code"] for number in ids]

    assert terms(search="lEGAL", taxonomy_id=HELP) == ["help-legal"]
    assert terms(parent_id=LEGAL) == []
    assert len(terms(top_only="true")) == len(TERMS)
    assert select(directory.model, "taxonomies", read_query("taxonomies", {"search": "whom"})) == [
        next(iter(TAXONOMIES.keys() - {HELP}))
    ]


def test_the_order_is_that_of_the_ids(directory: Directory) -> None:
    for listing in ("services", "organizations", "service_at_locations", "taxonomy_terms"):
        ids = select(directory.model, listing, read_query(listing, {}))
        assert ids == sorted(ids)
