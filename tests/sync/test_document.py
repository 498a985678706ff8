from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from cairn_sync.canonical import canonical_json
from cairn_sync.document import (
    Document,
    new_edit,
    parse_document,
    parse_edit,
    rebase,
    to_json_bytes,
    with_path,
)
from cairn_sync.errors import MalformedError, UnsupportedError
from cairn_sync.revision import Revision

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "revision.json").read_text())
SHELTER = "service:harbor-house"


def path(text: str) -> tuple[Revision, ...]:
    return tuple(map(Revision.parse, text.split()))


# -- Edits ------------------------------------------------------------------------


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in VECTORS["cases"]])
def test_an_edit_gets_the_revision_that_every_peer_gives_it(case: dict[str, Any]) -> None:
    parent = path(case["parent"] or "")

    edit = new_edit(SHELTER, case["body"], parent=parent, deleted=case["deleted"])

    signed = [case["parent"], case["deleted"], case["body"], []]
    assert canonical_json(signed).decode() == case["canonical"]
    assert str(edit.revision) == case["rev"]
    assert edit.path[1:] == parent


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["name"]) for case in VECTORS["refused"]]
)
def test_a_body_that_peers_would_read_differently_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        new_edit(SHELTER, case["body"])
    with pytest.raises(MalformedError):
        parse_document({"_id": SHELTER, "_rev": "1-a", **case["body"]})


def test_a_stored_body_signs_as_what_it_was_made_of() -> None:
    edit = new_edit(SHELTER, {"latitude": 1.0, "amount": 12.5, "name": "Línea"})

    assert new_edit(SHELTER, edit.parsed_body()).revision == edit.revision


def test_the_body_read_is_a_copy() -> None:
    edit = new_edit(SHELTER, {"languages": ["es"]})

    edit.parsed_body()["languages"].append("en")

    assert edit.parsed_body() == {"languages": ["es"]}


def test_an_edit_moved_to_another_parent_is_signed_anew() -> None:
    edit = new_edit(SHELTER, {"name": "Harbor House"}, deleted=True)

    moved = rebase(edit, path("2-b 1-a"))

    assert moved == new_edit(
        SHELTER, {"name": "Harbor House"}, parent=path("2-b 1-a"), deleted=True
    )
    assert with_path(moved, moved.path[:2]).path == moved.path[:2]


def test_a_body_has_no_fields_of_the_protocol() -> None:
    with pytest.raises(MalformedError, match="_deleted"):
        new_edit(SHELTER, {"_deleted": True})


@pytest.mark.parametrize(
    ("fields", "parent"),
    [
        ({"_id": SHELTER, "name": "Harbor House"}, ""),
        ({"_id": SHELTER, "_rev": None, "name": "Harbor House"}, ""),
        ({"_id": SHELTER, "_rev": "1-a", "name": "Harbor House"}, "1-a"),
    ],
)
def test_a_clients_edit_stands_on_the_revision_it_names(
    fields: dict[str, Any], parent: str
) -> None:
    edit = parse_edit(fields)

    assert edit == new_edit(SHELTER, {"name": "Harbor House"}, parent=path(parent))


def test_the_id_in_the_url_counts_more_than_the_one_in_the_body() -> None:
    assert parse_edit({"_id": "service:other"}, doc_id=SHELTER).doc_id == SHELTER
    assert parse_edit({}, doc_id=SHELTER).doc_id == SHELTER
    with pytest.raises(MalformedError):
        parse_edit([], doc_id=SHELTER)


# -- Documents from elsewhere ---------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"_rev": "1-a"}, "1-a", id="only a revision"),
        pytest.param(
            {"_rev": "3-c", "_revisions": {"start": 3, "ids": ["c", "b"]}}, "3-c 2-b", id="path"
        ),
        pytest.param({"_revisions": {"start": 2, "ids": ["b"]}}, "2-b", id="only a path"),
    ],
)
def test_a_document_names_its_path(fields: dict[str, Any], expected: str) -> None:
    document = parse_document({"_id": SHELTER, **fields})

    assert document == Document(SHELTER, path(expected), False, b"{}")


