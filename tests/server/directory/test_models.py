from __future__ import annotations

from typing import Any, get_args

import pytest

from cairn_server.directory.models import CATEGORIES, Category, DirectoryError, validate_document

NUMBER = "0b0e7f8a-1d5c-4f7e-9c3b-2a6d8e4f1c90"
OTHER = "5d2f9c1b-7a34-4e68-8b0d-9f1e2c3a4b5d"
MOMENT = "2026-11-20T18:30:00Z"


def organization(**more: Any) -> dict[str, Any]:
    return {"type": "organization", "schema": 1, "name": "Alder House"} | more


def service(**more: Any) -> dict[str, Any]:
    body = {"type": "service", "schema": 1, "name": "Food shelf", "status": "active"}
    return body | {"organization_id": OTHER} | more


def location(**more: Any) -> dict[str, Any]:
    return {"type": "location", "schema": 1, "location_type": "physical"} | more


def taxonomy(**more: Any) -> dict[str, Any]:
    body = {"type": "taxonomy", "schema": 1, "name": "Needs", "description": "What people need"}
    return body | more


def term(**more: Any) -> dict[str, Any]:
    body = {"type": "taxonomy_term", "schema": 1, "name": "Diapers", "description": "Diapers"}
    return body | {"taxonomy_id": OTHER} | more


def suggestion(**more: Any) -> dict[str, Any]:
    body = {"type": "suggestion", "schema": 1, "about": f"service:{NUMBER}", "what": "closed"}
    return body | {"member": OTHER, "made_at": MOMENT, "state": "waiting"} | more


def refusal(body: dict[str, Any]) -> str:
    with pytest.raises(DirectoryError) as caught:
        validate_document(f"{body.get('type')}:{NUMBER}", body)
    return str(caught.value)


STREET = {
    "address_type": "physical",
    "address_1": "214 Mill Street",
    "city": "Millbrook",
    "state_province": "ND",
    "postal_code": "58990",
    "country": "US",
}

OUTLINE = '{"type":"Polygon","coordinates":[[[-100,47],[-99,47],[-99,48],[-100,48],[-100,47]]]}'
SPOT = '{"type":"Polygon","coordinates":[[[0,0],[0,0.001],[0.001,0.001],[0,0]]]}'
BED = {"name": "bed", "scheme": "ours"}

