from __future__ import annotations

from typing import Any

from cairn_server.directory.tabular.bodies import to_body
from cairn_server.directory.tabular.changes import is_change
from cairn_server.directory.tabular.objects import to_object
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.merge import record_edit

NUMBER = "11111111-1111-4111-8111-111111111111"
ELENA = "22222222-2222-4222-8222-222222222222"
PLAIN = {
    "type": "service",
    "schema": 1,
    "organization_id": "33333333-3333-4333-8333-333333333333",
    "name": "Pantry",
    "status": "active",
}


def edited(before: dict[str, Any] = PLAIN, **changes: Any) -> dict[str, Any]:
    at = "2026-11-20T18:30:00Z"
    after = before | changes
    return record_edit(before, after, DIRECTORY_RULES, by=ELENA, at=at, parent="1-a")


def test_a_change_is_a_row_of_metadata_that_names_nobody() -> None:
    told = to_object("service", NUMBER, edited(name="Food pantry"))

    (row,) = told["metadata"]
    assert is_change(NUMBER, row)
    assert row | {"id": ""} == {
        "id": "",
        "resource_id": NUMBER,
        "resource_type": "service",
        "last_action_date": "2026-11-20",
        "last_action_type": "update",
        "field_name": "name",
        "previous_value": "Pantry",
        "replacement_value": "Food pantry",
        "updated_by": "directory editor",
    }
    assert ELENA not in str(told)


def test_what_was_filled_in_and_what_was_emptied_say_so() -> None:
    (row,) = to_object("service", NUMBER, edited(alert="Closed"))["metadata"]
    before, at = edited(alert="Closed"), "2026-11-21T18:30:00Z"
    emptied = {name: value for name, value in before.items() if name != "alert"}
    body = record_edit(before, emptied, DIRECTORY_RULES, by=ELENA, at=at, parent="2-b")
    (gone,) = to_object("service", NUMBER, body)["metadata"]

    assert (row["last_action_type"], row["previous_value"]) == ("create", "(empty)")
    assert (gone["last_action_type"], gone["replacement_value"]) == ("delete", "(empty)")


def test_an_import_forgets_the_rows_that_an_export_made() -> None:
    theirs = {"id": ELENA, "field_name": "name", "updated_by": "county"}
    told = to_object("service", NUMBER, edited(name="Food pantry"))
    told["metadata"].append(theirs)

    body = to_body("service", told, lambda table, number: number, note=lambda *_: None)

    assert [one["updated_by"] for one in body["metadata"]] == ["county"]


def test_nothing_is_told_of_what_belongs_to_a_confidential_place() -> None:
    body = edited(description="Come to 77 Hidden Lane")

    assert "metadata" not in to_object("service", NUMBER, body, guarded=True)
    place = {"type": "location", "schema": 1, "location_type": "physical", "confidential": True}
    hidden = edited(place, name="North")
    assert "metadata" not in to_object("location", NUMBER, hidden)
