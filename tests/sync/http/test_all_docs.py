from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

ALL_DOCS = "/directory-demo/_all_docs"


@pytest.fixture
def letters(directory: TestClient) -> TestClient:
    """The documents a to e, of which c is deleted."""
    docs = [{"_id": letter, "_rev": "1-x", "_deleted": letter == "c"} for letter in "abcde"]
    directory.post("/directory-demo/_bulk_docs", json={"docs": docs, "new_edits": False})
    return directory


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, "abde"),
        ({"descending": "true"}, "edba"),
        ({"limit": "2"}, "ab"),
        ({"limit": "0"}, ""),
        ({"skip": "1", "limit": "2"}, "bd"),
        ({"startkey": '"b"', "endkey": '"d"'}, "bd"),
        ({"start_key": '"b"', "end_key": '"d"', "inclusive_end": "false"}, "b"),
        ({"startkey": '"d"', "endkey": '"b"', "descending": "true"}, "db"),
        ({"startkey": '"d"', "endkey": '"b"', "descending": "true", "inclusive_end": "false"}, "d"),
        ({"key": '"d"'}, "d"),
        ({"key": '"c"'}, ""),
        ({"startkey": '"x"'}, ""),
    ],
)
def test_a_range_is_answered_by_id(letters: TestClient, params: dict[str, str], ids: str) -> None:
    answer = letters.get(ALL_DOCS, params=params).json()

    assert "".join(row["id"] for row in answer["rows"]) == ids
    assert answer["total_rows"] == 4


@pytest.mark.parametrize("way", ["body", "query"])
def test_named_documents_are_answered_in_the_order_asked(letters: TestClient, way: str) -> None:
    if way == "body":
        response = letters.post(ALL_DOCS, json={"keys": ["d", "z", "c", 7, "a"]})
    else:
        response = letters.get(ALL_DOCS, params={"keys": '["d","z","c",7,"a"]'})

    rows: list[dict[str, Any]] = response.json()["rows"]
    assert [row.get("error") or row["id"] for row in rows] == [
        "d",
        "not_found",
        "c",
        "not_found",
        "a",
    ]
    assert rows[2]["value"] == {"rev": "1-x", "deleted": True}


def test_documents_come_along_when_asked_for(letters: TestClient) -> None:
    params = {"include_docs": "true", "keys": '["a","c"]'}

    first, deleted = letters.get(ALL_DOCS, params=params).json()["rows"]

    assert first["doc"] == {"_id": "a", "_rev": "1-x"}
    assert deleted["doc"] is None


def test_conflicts_are_told_with_the_documents(letters: TestClient) -> None:
    docs = [{"_id": "a", "_rev": "1-y"}]
    letters.post("/directory-demo/_bulk_docs", json={"docs": docs, "new_edits": False})

    params = {"include_docs": "true", "conflicts": "true", "key": '"a"'}
    (row,) = letters.get(ALL_DOCS, params=params).json()["rows"]

    assert row["doc"] == {"_id": "a", "_rev": "1-y", "_conflicts": ["1-x"]}


@pytest.mark.parametrize(
    "params", [{"startkey": "b"}, {"startkey": "7"}, {"limit": "-1"}, {"keys": "{}"}]
)
def test_a_range_that_cannot_be_read_is_refused(
    letters: TestClient, params: dict[str, str]
) -> None:
    assert letters.get(ALL_DOCS, params=params).status_code == 400


def test_a_range_longer_than_a_page_is_read_to_its_end(directory: TestClient) -> None:
    docs = [{"_id": f"service:{number:04}"} for number in range(2001)]
    directory.post("/directory-demo/_bulk_docs", json={"docs": docs})

    assert len(directory.get(ALL_DOCS).json()["rows"]) == 2001
