"""The link for partners: what it shows, that it works once, and what comes of it."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from cairn_server.directory.confirming.links import FILE_NAME
from cairn_sync.document import new_edit
from tests.server.conftest import DIRECTORY, ORGANIZATION_ID, SERVICE, SHELTER, Cairn, Clock

STREET = "12 Hidden Lane"
CHECKS = ("assured_date", "attempts")
BODIES: dict[str, dict[str, Any]] = {
    f"organization:{ORGANIZATION_ID}": {
        "type": "organization",
        "schema": 1,
        "name": "Alder House",
        "email": "office@alder.example.org",
        "phones": [{"number": "555-0100"}],
    },
    SHELTER: {
        "type": "location",
        "schema": 1,
        "location_type": "physical",
        "confidential": True,
        "name": "By the old mill",
        "addresses": [{"address_type": "physical", "city": "Hidden Town"}],
    },
    SERVICE: {
        "type": "service",
        "schema": 1,
        "organization_id": ORGANIZATION_ID,
        "name": "Night shelter",
        "status": "active",
        "attempts": ["2026-11-01"],
        "assured_date": "2026-01-01",
        "service_at_locations": [{"location_id": SHELTER.partition(":")[2]}],
    },
}


def winner(cairn: Cairn, doc_id: str) -> dict[str, Any]:
    async def read() -> dict[str, Any]:
        store = await cairn.databases.open(DIRECTORY)
        return (await store.leaves(doc_id))[0].parsed_body()

    body: dict[str, Any] = cairn.run(read)
    return body


def reports(cairn: Cairn) -> list[dict[str, Any]]:
    async def read() -> list[dict[str, Any]]:
        store = await cairn.databases.open(DIRECTORY)
        found = await store.all_docs(start="suggestion:", end="suggestion:~")
        return [one.parsed_body() for one in found]

    bodies: list[dict[str, Any]] = cairn.run(read)
    return bodies


@pytest.fixture
def entries(cairn: Cairn) -> Cairn:
    async def write() -> None:
        store = await cairn.databases.open(DIRECTORY)
        for outcome in await store.bulk_docs([new_edit(i, b) for i, b in BODIES.items()]):
            assert outcome.error is None

    cairn.run(write)
    return cairn


def link(cairn: Cairn) -> str:
    phone = cairn.phone_of("elena")
    answer = phone.post("/api/directory/confirm-links", json={"service": SERVICE})
    assert answer.status_code == 201, answer.text
    assert answer.json()["ends_on"] == "2026-12-04"
    path: str = answer.json()["path"]
    return path


def rewrite(cairn: Cairn, doc_id: str, *bodies: dict[str, Any]) -> None:
    async def write() -> None:
        store = await cairn.databases.open(DIRECTORY)
        [old] = await store.leaves(doc_id)
        edits = [new_edit(doc_id, body, parent=old.path) for body in bodies]
        assert [one.error for one in await store.bulk_docs(edits)] == [None] * len(edits)

    cairn.run(write)


def test_a_draft_of_its_organization_or_place_is_not_shown_to_a_partner(entries: Cairn) -> None:
    organization = f"organization:{ORGANIZATION_ID}"
    place = {k: v for k, v in BODIES[SHELTER].items() if k != "confidential"}
    draft = place | {"state": "draft", "addresses": [{"address_1": STREET}]}
    rewrite(entries, organization, BODIES[organization] | {"state": "draft"})
    rewrite(entries, SHELTER, draft)

    shown = entries.client.get(f"{link(entries)}/about").text

    assert "Alder House" not in shown
    assert STREET not in shown


def test_a_place_that_one_of_two_editors_hid_is_hidden_from_a_partner(entries: Cairn) -> None:
    place = {k: v for k, v in BODIES[SHELTER].items() if k != "confidential"}
    rewrite(
        entries,
        SHELTER,
        BODIES[SHELTER],
        *(place | {"name": name, "addresses": [{"address_1": STREET}]} for name in "abcdef"),
    )

    shown = entries.client.get(f"{link(entries)}/about")

    assert STREET not in shown.text
    assert shown.json()["entry"]["private_places"] == 1


@pytest.mark.parametrize("changed", [{"state": "draft"}, {"state": "retired"}, None])
def test_a_link_to_what_is_not_in_the_directory_now_says_so_and_no_more(
    entries: Cairn, changed: dict[str, Any] | None
) -> None:
    path = link(entries)
    if changed is None:
        rewrite(entries, SERVICE, BODIES[SERVICE], BODIES[SERVICE] | {"state": "draft"})
    else:
        rewrite(entries, SERVICE, BODIES[SERVICE] | changed)

    looks = [
        entries.client.get(f"{path}/about"),
        entries.client.get(f"/plain/en{path}"),
        entries.client.post(path, json={}),
        entries.client.post(path, json={"wrong": ["moved"]}),
    ]

    assert [one.status_code for one in looks] == [410] * 4
    assert not [one for one in looks if "Night" in one.text or "Alder" in one.text]
    assert "not in the directory now" in looks[1].text
    assert reports(entries) == []
    now = winner(entries, SERVICE)  # two answers may have been merged meanwhile
    assert [now.get(name) for name in CHECKS] == [BODIES[SERVICE].get(name) for name in CHECKS]


def test_a_link_opens_again_with_the_entry(entries: Cairn) -> None:
    path = link(entries)
    rewrite(entries, SERVICE, BODIES[SERVICE] | {"state": "draft"})
    assert entries.client.post(path, json={}).status_code == 410

    rewrite(entries, SERVICE, BODIES[SERVICE])

    assert entries.client.post(path, json={}).status_code == 204


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_no_link_is_made_to_what_nobody_is_to_call(entries: Cairn, state: str) -> None:
    rewrite(entries, SERVICE, BODIES[SERVICE] | {"state": state})

    answer = entries.phone_of("elena").post(
        "/api/directory/confirm-links", json={"service": SERVICE}
    )

    assert answer.status_code == 404


def test_only_editors_make_links_and_only_for_what_is_there(entries: Cairn) -> None:
    body = {"service": SERVICE}
    door = "/api/directory/confirm-links"
    assert entries.client.post(door, json=body).status_code == 401
    assert entries.phone_of("dana").post(door, json=body).status_code == 403
    gone = {"service": SERVICE[:-1] + "9"}
    assert entries.phone_of("elena").post(door, json=gone).status_code == 404


def test_a_partner_sees_its_entry_and_nothing_of_where_a_private_place_is(entries: Cairn) -> None:
    shown = entries.client.get(link(entries) + "/about")
    entry = shown.json()["entry"]
    assert entry["name"] == "Night shelter"
    assert entry["organization"] == "Alder House"
    assert entry["phones"] == [{"number": "555-0100"}]
    assert entry["private_places"] == 1
    assert entry["addresses"] == []
    assert "Hidden" not in shown.text
    assert "mill" not in shown.text
    assert "attempts" not in shown.text


def test_all_true_sets_the_day_and_who_assured_it_and_works_once(entries: Cairn) -> None:
    path = link(entries)
    assert entries.client.post(path, json={}).status_code == 204
    body = winner(entries, SERVICE)
    assert body["assured_date"] == "2026-11-20"
    assert body["assurer_email"] == "office@alder.example.org"
    assert "attempts" not in body
    again = entries.client.post(path, json={})
    assert (again.status_code, again.json()["error"]) == (410, "used")
    assert entries.client.get(path + "/about").status_code == 410


def test_corrections_wait_for_an_editor_and_change_nothing(entries: Cairn) -> None:
    path = link(entries)
    said = {"wrong": ["wrong_number", "wrong_hours"]}
    assert entries.client.post(path, json=said).status_code == 204
    assert winner(entries, SERVICE) == BODIES[SERVICE]
    assert sorted((one["what"], one.get("note")) for one in reports(entries)) == [
        ("wrong_hours", None),
        ("wrong_number", None),
    ]
    assert all(one["state"] == "waiting" and one["about"] == SERVICE for one in reports(entries))


def test_no_words_are_taken_where_a_place_is_private(entries: Cairn) -> None:
    path = link(entries)
    said = {"wrong": ["moved"], "note": f"Now at {STREET}"}
    answer = entries.client.post(path, json=said)
    assert answer.status_code == 400
    assert STREET not in answer.text
    assert reports(entries) == []
    assert entries.client.get(path + "/about").status_code == 200


def test_words_are_taken_where_every_place_is_open(entries: Cairn) -> None:
    async def open_up() -> None:
        store = await entries.databases.open(DIRECTORY)
        [now] = await store.leaves(SERVICE)
        body = {k: v for k, v in BODIES[SERVICE].items() if k != "service_at_locations"}
        await store.bulk_docs([new_edit(SERVICE, body, parent=now.path)])

    entries.run(open_up)
    said = {"wrong": ["wrong_number", "moved"], "note": " Now 555-0101 "}
    assert entries.client.post(link(entries), json=said).status_code == 204
    assert sorted((one["what"], one.get("note")) for one in reports(entries)) == [
        ("moved", None),
        ("wrong_number", "Now 555-0101"),
    ]


def test_a_link_ends_after_two_weeks(entries: Cairn, clock: Clock) -> None:
    path = link(entries)
    clock.pass_by(days=14)
    answer = entries.client.post(path, json={})
    assert (answer.status_code, answer.json()["error"]) == (410, "ended")
    assert winner(entries, SERVICE) == BODIES[SERVICE]


def test_the_file_holds_no_token(entries: Cairn) -> None:
    token = link(entries).rpartition("/")[2]
    file = entries.settings.data / FILE_NAME
    assert token.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM links").fetchone() == (1,)
    connection.close()


def test_guessing_is_slowed_down(entries: Cairn) -> None:
    codes = [entries.client.get(f"/confirm/guess{n}/about").status_code for n in range(61)]
    assert codes == [404] * 60 + [429]


def test_nobody_who_signs_in_can_report_as_the_service_itself(entries: Cairn) -> None:
    path = link(entries)
    entries.client.post(path, json={"wrong": ["moved"]})
    [report] = reports(entries)
    assert report["member"] == "00000000-0000-0000-0000-000000000000"
