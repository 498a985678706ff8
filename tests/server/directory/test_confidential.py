from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn_server.directory.confidential import (
    forbidden_in_confidential,
    hide_streets,
    is_likely_shelter,
    strip_confidential,
)

SECRET = "412 Hidden Creek Road"
LEAVES = st.sampled_from([SECRET, "Alder County", 47.412, True, "701-555-0130"])
FIELDS = st.sampled_from(
    "type name addresses phones schedules languages accessibility latitude url description "
    "transportation x_where metadata address_1 city region number note".split()
)
BODIES = st.dictionaries(
    FIELDS,
    st.recursive(LEAVES, lambda part: st.lists(part) | st.dictionaries(FIELDS, part)),
)


@given(body=BODIES)
def test_what_was_stripped_holds_no_address_whatever_it_was(body: dict[str, object]) -> None:
    kept, gone = strip_confidential(body)

    assert forbidden_in_confidential(kept) == []
    assert SECRET not in str(kept) and SECRET not in str(gone)


def test_stripping_names_what_went_by_field_only() -> None:
    body = {
        "type": "location",
        "name": "Alder House shelter",
        "latitude": 47.412,
        "longitude": -99.931,
        "addresses": [{"address_type": "physical", "address_1": SECRET, "city": "Millbrook"}],
        "phones": [{"number": "701-555-0130", "description": f"at {SECRET}"}],
    }

    kept, gone = strip_confidential(body)

    assert kept == {
        "confidential": True,
        "type": "location",
        "name": "Alder House shelter",
        "addresses": [{"address_type": "physical", "city": "Millbrook"}],
        "phones": [{"number": "701-555-0130"}],
    }
    assert gone == ["addresses.address_1", "latitude", "longitude", "phones.description"]


def test_a_place_that_is_not_confidential_may_hold_anything() -> None:
    assert forbidden_in_confidential({"latitude": 1.0, "description": SECRET}) == []


@pytest.mark.parametrize(
    "name",
    [
        "Cairo Women's Shelter",
        "Family Shelter Service",
        "Tamarack Safe House",
        "The Women’s Center, Inc.",
        "Phoenix Crisis Center",
        "People Against Violent Environments",
        "VOICES Domestic Violence Program",
        "Albergue para mujeres La Paloma",
        "Refugio Nueva Vida",
        "Casa de Acogida",
        "Centro contra la violencia doméstica",
    ],
)
def test_a_name_like_a_shelters_is_taken_for_one(name: str) -> None:
    assert is_likely_shelter([name])


@pytest.mark.parametrize(
    "name",
    [
        "Prairie Animal Shelter",
        "Refugio de animales",
        "Tamarack bus shelter",
        "Domestic Violence Legal Clinic",
        "Kane County Domestic Violence Courthouse Project",
        "Substance Abuse Counseling",
        "Fernside Public Library",
        "Clínica legal para violencia doméstica",
    ],
)
def test_a_public_office_is_no_shelter(name: str) -> None:
    assert not is_likely_shelter([name])


@pytest.mark.parametrize(
    "text",
    [
        "We offer emergency shelter and a hot line.",
        "Beds at a confidential location for families.",
        "Provides safe temporary shelter to anyone in danger.",
        "Albergue de emergencia para mujeres y sus hijos.",
    ],
)
def test_a_description_may_give_a_shelter_away(text: str) -> None:
    assert is_likely_shelter(["Alder House"], texts=[text])


def test_a_description_that_only_mentions_shelters_does_not() -> None:
    assert not is_likely_shelter(["Harvest Table"], texts=["Also brings food to shelters."])


def test_the_category_decides_alone() -> None:
    assert is_likely_shelter(["Alder House"], categories=["legal", "shelter"])


def test_streets_are_blanked_and_the_rest_of_the_text_stays() -> None:
    body, fields = hide_streets({"name": "Beds", "alert": f"Come to {SECRET} late."}, ["alert"])

    assert body["alert"] == "Come to (address left out) late."
    assert fields == ["alert"]


NEW_FIELDS = {
    "attributes": [{"label": "Where", "value": "behind the school"}],
    "contacts": [{"name": "Ana", "department": "Yellow house"}],
    "additional_urls": [{"url": "https://example.org/map"}],
    "service_areas": [{"extent": '{"type":"Point","coordinates":[-99.9,47.4]}'}],
    "external_identifier": "parcel 114-22",
    "external_identifier_type": "county land register",
    "metadata": [{"field_name": "address_1", "previous_value": "somewhere"}],
    "transportation": "two stops after the mill",
    "assurer_email": "ana@example.org",
    "service_at_locations": [{"description": "ring at the side door"}],
    "geometry": {"coordinates": [1, 2]},
}


@pytest.mark.parametrize("field", NEW_FIELDS)
def test_a_confidential_place_keeps_none_of_the_fields_that_could_tell_where(field: str) -> None:
    kept, gone = strip_confidential({"type": "location", field: NEW_FIELDS[field]})

    assert field not in kept and gone == [field]


@pytest.mark.parametrize(
    ("field", "part", "lost"),
    [
        ("addresses", {"region": "Alder County", "attention": "Ana"}, "attention"),
        ("addresses", {"region": "Alder County", "postal_code": "58990"}, "postal_code"),
        ("schedules", {"freq": "WEEKLY", "schedule_link": "https://example.org"}, "schedule_link"),
        ("schedules", {"freq": "WEEKLY", "notes": "ring at the yellow house"}, "notes"),
        ("schedules", {"freq": "WEEKLY", "attending_type": "at the mill"}, "attending_type"),
        ("accessibility", {"description": "Ramp", "url": "https://example.org/map"}, "url"),
        ("accessibility", {"description": "Ramp", "details": "at the mill"}, "details"),
        ("phones", {"number": "988", "attributes": [{"value": "at the mill"}]}, "attributes"),
        ("phones", {"number": "988", "description": {"where": "the mill"}}, "description"),
    ],
)
def test_a_part_of_a_confidential_place_keeps_only_what_a_caller_needs(
    field: str, part: dict[str, object], lost: str
) -> None:
    kept, gone = strip_confidential({field: [part]})

    assert kept[field] == [{name: value for name, value in part.items() if name != lost}]
    assert gone == [f"{field}.{lost}"]


def test_a_part_within_a_part_is_held_to_the_same_rule() -> None:
    body = {
        "phones": [{"number": "988", "languages": [{"code": "es", "x_where": "the mill"}]}],
        "schedules": [
            {"freq": "WEEKLY", "exceptions": [{"date": "2026-12-25", "x_where": "the mill"}]}
        ],
    }

    kept, gone = strip_confidential(body)

    assert kept["phones"] == [{"number": "988", "languages": [{"code": "es"}]}]
    assert kept["schedules"] == [{"freq": "WEEKLY", "exceptions": [{"date": "2026-12-25"}]}]
    assert gone == ["phones.languages.x_where", "schedules.exceptions.x_where"]


def test_a_confidential_place_may_be_public() -> None:
    assert strip_confidential({"public": True, "verify_every_days": 30})[1] == []
