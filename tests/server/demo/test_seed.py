from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from cairn_server.demo.seed import demo_documents, seed
from cairn_server.directory.models import CATEGORIES, validate_document
from cairn_sync.document import new_edit
from cairn_sync.stores.memory import MemoryDatabases

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 20)
BODIES: dict[str, dict[str, Any]] = {
    document.doc_id: document.parsed_body() for document in demo_documents(TODAY)
}
SERVICES = [body for body in BODIES.values() if body["type"] == "service"]
NATIONAL = {
    "National Domestic Violence Hotline": {"1-800-799-7233", "88788"},
    "StrongHearts Native Helpline": {"1-844-762-8483"},
    "National Sexual Assault Hotline": {"1-800-656-4673"},
    "988 Suicide & Crisis Lifeline": {"988"},
    "love is respect": {"1-866-331-9474", "22522"},
    "National Human Trafficking Hotline": {"1-888-373-7888", "233733"},
    "TrevorLifeline": {"1-866-488-7386"},
    "Trans Lifeline": {"1-877-565-8860"},
    "Childhelp National Child Abuse Hotline": {"1-800-422-4453"},
    "Poison Help": {"1-800-222-1222"},
    "Veterans Crisis Line": {"988"},
    "211": {"211"},
    "National Deaf Domestic Violence Hotline": {"1-855-812-1001"},
}


async def test_the_demo_is_written_once_and_never_overwrites() -> None:
    databases = MemoryDatabases()
    store = await databases.create("directory-demo")

    first = await seed(databases, "demo", today=TODAY)
    shelf = next(one for one in await store.all_docs() if b'"name":"Food shelf"' in one.body)
    edited = new_edit(shelf.doc_id, shelf.parsed_body() | {"alert": "Moved"}, parent=shelf.path)
    await store.bulk_docs([edited], new_edits=True)
    second = await seed(databases, "demo", today=TODAY + timedelta(days=9))

    assert (first, second) == (len(BODIES), 0)
    assert (await store.leaves(shelf.doc_id))[0].parsed_body()["alert"] == "Moved"


def test_every_entry_is_one_that_a_directory_may_hold() -> None:
    for doc_id, body in BODIES.items():
        validate_document(doc_id, body)


def test_what_is_invented_is_public_and_the_national_lines_are_not() -> None:
    national = {body["organization_id"] for body in SERVICES if body["name"] in NATIONAL}
    for doc_id, body in BODIES.items():
        organization = body.get("organization_id", doc_id.partition(":")[2])
        assert body.get("public", False) is (organization not in national), body["name"]


def test_every_reference_leads_to_an_entry() -> None:
    for body in BODIES.values():
        if "organization_id" in body:
            assert f"organization:{body['organization_id']}" in BODIES
        for place in body.get("service_at_locations", []):
            assert f"location:{place['location_id']}" in BODIES


def test_every_category_has_entries() -> None:
    assert {category for body in SERVICES for category in body["categories"]} == set(CATEGORIES)


def test_places_where_people_hide_are_confidential() -> None:
    for body in SERVICES:
        places = [
            BODIES[f"location:{p['location_id']}"] for p in body.get("service_at_locations", [])
        ]
        if "shelter" in body["categories"]:
            assert all(place["confidential"] for place in places)


def test_checked_dates_follow_the_day_and_some_are_overdue() -> None:
    dates = [date.fromisoformat(b["assured_date"]) for b in SERVICES if "assured_date" in b]

    assert max(dates) <= TODAY
    assert sum(TODAY - day > timedelta(days=365) for day in dates) >= 3
    assert sum(TODAY - day < timedelta(days=60) for day in dates) >= 20


@pytest.mark.parametrize("name", NATIONAL)
def test_a_national_line_has_its_real_number(name: str) -> None:
    body = next(body for body in SERVICES if body["name"] == name)

    assert NATIONAL[name] <= {phone["number"] for phone in body["phones"]}


def test_every_other_number_is_made_up() -> None:
    for body in BODIES.values():
        if body.get("name") not in NATIONAL:
            for phone in body.get("phones", []):
                assert re.fullmatch(r"701-555-01\d\d", phone["number"])


def test_some_hours_are_other_on_days_that_come_and_one_place_is_closed_today() -> None:
    others = {
        body["name"]: body["schedules"][0]["exceptions"]
        for body in (document.parsed_body() for document in demo_documents(TODAY))
        if any("exceptions" in one for one in body.get("schedules", ()))
    }

    assert others["Computer, phone and a quiet room"] == [
        {"date": TODAY.isoformat(), "description": "Staff day"}
    ]
    for exception in (one for exceptions in others.values() for one in exceptions):
        assert exception["date"] >= TODAY.isoformat()
    assert any("opens_at" in one for exceptions in others.values() for one in exceptions)
