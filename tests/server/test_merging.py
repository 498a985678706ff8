from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.models import check_document
from cairn_server.merging import DIRECTORY_RULES, next_writes
from cairn_sync.canonical import canonical_json
from cairn_sync.claim import fingerprint
from cairn_sync.document import Document, new_edit
from cairn_sync.merge import conflicts_of, merge_bodies, record_edit
from tests.server.conftest import SERVICE, SHELTER, SUGGESTION, service

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "merge.json").read_text())
CARMEN, ELENA = "9a000000-0000-4000-8000-00000000000c", "9a000000-0000-4000-8000-00000000000e"
AREA = [{"address_type": "physical", "city": "Bent River"}]
STREET = {"address_1": "1 Main Street", "state_province": "OK", "postal_code": "73000"}
HIDDEN = {
    "type": "location",
    "schema": 1,
    "location_type": "physical",
    "name": "The house",
    "addresses": AREA,
    "confidential": True,
}
LISTED = {
    **{name: value for name, value in HIDDEN.items() if name != "confidential"},
    "addresses": [{**AREA[0], **STREET, "country": "US"}],
    "latitude": 35.25,
    "longitude": -98.5,
}


def edit(before: Document, by: str, **changes: Any) -> Document:
    """Return the edit that somebody makes on a phone."""
    after = {k: v for k, v in {**before.parsed_body(), **changes}.items() if v is not None}
    body = record_edit(
        before.parsed_body(),
        after,
        DIRECTORY_RULES,
        by=by,
        at="2026-11-20T18:30:00Z",
        parent=str(before.revision),
    )
    return new_edit(before.doc_id, body, parent=before.path)


def ended(leaf: Document, body: Mapping[str, Any] | None = None) -> Document:
    return new_edit(leaf.doc_id, body or {}, parent=leaf.path, deleted=True)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_merges_are_those_of_the_vectors(case: dict[str, Any]) -> None:
    merged = merge_bodies(case["bodies"], DIRECTORY_RULES)

    assert canonical_json(merged) == canonical_json(case["merged"])


@pytest.mark.parametrize("case", VECTORS["edits"])
def test_the_books_of_edits_are_those_of_the_vectors(case: dict[str, Any]) -> None:
    body = record_edit(
        case["before"],
        case["after"],
        DIRECTORY_RULES,
        by=case["by"],
        at=case["at"],
        parent=case["parent"],
        decided=case["decided"],
    )

    assert canonical_json(body) == canonical_json(case["body"])


def test_values_are_named_as_in_the_vectors() -> None:
    for told in VECTORS["fingerprints"]:
        assert fingerprint(told["value"]) == told["print"]


FIRST = new_edit(SERVICE, service(email="line@example.org"))


def test_first_the_merge_is_written_and_then_the_ends() -> None:
    leaves = [edit(FIRST, CARMEN, name="Casa de la Luz"), edit(FIRST, ELENA, email="b@example.org")]
    winner, loser = sorted(leaves, key=lambda leaf: leaf.revision, reverse=True)

    [merged] = next_writes(leaves, check_document)
    [end] = next_writes([merged, loser], check_document)

    assert merged.path[1:] == winner.path
    assert (merged.parsed_body()["name"], merged.parsed_body()["email"]) == (
        "Casa de la Luz",
        "b@example.org",
    )
    assert (end.deleted, end.body, end.path[1:]) == (True, b"{}", loser.path)
    assert next_writes([merged, end], check_document) == []


def test_a_winner_that_says_everything_already_is_not_written_again() -> None:
    later = edit(edit(FIRST, CARMEN, name="Open Door"), CARMEN, name="Open House")
    other = new_edit(SERVICE, {**service(email="line@example.org")})

    assert [write.deleted for write in next_writes([later, other], check_document)] == [True]


def test_leaves_that_the_directory_may_not_hold_stay_as_they_are() -> None:
    odd = new_edit(SERVICE, {"type": "service", "schema": 1})

    assert next_writes([FIRST, odd], check_document) == []


def test_a_merge_that_the_directory_may_not_hold_is_not_made() -> None:
    areas = {by: [{"name": f"{by} {n}"} for n in range(300)] for by in (CARMEN, ELENA)}
    grown = [edit(FIRST, by, service_areas=areas[by]) for by in areas]

    assert next_writes(grown, check_document) == []  # 600 areas are too many