GOOD = [
    pytest.param(taxonomy(uri="https://example.org/needs", version="2"), id="a taxonomy"),
    pytest.param(term(code="D-1", parent_id=OTHER, language="en"), id="a term"),
    pytest.param(
        organization(
            additional_websites=[{"label": "Facebook", "url": "https://social.example"}],
            year_incorporated=1978,
            parent_organization_id=OTHER,
            funding=[{"source": "State"}],
            contacts=[{"name": "Ana", "title": "Director", "phones": [{"number": "555-0134"}]}],
            programs=[{"id": OTHER, "name": "Homes", "description": "Volunteer homes"}],
            organization_identifiers=[{"identifier_type": "EIN", "identifier": "00-0000000"}],
            attributes=[{"taxonomy_term_id": OTHER, "link_type": "focus"}],
            public=True,
            assured_date="2026-11-01",
            assurer_email="ana@example.org",
            verify_every_days=90,
        ),
        id="every part of an organization",
    ),
    pytest.param(
        service(
            program_id=OTHER,
            additional_urls=[{"url": "https://example.org/apply"}],
            accreditations="State coalition",
            capacities=[{"unit": BED, "available": 2, "maximum": 14, "updated": MOMENT}],
            schedules=[
                {
                    "freq": "MONTHLY",
                    "interval": 2,
                    "bymonthday": "1,-1",
                    "dtstart": "2026-01-01",
                    "timezone": -5.5,
                    "wkst": "MO",
                    "exceptions": [
                        {"date": "2026-12-24", "until": "2026-12-26", "description": "Closed"},
                        {"date": "2026-12-31", "opens_at": "09:00", "closes_at": "12:00"},
                    ],
                }
            ],
            service_areas=[{"name": "Alder", "extent": OUTLINE, "extent_type": "geojson"}],
            service_at_locations=[
                {"location_id": OTHER, "description": "Second floor", "phones": [{"number": "988"}]}
            ],
            who_is_served=["women", "pets"],
            culturally_specific=["Dakota", "Lakota"],
            restorative=True,
            public=True,
        ),
        id="what the whole of HSDS and the profile add to a service",
    ),
    pytest.param(
        location(confidential=True, public=True, phones=[{"number": "701-555-0130"}]),
        id="a confidential place that is public",
    ),
    pytest.param(service(state="draft"), id="a draft"),
    pytest.param(organization(state="retired"), id="a retired entry"),
    pytest.param(
        service(state="retired", replaced_by=f"service:{OTHER}"), id="a retired one, replaced"
    ),
    pytest.param(location(confidential=True, state="draft"), id="a confidential draft"),
    pytest.param(organization(), id="the least of an organization"),
    pytest.param(service(), id="the least of a service"),
    pytest.param(location(), id="the least of a location"),
    pytest.param(suggestion(), id="the least of a suggestion"),
    pytest.param(
        service(
            phones=[{"number": "988"}, {"number": "701-555-0134", "extension": 12}],
            schedules=[
                {"freq": "MONTHLY", "byday": "3TU", "opens_at": "17:00", "closes_at": "19:00"},
                {"description": "By appointment"},
            ],
            languages=[{"code": "es"}, {"name": "Mam"}],
            cost_options=[{"option": "Free", "amount": 0, "currency": "USD"}],
            required_documents=[{"document": "Your lease"}],
            service_areas=[{"name": "Alder County"}],
            service_at_locations=[{"location_id": OTHER}],
            categories=["legal", "mental-health"],
            without_police=True,
            minimum_age=13,
            maximum_age=17.5,
            assured_date="2024-02-29",
            last_modified=MOMENT,
        ),
        id="every part of a service",
    ),
    pytest.param(location(addresses=[STREET], latitude=47, longitude=-99.9), id="a street"),
    pytest.param(
        location(addresses=[{"address_type": "physical", "city": "Orrin"}]), id="only an area"
    ),
    pytest.param(
        organization(funding=[{"id": OTHER, "source": "State"}], x_note="ours"),
        id="properties that others add",
    ),
    pytest.param(
        location(
            confidential=True,
            phones=[{"number": "701-555-0130"}],
            addresses=[{"address_type": "physical", "region": "Alder County"}],
        ),
        id="a confidential place with an area and a phone",
    ),
    pytest.param(
        suggestion(state="accepted", answer="Thanks", answered_by=NUMBER, answered_at=MOMENT),
        id="an answered suggestion",
    ),
]


@pytest.mark.parametrize("body", GOOD)
def test_a_directory_may_hold(body: dict[str, Any]) -> None:
    validate_document(f"{body['type']}:{NUMBER}", body)