def test_what_couchdb_adds_when_asked_is_no_part_of_the_body() -> None:
    document = parse_document(
        {
            "_id": SHELTER,
            "_rev": "2-b",
            "_deleted": True,
            "_conflicts": ["2-a"],
            "_revs_info": [],
            "_attachments": {},
            "_local_seq": 3,
            "name": "Harbor House",
        }
    )

    assert document == Document(SHELTER, path("2-b"), True, b'{"name":"Harbor House"}')


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="no revision"),
        pytest.param({"_rev": None}, id="null for a revision"),
        pytest.param({"_rev": "x"}, id="no such revision"),
        pytest.param({"_rev": "1-a", "_revisions": []}, id="a list for a path"),
        pytest.param({"_revisions": {}}, id="an empty path"),
        pytest.param({"_revisions": {"start": 1, "ids": []}}, id="no IDs"),
        pytest.param({"_revisions": {"start": 1, "ids": "a"}}, id="text for IDs"),
        pytest.param({"_revisions": {"start": 1, "ids": ["b", "a"]}}, id="below the first"),
        pytest.param({"_revisions": {"start": "2", "ids": ["b"]}}, id="text for a start"),
        pytest.param({"_revisions": {"start": True, "ids": ["b"]}}, id="truth for a start"),
        pytest.param({"_revisions": {"start": 1, "ids": [7]}}, id="a number for an ID"),
        pytest.param({"_revisions": {"start": 1, "ids": ['a"']}}, id="an ID that would break JSON"),
        pytest.param({"_rev": "2-a", "_revisions": {"start": 2, "ids": ["b"]}}, id="disagreeing"),
        pytest.param({"_rev": "1-a", "_deleted": 1}, id="a number for deleted"),
        pytest.param({"_rev": "1-a", "_vault": 1}, id="an unknown field of the protocol"),
        pytest.param({"_rev": "1-a", "_id": ""}, id="an empty ID"),
        pytest.param({"_rev": "1-a", "_id": 7}, id="a number for an ID"),
        pytest.param({"_rev": "1-a", "_id": "_local/x"}, id="a local ID"),
        pytest.param({"_rev": "1-a", "_id": "_x"}, id="a reserved ID"),
        pytest.param({"_rev": "1-a", "_id": "\ud800"}, id="an ID that is not Unicode"),
        pytest.param({"_rev": "1-a", "_id": "é" * 257}, id="an ID too long"),
    ],
)
def test_what_is_no_document_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        parse_document({"_id": SHELTER, **fields})


@pytest.mark.parametrize("fields", [None, [], "text", {"_rev": "1-a"}])
def test_a_document_is_an_object_with_an_id(fields: Any) -> None:
    with pytest.raises(MalformedError):
        parse_document(fields)


def test_a_design_document_is_a_document() -> None:
    assert parse_document({"_id": "_design/app", "_rev": "1-a"}).doc_id == "_design/app"


def test_attachments_are_not_stored() -> None:
    with pytest.raises(UnsupportedError):
        parse_document({"_id": SHELTER, "_rev": "1-a", "_attachments": {"map.png": {}}})


# -- To JSON ----------------------------------------------------------------------------


def test_a_document_goes_out_as_it_came_in() -> None:
    fields = {
        "_id": 'service:"odd"\n',
        "_rev": "3-c",
        "_deleted": True,
        "_revisions": {"start": 3, "ids": ["c", "b", "a"]},
        "name": "Línea",
    }

    printed = to_json_bytes(parse_document(fields), revisions=True)

    assert orjson.loads(printed) == fields


def test_an_empty_body_leaves_no_comma_behind() -> None:
    printed = to_json_bytes(Document(SHELTER, path("2-b 1-a"), False, b"{}"))

    assert orjson.loads(printed) == {"_id": SHELTER, "_rev": "2-b"}


def test_further_fields_are_spliced_in() -> None:
    document = Document(SHELTER, path("2-b"), False, b'{"name":"Harbor House"}')

    printed = to_json_bytes(document, extra={"_conflicts": b'["2-a"]'})

    assert orjson.loads(printed) == {
        "_id": SHELTER,
        "_rev": "2-b",
        "_conflicts": ["2-a"],
        "name": "Harbor House",
    }