def test_reports_are_not_merged() -> None:
    leaves = [new_edit(SUGGESTION, {"type": "suggestion", "n": n}) for n in range(2)]

    assert next_writes(leaves, lambda doc_id, body: None) == []


def test_a_merge_never_brings_an_address_back() -> None:
    base = new_edit(SHELTER, LISTED)
    listed = edit(base, ELENA, name="The big house", transportation="Bus 4")
    hidden = new_edit(SHELTER, HIDDEN, parent=base.path)

    [merged] = next_writes([listed, hidden], check_document)

    body = merged.parsed_body()
    assert body["confidential"] is True and body["addresses"] == AREA
    assert conflicts_of(body, DIRECTORY_RULES).keys() == {"name"}
    assert b"Main" not in merged.body and b"Bus" not in merged.body and b"35.25" not in merged.body


def test_a_place_that_was_taken_out_for_safety_stays_out() -> None:
    base = new_edit(SHELTER, LISTED)
    out = ended(base, {"type": "location", "schema": 1, "confidential": True})
    edited = edit(base, ELENA, name="The big house")

    [end] = next_writes([edited, out], check_document)

    assert end.deleted and end.path[1:] == edited.path
    assert next_writes([out, end], check_document) == []


def test_a_place_that_was_simply_deleted_comes_back_with_the_edit() -> None:
    base = new_edit(SHELTER, LISTED)

    assert next_writes([edit(base, ELENA, name="Big"), ended(base)], check_document) == []


def deleted(leaf: Document, by: str = CARMEN) -> Document:
    """Return the end of an entry as an editor's phone makes it."""
    said = {"type": "service", "schema": 1, "by": by, "at": "2026-11-20T19:00:00Z"}
    return ended(leaf, said)


def test_an_entry_deleted_while_another_changes_it_is_there_and_asked_about() -> None:
    changed, gone = edit(FIRST, ELENA, name="Open Door"), deleted(FIRST)

    [merged] = next_writes([changed, gone], check_document)

    body = merged.parsed_body()
    assert (merged.path[1:], body["name"]) == (changed.path, "Open Door")
    retired, stays = conflicts_of(body, DIRECTORY_RULES)["state"]
    assert (retired.value, retired.by) == (({"state": "retired"},), CARMEN)
    assert stays.value == ()
    assert next_writes([merged, gone], check_document) == []


def test_what_was_decided_about_a_deletion_is_not_asked_again() -> None:
    gone = deleted(FIRST)
    [merged] = next_writes([edit(FIRST, ELENA, name="Open Door"), gone], check_document)
    before = merged.parsed_body()
    for said in ({}, {"state": "retired"}):
        after = {k: v for k, v in before.items() if k != "state"} | said
        body = record_edit(
            before,
            after,
            DIRECTORY_RULES,
            by=ELENA,
            at="2026-11-21T08:00:00Z",
            parent=str(merged.revision),
            decided=["state"],
        )
        decided = new_edit(merged.doc_id, body, parent=merged.path)

        assert conflicts_of(body, DIRECTORY_RULES) == {}
        assert next_writes([decided, gone], check_document) == []


def test_two_deletions_and_two_changes_are_merged_alike_in_every_order() -> None:
    leaves = [
        edit(FIRST, ELENA, name="Open Door"),
        edit(FIRST, CARMEN, email="b@example.org"),
        deleted(FIRST),
        deleted(FIRST, ELENA),
    ]

    written = {tuple(next_writes(order, check_document)) for order in permutations(leaves)}

    [[merged]] = written
    assert len(conflicts_of(merged.parsed_body(), DIRECTORY_RULES)["state"]) == 3


@pytest.mark.parametrize("said", [{}, {"type": "taxonomy"}, {"schema": 1}])
def test_an_end_that_does_not_say_what_it_ends_asks_nothing(said: dict[str, Any]) -> None:
    changed = edit(FIRST, ELENA, name="Open Door")

    assert next_writes([changed, ended(FIRST, said)], check_document) == []


def test_what_a_deletion_says_of_its_author_is_told_only_if_it_reads_as_such() -> None:
    said = {"type": "service", "schema": 1, "by": "214 Mill Street", "at": "at night"}

    [merged] = next_writes([edit(FIRST, ELENA, name="Open"), ended(FIRST, said)], check_document)

    assert b"Mill" not in merged.body and b"night" not in merged.body
