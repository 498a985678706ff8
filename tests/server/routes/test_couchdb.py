from __future__ import annotations

import base64
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from cairn_sync.document import Document, new_edit, to_json_bytes
from tests.server.conftest import (
    COMMONS,
    DIRECTORY,
    ORIGIN,
    SERVICE,
    SUGGESTION,
    Cairn,
    edit_for,
    service,
    sign_in_body,
    suggestion,
)

OTHERS = ["accounts", "directory-desert", "commons-desert"]


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def client_of(cairn: Cairn, name: str, *scope: str) -> TestClient:
    """Return a stock client with a token of `name`."""
    body = {"name": "office", "scope": list(scope or ("read", "write"))}
    token = cairn.phone_of(name).post("/api/tokens", json=body).json()["token"]
    return TestClient(cairn.app, base_url=ORIGIN, headers=basic(name, token))


def push(client: TestClient, database: str, document: Document) -> Any:
    """Write as a replicator does; return the row of what was refused, or None."""
    doc = orjson.loads(to_json_bytes(document, revisions=True))
    answer = client.post(
        f"/couchdb/{database}/_bulk_docs", json={"docs": [doc], "new_edits": False}
    )
    if answer.status_code != 201:
        return answer.json()
    rows = answer.json()
    return rows[0] if rows else None


def test_a_replicators_edit_and_a_phones_are_one(cairn: Cairn) -> None:
    edit = new_edit(SERVICE, service())

    assert push(client_of(cairn, "elena"), DIRECTORY, edit) is None

    doc = client_of(cairn, "dana").get(f"/couchdb/{DIRECTORY}/{SERVICE}").json()
    assert doc["_rev"] == str(edit.revision)


@pytest.mark.parametrize(
    ("name", "writes"),
    [("dana", set()), ("elena", {DIRECTORY}), ("carmen", {COMMONS})],
)
@pytest.mark.parametrize("database", [DIRECTORY, COMMONS, *OTHERS])
def test_by_couchdb_every_role_writes_only_what_is_theirs(
    cairn: Cairn, name: str, writes: set[str], database: str
) -> None:
    refused = push(client_of(cairn, name), database, edit_for(database))

    assert (refused is None) is (database in writes)


@pytest.mark.parametrize("name", ["dana", "elena", "carmen"])
@pytest.mark.parametrize("database", OTHERS)
@pytest.mark.parametrize(
    "path",
    ["", "/_all_docs", "/_changes", "/_security", f"/{SERVICE}", "/_local/x", "/_revs_limit"],
)
def test_by_couchdb_nobody_reads_what_is_not_theirs(
    cairn: Cairn, name: str, database: str, path: str
) -> None:
    answer = client_of(cairn, name).get(f"/couchdb/{database}{path}")

    assert answer.status_code in (403, 404)


def test_only_ones_own_databases_are_listed(cairn: Cairn) -> None:
    assert client_of(cairn, "carmen").get("/couchdb/_all_dbs").json() == [COMMONS, DIRECTORY]


@pytest.mark.parametrize("name", ["dana", "elena", "carmen"])
def test_no_member_makes_or_deletes_databases_or_changes_their_rules(
    cairn: Cairn, name: str
) -> None:
    client = client_of(cairn, name)

    assert client.put("/couchdb/directory-desert").status_code in (401, 403)
    assert client.delete(f"/couchdb/{DIRECTORY}").status_code in (401, 403)
    assert client.put(f"/couchdb/{DIRECTORY}/_security", json={}).status_code in (401, 403)
    assert client.put(f"/couchdb/{DIRECTORY}/_design/a", json={}).status_code in (401, 403)


def test_a_token_that_may_only_read_writes_nothing(cairn: Cairn) -> None:
    client = client_of(cairn, "elena", "read")

    assert push(client, DIRECTORY, new_edit(SERVICE, service()))["reason"] == (
        "This token may only read."
    )
    assert client.put(f"/couchdb/{DIRECTORY}/{SERVICE}", json=service()).status_code == 403
    assert client.get(f"/couchdb/{DIRECTORY}").json()["doc_count"] == 0


def test_an_advocate_may_report_by_couchdb_too(cairn: Cairn) -> None:
    client = client_of(cairn, "dana")

    mine = new_edit(SUGGESTION, suggestion(cairn.people["dana"]))
    others = new_edit(SUGGESTION, suggestion(cairn.people["elena"]))

    assert push(client, DIRECTORY, others) is not None
    assert push(client, DIRECTORY, mine) is None


def test_a_token_is_taken_as_bearer_too(cairn: Cairn) -> None:
    basic_client = client_of(cairn, "dana")
    token = base64.b64decode(basic_client.headers["Authorization"][6:]).decode().split(":")[1]
    bearer = TestClient(cairn.app, base_url=ORIGIN, headers={"Authorization": f"Bearer {token}"})

    assert bearer.get(f"/couchdb/{DIRECTORY}").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer cairn_" + "a" * 43},
        {"Authorization": "Basic !!"},
        {"Authorization": "Digest x"},
        basic("dana", "cairn_" + "a" * 43),
        basic("dana", sign_in_body("dana")["login_secret"]),
    ],
)
def test_without_a_token_that_was_given_out_there_is_no_entry(
    cairn: Cairn, headers: dict[str, str]
) -> None:
    client = TestClient(cairn.app, base_url=ORIGIN, headers=headers)

    for path in ("/couchdb/_all_dbs", f"/couchdb/{DIRECTORY}", f"/couchdb/{DIRECTORY}/_changes"):
        assert client.get(path).status_code == 401


def test_a_token_counts_only_with_the_name_that_it_belongs_to(cairn: Cairn) -> None:
    client = client_of(cairn, "elena")
    token = base64.b64decode(client.headers["Authorization"][6:]).decode().split(":")[1]
    other = TestClient(cairn.app, base_url=ORIGIN, headers=basic("dana", token))

    assert other.get(f"/couchdb/{DIRECTORY}").status_code == 401


def test_a_phones_cookie_opens_no_couchdb_door(cairn: Cairn) -> None:
    assert cairn.phone_of("elena").get(f"/couchdb/{DIRECTORY}").status_code == 401


def test_over_plain_http_from_elsewhere_no_token_is_taken(cairn: Cairn) -> None:
    headers = {"Authorization": client_of(cairn, "elena").headers["Authorization"]}
    elsewhere = TestClient(
        cairn.app, base_url="http://cairn.example.org", client=("192.0.2.7", 5), headers=headers
    )

    assert elsewhere.get(f"/couchdb/{DIRECTORY}").status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_session_asked_for_at_the_origins_root_is_not_found(cairn: Cairn, method: str) -> None:
    """CouchDB's own replicator gives up on any other answer, and never tries its credentials."""
    answer = cairn.client.request(method, "/_session")

    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"
