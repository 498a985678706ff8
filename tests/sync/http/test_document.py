from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

CASA = "/directory-demo/service:casa-luz"


@pytest.fixture
def conflicted(directory: TestClient) -> TestClient:
    """The document at 2-c and 2-b, both grown from 1-a, and a third branch deleted."""
    for rev, deleted in (("b", False), ("c", False), ("d", True)):
        revisions = {"start": 2, "ids": [rev, "a"]}
        body = {"_rev": f"2-{rev}", "_revisions": revisions, "_deleted": deleted, "name": rev}
        directory.put(CASA, params={"new_edits": "false"}, json=body)
    return directory


def test_a_document_is_written_read_and_edited(directory: TestClient) -> None:
    first = directory.put(CASA, json={"name": "Casa Luz"})
    rev = first.json()["rev"]
    second = directory.put(CASA, json={"name": "Casa Luz, moved", "_rev": rev})

    read = directory.get(CASA)

    assert (first.status_code, second.status_code) == (201, 201)
    assert read.json() == {
        "_id": "service:casa-luz",
        "_rev": second.json()["rev"],
        "name": "Casa Luz, moved",
    }
    assert read.headers["ETag"] == f'"{second.json()["rev"]}"'


@pytest.mark.parametrize("way", ["body", "query", "header"])
def test_the_parent_may_be_named_in_three_ways(directory: TestClient, way: str) -> None:
    rev = directory.put(CASA, json={}).json()["rev"]
    asked: dict[str, dict[str, Any]] = {
        "body": {"json": {"_rev": rev}},
        "query": {"json": {}, "params": {"rev": rev}},
        "header": {"json": {}, "headers": {"If-Match": f'"{rev}"'}},
    }

    assert directory.put(CASA, **asked[way]).status_code == 201


def test_parents_that_differ_are_refused(directory: TestClient) -> None:
    response = directory.put(CASA, json={"_rev": "1-a"}, params={"rev": "1-b"})

    assert response.status_code == 400


def test_an_edit_of_an_old_revision_conflicts(directory: TestClient) -> None:
    directory.put(CASA, json={})

    response = directory.put(CASA, json={"name": "again"})

    assert response.status_code == 409
    assert response.json() == {"error": "conflict", "reason": "Document update conflict."}


def test_a_deleted_document_is_gone_but_its_tombstone_can_be_read(directory: TestClient) -> None:
    rev = directory.put(CASA, json={"name": "Casa Luz"}).json()["rev"]

    deleted = directory.delete(CASA, params={"rev": rev})

    assert deleted.status_code == 200
    gone = directory.get(CASA)
    assert (gone.status_code, gone.json()["reason"]) == (404, "deleted")
    tombstone = directory.get(CASA, params={"rev": deleted.json()["rev"]})
    assert tombstone.json()["_deleted"] is True


def test_a_deletion_must_name_the_revision(directory: TestClient) -> None:
    missing = directory.delete(CASA)
    directory.put(CASA, json={})
    unnamed = directory.delete(CASA)

    assert (missing.status_code, unnamed.status_code) == (404, 409)


def test_conflicts_are_told_when_asked_for(conflicted: TestClient) -> None:
    plain = conflicted.get(CASA).json()
    told = conflicted.get(CASA, params={"conflicts": "true", "deleted_conflicts": "true"}).json()

    assert "_conflicts" not in plain
    assert (told["_rev"], told["_conflicts"]) == ("2-c", ["2-b"])
    assert told["_deleted_conflicts"] == ["2-d"]


def test_a_losing_revision_is_read_by_its_name(conflicted: TestClient) -> None:
    assert conflicted.get(CASA, params={"rev": "2-b"}).json()["name"] == "b"


def test_an_ancestor_is_known_but_not_kept(conflicted: TestClient) -> None:
    read = conflicted.get(CASA, params={"revs": "true", "revs_info": "true"}).json()

    assert read["_revisions"] == {"start": 2, "ids": ["c", "a"]}
    assert read["_revs_info"] == [
        {"rev": "2-c", "status": "available"},
        {"rev": "1-a", "status": "missing"},
    ]
    assert conflicted.get(CASA, params={"rev": "1-a"}).status_code == 404
    assert conflicted.get(CASA, params={"rev": "1-a", "latest": "true"}).json()["_rev"] == "2-c"


def test_open_revs_answers_every_leaf(conflicted: TestClient) -> None:
    leaves = conflicted.get(CASA, params={"open_revs": "all", "revs": "true"}).json()

    assert [leaf["ok"]["_rev"] for leaf in leaves] == ["2-c", "2-b", "2-d"]
    assert leaves[0]["ok"]["_revisions"] == {"start": 2, "ids": ["c", "a"]}


def test_open_revs_answers_each_leaf_that_is_named(conflicted: TestClient) -> None:
    rows = conflicted.get(CASA, params={"open_revs": '["2-b","9-z"]'}).json()

    assert [row.get("missing") or row["ok"]["_rev"] for row in rows] == ["2-b", "9-z"]


def test_open_revs_with_latest_answers_what_grew_from_there(conflicted: TestClient) -> None:
    rows = conflicted.get(CASA, params={"open_revs": '["1-a"]', "latest": "true"}).json()

    assert [row["ok"]["_rev"] for row in rows] == ["2-c", "2-b", "2-d"]


def test_what_has_not_changed_is_not_sent_again(directory: TestClient) -> None:
    etag = directory.put(CASA, json={}).headers["ETag"]

    assert directory.get(CASA, headers={"If-None-Match": etag}).status_code == 304
    assert directory.head(CASA).headers["ETag"] == etag


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (CASA, []),
        (CASA, "text"),
        (CASA, {"_id": "service:other"}),
        (CASA, {"_rev": "one"}),
        (CASA, {"_unknown": 1}),
        (CASA, {"_deleted": "yes"}),
        (CASA, {"n": 2**60}),
        ("/directory-demo/_nothing", {}),
        (f"{CASA}?new_edits=false", {"name": "no revision"}),
        (f"{CASA}?new_edits=maybe", {}),
        (f"{CASA}?new_edits=false", {"_rev": "2-b", "_revisions": {"start": 1, "ids": []}}),
    ],
)
def test_what_is_no_document_is_refused(directory: TestClient, path: str, body: Any) -> None:
    response = directory.put(path, json=body)

    assert response.status_code == 400
    assert response.json()["error"] in ("bad_request", "query_parse_error")


@pytest.mark.parametrize("params", [{"rev": "one"}, {"revs": "yes"}, {"open_revs": "[1"}])
def test_a_parameter_that_cannot_be_read_is_refused(
    directory: TestClient, params: dict[str, str]
) -> None:
    directory.put(CASA, json={})

    assert directory.get(CASA, params=params).status_code == 400


def test_attachments_are_not_stored_and_that_is_said(directory: TestClient) -> None:
    inline = directory.put(CASA, json={"_attachments": {"map.png": {"data": ""}}})
    alone = directory.put(f"{CASA}/map.png", content=b"png")

    assert (inline.status_code, alone.status_code) == (501, 501)
