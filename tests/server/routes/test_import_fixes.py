"""Rejected rows are put right on the spot: whatever kind of file they stand in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.server.conftest import Cairn
from tests.server.directory.importing.icarol import COLUMNS, ICAROL
from tests.server.routes.test_imports import Editor, as_csv, as_zip, services

SERVICE: dict[str, Any] = {
    "id": "5b1b8f2e-2f0c-4c53-8a54-3f6a3d1a7c12",
    "status": "active",
    "organization": {"id": "0b5b8f2e-2f0c-4c53-8a54-3f6a3d1a7c12", "name": "Quill House"},
    "service_at_locations": [
        {
            "id": "6b1b8f2e-2f0c-4c53-8a54-3f6a3d1a7c12",
            "location": {
                "name": "Quill House door",
                "location_type": "physical",
                "description": "the yellow house",
                "addresses": [{"address_1": "9 Hidden Ln", "city": "Minot"}],
            },
        }
    ],
}
TABLES = {
    "organizations.csv": "id,name,description\no1,Quill House,Help\n,Quill Farm,Help\n",
    "services.csv": "id,organization_id,name,status\ns1,o1,,active\ns2,o9,Quill Rides,active\n",
    "phones.csv": "id,service_id,number\np1,s1,701-555-0161\np2,s7,701-555-0162\n",
}


@pytest.fixture
def elena(cairn: Cairn) -> Editor:
    return Editor(cairn)


def wrong(job: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {one["key"]: one["cells"] for one in job["wrong_rows"]}


def reasons(job: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (one.get("key", ""), one.get("column", ""), one["reason"])
        for one in job["findings"]
        if one["result"] == "rejected"
    }


def test_a_rejected_object_of_json_is_put_right(cairn: Cairn, elena: Editor) -> None:
    job = elena.check(elena.bring(json.dumps([SERVICE]).encode()))
    service, place = "lista.json:1:service", "lista.json:1:location"
    assert reasons(job) == {
        (service, "name", "the name is empty"),
        (place, "id", "the row has no ID"),
    }
    assert wrong(job)[service]["name"] == ""
    assert wrong(job)[service]["organization_id"] == SERVICE["organization"]["id"]
    assert "Hidden" not in json.dumps(job) and "yellow" not in json.dumps(job)

    once = elena.check(job, fixes={service: {"name": "Quill Rides"}})
    assert reasons(once) == {(place, "id", "the row has no ID")}

    fixes = once["fixes"] | {place: {"id": "7b1b8f2e-2f0c-4c53-8a54-3f6a3d1a7c12"}}
    twice = elena.check(once, fixes=fixes)
    assert reasons(twice) == set()
    elena.do(twice, "apply")
    assert set(services(cairn)) == {"Quill Rides"}
    undone = elena.do(twice, "undo")
    assert services(cairn) == {}
    assert undone["fixes"] == fixes  # what was put right is not lost


def test_rows_of_hsds_tables_are_put_right_each_in_its_file(cairn: Cairn, elena: Editor) -> None:
    job = elena.check(elena.bring(as_zip(TABLES)))
    assert reasons(job) == {
        ("organizations.csv:3:organization", "id", "the row has no ID"),
        ("services.csv:2:service", "name", "the name is empty"),
        ("phones.csv:3:phone", "", "it belongs to nothing that is in the files"),
    }

    fixed = elena.check(
        job,
        fixes={
            "organizations.csv:3:organization": {"id": "o9"},
            "services.csv:2:service": {"name": "Night line", "confidential": "false"},
            "phones.csv:3:phone": {"service_id": "s2"},
        },
    )

    assert reasons(fixed) == set()
    elena.do(fixed, "apply")
    found = {name: one.parsed_body() for name, one in services(cairn).items()}
    assert found["Quill Rides"]["phones"][0]["number"] == "701-555-0162"
    assert set(found) == {"Night line", "Quill Rides"}


def test_an_id_used_twice_costs_the_second_only(cairn: Cairn, elena: Editor) -> None:
    tables = TABLES | {
        "organizations.csv": "id,name,description\no1,Quill House,Help\n",
        "services.csv": "id,organization_id,name,status\ns1,o1,Food,active\ns1,o1,Rides,active\n",
        "phones.csv": "id,service_id,number\n",
    }
    job = elena.check(elena.bring(as_zip(tables)))
    assert reasons(job) == {("services.csv:3:service", "id", "row 2 has this ID already")}

    fixed = elena.check(job, fixes={"services.csv:3:service": {"id": "s2"}})
    elena.do(fixed, "apply")

    assert set(services(cairn)) == {"Food", "Rides"}


def test_a_row_of_an_icarol_export_is_put_right(cairn: Cairn, elena: Editor) -> None:
    rows = [
        row | {"PublicName": ""} if row["ResourceAgencyNum"] == "103" else row for row in ICAROL
    ]
    data = as_csv([[row.get(name, "") for name in COLUMNS] for row in rows], COLUMNS)
    job = elena.check(elena.bring(data))
    (bad,) = [one for one in job["wrong_rows"] if one["cells"]["ResourceAgencyNum"] == "103"]
    assert "PhysicalAddress1" not in bad["cells"]  # nobody needs it to mend a name
    before = job["counts"]["service"]["rejected"]

    fixed = elena.check(job, fixes={bad["key"]: {"PublicName": "Quill Night Line"}})

    assert fixed["counts"]["service"]["rejected"] == before - 1


def test_a_row_that_could_not_be_read_is_put_right(cairn: Cairn, elena: Editor) -> None:
    data = b"Agency,Program,Phone\nQuill,Rides\nQuill,Food,701-555-0161\n"
    job = elena.check(elena.bring(data))
    assert wrong(job) == {"2": {"Agency": "Quill", "Program": "Rides", "Phone": ""}}

    fixed = elena.check(job, fixes={"2": {"Phone": "701-555-0162"}})

    assert reasons(fixed) == set()
    elena.do(fixed, "apply")
    assert set(services(cairn)) == {"Rides", "Food"}


def test_what_is_no_text_is_not_put_in(elena: Editor) -> None:
    data = b"Agency,Program,Phone\nQuill,Rides\n"
    job = elena.check(elena.bring(data))

    still = elena.check(job, fixes={"2": {"Phone": "701\x00"}})

    assert [one["key"] for one in still["wrong_rows"]] == ["2"]
