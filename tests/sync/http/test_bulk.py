from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

BULK_DOCS, BULK_GET = "/directory-demo/_bulk_docs", "/directory-demo/_bulk_get"


def write(client: TestClient, *docs: Any, new_edits: bool = True) -> Any:
    return client.post(BULK_DOCS, json={"docs": docs, "new_edits": new_edits}).json()


def test_every_edit_has_a_row_in_the_order_sent(directory: TestClient) -> None:
    rows = write(directory, {"_id": "a"}, {"_id": "a"}, {"name": "no ID"})

    assert [row.get("ok", False) for row in rows] == [True, False, True]
    assert rows[1]["error"] == "conflict"
    assert len(rows[2]["id"]) == 32


def test_revisions_made_elsewhere_have_rows_only_for_what_failed(directory: TestClient) -> None:
    rows = write(directory, {"_id": "a", "_rev": "1-a"}, {"_id": "b"}, new_edits=False)

    assert [(row["id"], row["error"]) for row in rows] == [("b", "bad_request")]


def test_writing_revisions_made_elsewhere_again_changes_nothing(directory: TestClient) -> None:
    write(directory, {"_id": "a", "_rev": "1-a"}, new_edits=False)
    before = directory.get("/directory-demo").json()

    write(directory, {"_id": "a", "_rev": "1-a"}, new_edits=False)

    assert directory.get("/directory-demo").json() == before


@pytest.mark.parametrize("bad", [7, None, [], {"_id": "_x"}, {"_id": "b", "_rev": "one"}])
def test_one_bad_document_keeps_none_of_the_others_out(directory: TestClient, bad: Any) -> None:
    rows = write(directory, {"_id": "a"}, bad, {"_id": "c"})

    assert [row.get("error") for row in rows] == [None, "bad_request", None]
    assert directory.get("/directory-demo").json()["doc_count"] == 2


@pytest.mark.parametrize("path", [BULK_DOCS, BULK_GET])
@pytest.mark.parametrize("body", [[], {}, {"docs": {}}, "docs"])
def test_a_request_without_documents_is_refused(
    directory: TestClient, path: str, body: Any
) -> None:
    response = directory.post(path, json=body)

    assert (response.status_code, response.json()["error"]) == (400, "bad_request")


def test_each_entry_is_answered_on_its_own(directory: TestClient) -> None:
    write(directory, {"_id": "a", "_rev": "1-a"}, {"_id": "a", "_rev": "1-b"}, new_edits=False)
    asked = [{"id": "a", "rev": "1-a"}, {"id": "a"}, {"id": "a", "rev": "2-z"}, {"id": "b"}, {}, 7]

    results = directory.post(BULK_GET, json={"docs": asked}).json()["results"]

    told = [
        [row["ok"]["_rev"] if "ok" in row else row["error"]["error"] for row in result["docs"]]
        for result in results
    ]
    assert told == [
        ["1-a"],
        ["1-b", "1-a"],
        ["not_found"],
        ["not_found"],
        ["bad_request"],
        ["bad_request"],
    ]
    assert results[3]["docs"][0]["error"] == {
        "id": "b",
        "rev": "undefined",
        "error": "not_found",
        "reason": "missing",
    }


def test_ancestors_are_named_when_asked_for(directory: TestClient) -> None:
    revisions = {"start": 2, "ids": ["b", "a"]}
    write(directory, {"_id": "a", "_rev": "2-b", "_revisions": revisions}, new_edits=False)

    response = directory.post(BULK_GET, params={"revs": "true"}, json={"docs": [{"id": "a"}]})

    assert response.json()["results"][0]["docs"][0]["ok"]["_revisions"] == revisions


def test_the_latest_is_what_grew_from_the_revision_named(directory: TestClient) -> None:
    revisions = {"start": 2, "ids": ["b", "a"]}
    write(directory, {"_id": "a", "_rev": "2-b", "_revisions": revisions}, new_edits=False)
    asked = {"docs": [{"id": "a", "rev": "1-a"}]}

    plain = directory.post(BULK_GET, json=asked).json()["results"][0]["docs"]
    latest = directory.post(BULK_GET, params={"latest": "true"}, json=asked).json()

    assert plain[0]["error"]["error"] == "not_found"
    assert latest["results"][0]["docs"][0]["ok"]["_rev"] == "2-b"


def test_a_duplicate_key_is_read_once_and_for_all(directory: TestClient) -> None:
    directory.post(
        BULK_DOCS,
        content=b'{"docs":[{"_id":"a","name":"first","name":"last"}]}',
        headers={"Content-Type": "application/json"},
    )

    # What is stored is our own spelling: every reader sees the same.
    assert directory.get("/directory-demo/a").text.count("name") == 1