BAD = [
    (service(name=None), "The service's name must be left out rather than null."),
    (service(name="  "), "The service's name must be left out rather than empty."),
    (service(phones=[]), "The service's phones must be left out rather than empty."),
    (service(x={"y": None}), "The service's x.y must be left out rather than null."),
    (service(description="a" * 10_001), "must be at most 10000 letters long"),
    (service(name="bell \x07"), "The service's name must be text without control characters."),
    (service(name="a" * 301), "The service's name must be at most 300 letters long."),
    (service(status="open"), "The service's status must be 'active', 'inactive', 'defunct'"),
    (service(minimum_age="18"), "The service's minimum_age must be a whole number."),
    (service(minimum_age=True), "The service's minimum_age must be"),
    (service(minimum_age=40, maximum_age=18), "must not have a minimum_age above"),
    (service(categories=["legal", "legal"]), "must not name a category twice"),
    (service(state="published"), "The service's state must be 'draft' or 'retired'."),
    (service(replaced_by=f"service:{OTHER}"), "no replaced_by unless it is retired"),
    (service(state="draft", replaced_by=f"service:{OTHER}"), "unless it is retired"),
    (service(state="retired", replaced_by=f"location:{OTHER}"), "replaced_by of its own kind"),
    (service(state="retired", replaced_by=f"service:{NUMBER}"), "must name another service"),
    (
        location(confidential=True, state="retired", replaced_by=f"location:{OTHER}"),
        "confidential, so it must not hold replaced_by",
    ),
    (service(categories=["law"]), "The service's categories[0] must be 'hotline'"),
    (service(assured_date="2026-02-30"), "assured_date must be a day of the calendar"),
    (service(assured_date="30.2.2026"), "assured_date must be a date such as 2026-03-31."),
    (service(url="javascript:alert(1)"), "The service's url must be a web address"),
    (service(email="nobody"), "The service's email must be an email address"),
    (service(phones=[{"number": "call us"}]), "phones[0].number must be a phone number"),
    (service(phones=[{"type": "voice"}]), "The service's phones[0].number is missing."),
    (service(phones={"number": "988"}), "The service's phones must be a list."),
    (service(phones=["988"]), "The service's phones[0] must be an object."),
    (service(schedules=[{"freq": "DAILY"}]), "schedules[0].freq must be 'WEEKLY' or 'MONTHLY'."),
    (service(schedules=[{"opens_at": "9:00"}]), "opens_at must be a time such as 09:00."),
    (service(schedules=[{"byday": "MO"}]), "must have a freq when it has a byday"),
    (service(languages=[{"note": "some"}]), "languages[0] must have a code or a name."),
    (service(organization_id="7"), "organization_id must be a UUID in small letters."),
    (service(cost_options=[{"currency": "USD"}]), "must have an option, an amount"),
    (service(cost_options=[{"amount": 5, "currency": "usd"}]), "a currency such as USD."),
    (location(location_type="secret"), "location_type must be 'physical', 'postal' or 'virtual'."),
    (location(latitude=47.1), "must have latitude and longitude together or neither"),
    (location(latitude=97, longitude=0), "The location's latitude must be at most 90."),
    (
        location(addresses=[{k: v for k, v in STREET.items() if k != "postal_code"}]),
        "addresses[0] must have a postal_code when it has an address_1.",
    ),
    (
        location(addresses=[{"address_type": "physical", "country": "US"}]),
        "must name a street, a city or a region",
    ),
    (service(service_areas=[{"uri": "x"}]), "must have a name, a description or an extent"),
    (
        service(service_areas=[{"extent": SPOT, "extent_type": "geojson"}]),
        "The service's service_areas[0] must have an extent that is an area, not a spot.",
    ),
    (
        service(service_areas=[{"extent": "here", "extent_type": "geojson"}]),
        "must have an extent that is a GeoJSON Polygon or MultiPolygon.",
    ),
    (service(service_areas=[{"extent": OUTLINE}]), "must have an extent_type"),
    (service(service_areas=[{"name": "x", "extent_type": "kml"}]), "'geojson' or 'text'"),
    (
        service(service_at_locations=[{"location_id": OTHER, "location": location()}]),
        "service_at_locations[0].location must be left out: it is an entry of its own.",
    ),
    (
        service(service_at_locations=[{"location_id": OTHER, "description": "412 Hill Road"}]),
        "The service's service_at_locations[0] must not tell an address",
    ),
    (service(organization=organization()), "organization must be left out: it is an entry of"),
    (service(program={"name": "x"}), "The service's program must be left out"),
    (organization(locations=[location()]), "The organization's locations must be left out"),
    (term(taxonomy_detail=taxonomy()), "taxonomy_detail must be left out"),
    (service(attributes=[{"taxonomy_term": term()}]), "attributes[0].taxonomy_term must be left"),
    (service(capacities=[{"unit": BED, "available": 1}]), "capacities[0].updated is missing."),
    (
        service(capacities=[{"unit": BED, "available": 3, "maximum": 2, "updated": MOMENT}]),
        "must not have more available than its maximum",
    ),
    (service(public="yes"), "The service's public must be true or false."),
    (service(who_is_served=["everyone"]), "who_is_served[0] must be 'women'"),
    (service(who_is_served=["men", "men"]), "must not name twice who is served"),
    (
        service(
            schedules=[{"freq": "WEEKLY", "exceptions": [{"date": "2026-12-25", "until": "x"}]}]
        ),
        "schedules[0].exceptions[0].until must be a date",
    ),
    (
        service(schedules=[{"freq": "WEEKLY", "exceptions": [{"opens_at": "09:00"}]}]),
        "exceptions[0].date is missing",
    ),
    (
        service(
            schedules=[
                {"freq": "WEEKLY", "exceptions": [{"date": "2026-12-25", "opens_at": "09:00"}]}
            ]
        ),
        "must have opens_at and closes_at together or neither",
    ),
    (
        service(
            schedules=[
                {"freq": "WEEKLY", "exceptions": [{"date": "2026-12-25", "until": "2026-12-24"}]}
            ]
        ),
        "must not end before its date",
    ),
    (service(schedules=[{"freq": "MONTHLY", "bymonthday": "first"}]), "numbers such as 1,15,-1"),
    (organization(programs=[{"name": "x", "description": "x"}]), "programs[0].id is missing."),
    (organization(schema=2), "The organization's schema must be 1."),
    (organization(schema=True), "The organization's schema must be a whole number."),
    (suggestion(note="a" * 501), "The suggestion's note must be at most 500 letters long."),
    (suggestion(answer="No"), "must have no answer while its state is waiting"),
    (suggestion(about="member:x"), "must be the ID of a service, organization or location"),
    (suggestion(made_at="2026-11-20"), "made_at must be a moment such as 2026-11-20T18:30:00Z."),
    ({"type": "recipe", "schema": 1}, "type must be one of organization, service, location"),
    ({"schema": 1}, "The document's type must be one of"),
]


