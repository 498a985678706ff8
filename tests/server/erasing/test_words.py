"""What may be said about a private place, by whichever door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cairn_server.erasing.store import guarded
from cairn_server.erasing.words import ORGANIZATION_TELLS, REPORT_TELLS, SERVICE_TELLS
from cairn_sync.document import new_edit
from cairn_sync.store import Store
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.erasing.shelter import (
    DIRECTORY,
    HIDDEN,
    HOUSE,
    LISTED,
    REPORT,
    SERVICE,
    at_house,
    report_about,
)

pytestmark = pytest.mark.anyio

OFFICE = "location:6f1c2d3e-0007-4a5b-8c6d-000000000079"
AT_HOUSE = [{"location_id": HOUSE.partition(":")[2]}]
AT_OFFICE = [{"location_id": OFFICE.partition(":")[2]}]
DOOR = "Ring at 12 Elm Street"


@pytest.fixture
async def store(tmp_path: Path) -> Store:
    opened = await guarded(MemoryDatabases(), tmp_path).create(DIRECTORY)
    await opened.bulk_docs([new_edit(HOUSE, HIDDEN), new_edit(OFFICE, LISTED)])
    service = at_house("A place to stay", service_at_locations=AT_HOUSE)
    await opened.bulk_docs([new_edit(SERVICE, service)])
    return opened


async def said(store: Store, doc_id: str, body: dict[str, Any]) -> str | None:
    found = await store.leaves(doc_id)
    parent = found[0].path if found else ()
    [outcome] = await store.bulk_docs([new_edit(doc_id, body, parent=parent)])
    return None if outcome.error is None else str(outcome.error)


@pytest.mark.parametrize("about", [HOUSE, SERVICE])
@pytest.mark.parametrize(
    "note", [DOOR, "See https://maps.app.goo.gl/Ab1", "It is at 47.41239, -99.93317"]
)
async def test_a_report_about_a_private_place_must_not_lead_to_its_door(
    store: Store, about: str, note: str
) -> None:
    assert await said(store, REPORT, report_about(about, note=note)) == REPORT_TELLS


async def test_ordinary_words_about_a_private_place_are_taken(store: Store) -> None:
    note = "Open 24 hours a day, not 9 to 5. Nobody answers 555-0134."

    assert await said(store, REPORT, report_about(HOUSE, note=note)) is None


async def test_an_answer_is_held_to_the_same_and_an_old_note_is_not(store: Store) -> None:
    waiting = report_about(HOUSE, note="The number is wrong")
    await said(store, REPORT, waiting)
    answered = {**waiting, "state": "accepted"}

    assert await said(store, REPORT, {**answered, "answer": DOOR}) == REPORT_TELLS
    assert await said(store, REPORT, {**answered, "answer": "Fixed, thank you"}) is None


async def test_a_report_about_an_office_may_name_its_street(store: Store) -> None:
    assert await said(store, REPORT, report_about(OFFICE, note=DOOR)) is None


async def test_a_service_at_a_private_place_alone_must_not_lead_to_it(store: Store) -> None:
    hidden = at_house("A place to stay", service_at_locations=AT_HOUSE, description=DOOR)
    both = {**hidden, "service_at_locations": [*AT_HOUSE, *AT_OFFICE]}

    assert await said(store, SERVICE, hidden) == SERVICE_TELLS
    assert await said(store, SERVICE, both) is None


async def test_what_stood_there_before_does_not_keep_another_change_out(store: Store) -> None:
    at_office = at_house("Talking", service_at_locations=AT_OFFICE, description=DOOR)
    await said(store, SERVICE, at_office)
    moved = {**at_office, "service_at_locations": AT_HOUSE}

    assert await said(store, SERVICE, {**moved, "alert": "Closed on Monday"}) is None
    assert await said(store, SERVICE, {**moved, "alert": DOOR}) == SERVICE_TELLS


ORGANIZATION = "organization:6f1c2d3e-0007-4a5b-8c6d-000000000074"


def organization(**changes: Any) -> dict[str, Any]:
    return {"type": "organization", "schema": 1, "name": "Harbor House", **changes}


def program(description: str) -> list[dict[str, str]]:
    return [{"id": ORGANIZATION.partition(":")[2], "name": "Nights", "description": description}]


@pytest.fixture
async def only_private(tmp_path: Path) -> Store:
    opened = await guarded(MemoryDatabases(), tmp_path / "private").create(DIRECTORY)
    await opened.bulk_docs([new_edit(HOUSE, HIDDEN)])
    service = at_house("A place to stay", service_at_locations=AT_HOUSE)
    await opened.bulk_docs([new_edit(SERVICE, service)])
    return opened


@pytest.mark.parametrize(
    "told", [{"description": DOOR}, {"alternate_name": DOOR}, {"programs": program(DOOR)}]
)
async def test_an_organization_that_is_only_at_private_places_names_no_door(
    only_private: Store, told: dict[str, Any]
) -> None:
    assert await said(only_private, ORGANIZATION, organization(**told)) == ORGANIZATION_TELLS
    assert await said(only_private, ORGANIZATION, organization(description="Open 24 hours")) is None


async def test_a_report_about_such_an_organization_names_none_either(only_private: Store) -> None:
    await said(only_private, ORGANIZATION, organization())

    assert await said(only_private, REPORT, report_about(ORGANIZATION, note=DOOR)) == REPORT_TELLS


async def test_an_organization_with_an_office_may_say_where_it_is(store: Store) -> None:
    assert await said(store, ORGANIZATION, organization(description=DOOR)) is None


async def test_one_that_is_at_a_private_place_by_its_service_alone_names_no_door(
    tmp_path: Path,
) -> None:
    opened = await guarded(MemoryDatabases(), tmp_path / "linked").create(DIRECTORY)
    of_nobody = {k: v for k, v in HIDDEN.items() if k != "organization_id"}
    service = at_house("A place to stay", service_at_locations=AT_HOUSE)
    service["organization_id"] = ORGANIZATION.partition(":")[2]
    await opened.bulk_docs([new_edit(HOUSE, of_nobody), new_edit(SERVICE, service)])

    told = organization(description=DOOR)

    assert await said(opened, ORGANIZATION, told) == ORGANIZATION_TELLS


async def test_what_an_organization_said_before_is_not_held_against_who_changes_something_else(
    tmp_path: Path,
) -> None:
    opened = await guarded(MemoryDatabases(), tmp_path / "before").create(DIRECTORY)
    told = organization(description=DOOR)
    assert await said(opened, ORGANIZATION, told) is None
    await opened.bulk_docs([new_edit(HOUSE, HIDDEN)])

    assert await said(opened, ORGANIZATION, told | {"email": "help@example.org"}) is None
