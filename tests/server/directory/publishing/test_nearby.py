from __future__ import annotations

import pytest

from cairn_server.directory.publishing.build import build_location
from cairn_server.directory.publishing.entry import LocationEntry
from cairn_server.directory.publishing.nearby import distance_metres, find_area, same_postcode
from tests.server.directory.publishing.entries import HALL, OFFICE, SHELTER, location


def place(number: str, postcode: str, latitude: float, longitude: float) -> LocationEntry:
    address = {
        "address_type": "physical",
        "address_1": "1 Elm Street",
        "city": "Millbrook",
        "region": "Alder County",
        "state_province": "ND",
        "postal_code": postcode,
        "country": "US",
    }
    body = location(addresses=[address], latitude=latitude, longitude=longitude)
    return build_location(number, body, {}, is_confidential=False)


PLACES = [place(OFFICE, "58990", 47.0, -99.0), place(HALL, "58990-1234", 48.0, -100.0)]


def test_a_postcode_lies_amid_the_places_that_have_it() -> None:
    area = find_area("58990", PLACES)

    assert area.centroid == (47.5, -99.5)
    assert area.regions == {"millbrook", "alder county", "nd"}


def test_a_confidential_place_tells_nothing_about_a_postcode() -> None:
    body = location(addresses=[{"address_type": "physical", "region": "Alder County"}])
    hidden = build_location(SHELTER, body, {}, is_confidential=True)

    area = find_area("58990", [hidden])

    assert area.centroid is None and not area.regions and not same_postcode(hidden, "58990")


@pytest.mark.parametrize(
    ("postcode", "same"), [("58990", True), ("58990-4321", True), ("5899", False), ("", False)]
)
def test_the_four_further_digits_make_no_difference(postcode: str, same: bool) -> None:
    assert same_postcode(PLACES[1], postcode) is same


def test_a_degree_of_latitude_is_sixty_nautical_miles() -> None:
    assert distance_metres((47.0, -99.0), (48.0, -99.0)) == pytest.approx(111_195, abs=1)
    assert distance_metres((47.0, -99.0), (47.0, -99.0)) == 0
    assert distance_metres((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20_015_087, abs=1)