@pytest.mark.parametrize(("body", "reason"), BAD)
def test_a_refusal_names_object_field_and_what_was_expected(
    body: dict[str, Any], reason: str
) -> None:
    sentence = refusal(body)

    assert reason in sentence
    assert sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("doc_id", ["service:7", f"location:{NUMBER}", NUMBER, ""])
def test_the_id_is_the_type_and_a_uuid(doc_id: str) -> None:
    with pytest.raises(DirectoryError, match="must be service: and a UUID"):
        validate_document(doc_id, service())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("addresses", [STREET]),
        ("latitude", 47.412),
        ("url", "https://alderhouse.example"),
        ("transportation", "Bus to Mill Street"),
        ("description", "The yellow house behind the school"),
        ("metadata", [{"previous_value": "somewhere"}]),
        ("x_where", "somewhere"),
        ("name", "Safe house, 412 Hidden Creek Road"),
        ("phones", [{"number": "701-555-0130", "note": "somewhere"}]),
    ],
)
def test_a_confidential_place_holds_nothing_that_leads_to_it(field: str, value: Any) -> None:
    body = location(confidential=True) | {field: value}
    if field == "latitude":
        body["longitude"] = -99.9

    sentence = refusal(body)

    assert "confidential" in sentence and field in sentence
    assert "Hidden" not in sentence and "somewhere" not in sentence and "47.4" not in sentence


def test_deep_nesting_is_refused_without_exhausting_the_stack() -> None:
    deep: dict[str, Any] = {"end": 1}
    for _ in range(5000):
        deep = {"x": deep}

    assert "nested less deeply" in refusal(service(x=deep))


def test_the_list_of_categories_is_the_one_that_is_checked() -> None:
    assert get_args(Category) == CATEGORIES
