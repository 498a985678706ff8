from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.importing.draft import Draft
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.link import link
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.protect import Drafts

MAPPING = Mapping.parse(
    """
source = "s"
[location]
file = "l.csv"
id = "ID"
organization = "Org"
fields = { name = "Name" }
[service]
file = "s.csv"
id = "ID"
organization = "Org"
fields = { name = "Name" }
"""
)
PLACE = {"latitude": 47.4, "longitude": -99.9}


def drafts(
    place: dict[str, Any], service: dict[str, Any], organization: dict[str, Any] | None = None
) -> Drafts:
    """Return one location, one service at it, and their organization, by source ID ``1``."""
    made = Drafts()
    made.locations["1"] = Draft("location", "1", dict(place), file="l.csv", organization="1")
    made.services["1"] = Draft("service", "1", dict(service), file="s.csv", organization="1")
    made.services["1"].linked = ["1"]
    if organization is not None:
        made.organizations["1"] = Draft("organization", "1", organization, file="o.csv")
    return made


@pytest.mark.parametrize(
    ("place", "service", "organization"),
    [
        pytest.param({"name": "Women's Shelter"}, {}, {"name": "A"}, id="its own name"),
        pytest.param({}, {"categories": ["shelter"]}, {"name": "A"}, id="a service's category"),
        pytest.param({}, {"name": "Safe house"}, {"name": "A"}, id="a service's name"),
        pytest.param({}, {}, {"name": "Crisis Center"}, id="its organization's name"),
        pytest.param({"confidential": True}, {}, {"name": "A"}, id="a column"),
    ],
)
def test_a_place_that_may_be_a_shelter_loses_its_coordinates(
    place: dict[str, Any], service: dict[str, Any], organization: dict[str, Any]
) -> None:
    made = drafts(place | PLACE, service, organization)

    link(MAPPING, made, known={})

    body = made.locations["1"].body
    assert body["confidential"] is True and "latitude" not in body
    assert any(one.result is Result.CONFIDENTIAL for one in made.locations["1"].findings)


def test_another_place_keeps_them() -> None:
    made = drafts({"name": "Food shelf"} | PLACE, {"name": "Food"}, {"name": "Harvest Table"})

    link(MAPPING, made, known={})

    assert made.locations["1"].body["latitude"] == 47.4


def test_a_shelters_service_without_a_place_does_not_tell_a_street() -> None:
    made = Drafts()
    text = "Ring at 412 Hidden Creek Road."
    body = {"name": "Emergency shelter", "description": text}
    made.services["1"] = Draft("service", "1", body, file="s.csv", organization="1")

    link(MAPPING, made, known={})

    assert made.services["1"].body["description"] == "Ring at (address left out)."


@pytest.mark.parametrize(
    ("given", "place", "name"),
    [
        ("Harvest Table", "Food shelf", "Harvest Table"),
        ("", "Food shelf", "Food shelf"),
        ("", "Main Office", "Organization 1 (name not known)"),
    ],
)
def test_an_organization_that_is_missing_is_named_as_well_as_can_be(
    given: str, place: str, name: str
) -> None:
    made = drafts({"name": place}, {"name": "Food"})
    made.services["1"].organization_name = given

    (stand_in,) = link(MAPPING, made, known={})

    assert stand_in.body["name"] == name
    assert made.services["1"].findings[0].value == f"1: {name}"


def test_two_services_that_disagree_about_a_place_are_told_of() -> None:
    made = drafts({"name": "Food shelf"}, {"name": "Food"}, {"name": "Harvest Table"})
    made.services["1"].about_linked = PLACE
    other = Draft("service", "2", {"name": "Meals"}, file="s.csv", row=3, organization="1")
    other.linked, other.about_linked = ["1"], {"latitude": 47.5, "longitude": -99.8}
    made.services["2"] = other

    link(MAPPING, made, known={})

    assert made.locations["1"].body | PLACE == made.locations["1"].body
    assert "coordinates differ" in other.findings[0].reason
    assert "47.5" not in str(other.findings)
