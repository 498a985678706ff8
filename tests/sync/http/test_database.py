from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_a_database_is_made_once_asked_about_and_deleted(client: TestClient) -> None:
    made, again = client.put("/directory-demo"), client.put("/directory-demo")
    info = client.get("/directory-demo")
    deleted = client.delete("/directory-demo")

    assert (made.status_code, made.json()) == (201, {"ok": True})
    assert (again.status_code, again.json()["error"]) == (412, "file_exists")
    assert info.json()["db_name"] == "directory-demo"
    assert (deleted.status_code, deleted.json()) == (200, {"ok": True})
    assert client.get("/directory-demo").status_code == 404


def test_its_counts_follow_what_is_written(directory: TestClient) -> None:
    put = directory.put("/directory-demo/a", json={}).json()
    directory.put("/directory-demo/b", json={})
    directory.delete("/directory-demo/a", params={"rev": put["rev"]})

    info = directory.get("/directory-demo").json()

    assert (info["doc_count"], info["doc_del_count"]) == (1, 1)
    assert info["update_seq"].startswith("3-")
    assert info["instance_start_time"] == "0"


@pytest.mark.parametrize("name", ["Directory", "1a", "a.b", "_users"])
def test_a_name_against_couchdbs_rule_is_refused(client: TestClient, name: str) -> None:
    response = client.put(f"/{name}")

    assert (response.status_code, response.json()["error"]) == (400, "illegal_database_name")


@pytest.mark.parametrize("path", ["", "/_changes", "/_all_docs", "/a", "/_local/a", "/_security"])
def test_a_database_that_is_not_there_is_said_to_be_missing(client: TestClient, path: str) -> None:
    response = client.get(f"/directory-demo{path}")

    assert response.status_code == 404
    assert response.json() == {"error": "not_found", "reason": "Database does not exist."}


def test_a_document_posted_without_an_id_is_given_one(directory: TestClient) -> None:
    made = directory.post("/directory-demo", json={"name": "Casa Luz"})

    assert made.status_code == 201
    assert directory.get(f"/directory-demo/{made.json()['id']}").json()["name"] == "Casa Luz"


def test_a_post_must_say_that_it_is_json(directory: TestClient) -> None:
    response = directory.post("/directory-demo", content=b"{}")

    assert (response.status_code, response.json()["error"]) == (415, "bad_content_type")


def test_a_database_is_not_deleted_by_a_slip_of_the_url(directory: TestClient) -> None:
    response = directory.delete("/directory-demo", params={"rev": "1-a"})

    assert response.status_code == 400
    assert directory.get("/directory-demo").status_code == 200


def test_the_small_settings_are_answered(directory: TestClient) -> None:
    commit = directory.post("/directory-demo/_ensure_full_commit")

    assert (commit.status_code, commit.json()) == (201, {"ok": True, "instance_start_time": "0"})
    assert directory.get("/directory-demo/_revs_limit").json() == 1000
    assert directory.get("/directory-demo/_security").json() == {}
    assert directory.put("/directory-demo/_security", json={}).status_code == 501


def test_javascript_is_never_run(directory: TestClient) -> None:
    response = directory.get("/directory-demo/_design/d/_view/by-name")

    assert (response.status_code, response.json()["error"]) == (501, "not_implemented")


def test_head_answers_without_a_body(directory: TestClient) -> None:
    response = directory.head("/directory-demo")

    assert (response.status_code, response.content) == (200, b"")
