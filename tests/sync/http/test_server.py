from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from cairn_sync.http import BasicGuard, create_app
from cairn_sync.stores.memory import MemoryDatabases


def test_the_root_welcomes_as_couchdb_does(client: TestClient) -> None:
    welcome = client.get("/").json()

    assert (welcome["couchdb"], welcome["version"]) == ("Welcome", "3.4.0")
    assert welcome["vendor"]["name"] == "Cairn"
    assert welcome["uuid"] == client.get("/").json()["uuid"]


def test_it_says_that_it_is_up(client: TestClient) -> None:
    assert client.get("/_up").json() == {"status": "ok", "seeds": {}}


def test_uuids_are_made_as_many_as_asked(client: TestClient) -> None:
    uuids = client.get("/_uuids", params={"count": 3}).json()["uuids"]

    assert len(set(uuids)) == 3
    assert client.get("/_uuids", params={"count": 1001}).status_code == 400


def test_databases_are_listed_by_name(client: TestClient) -> None:
    for name in ("directory-valley", "commons-valley"):
        client.put(f"/{name}")

    assert client.get("/_all_dbs").json() == ["commons-valley", "directory-valley"]


def test_a_session_names_who_asks() -> None:
    app = create_app(MemoryDatabases(), guard=BasicGuard("hub", "three-geese"))
    client = TestClient(app)

    assert client.get("/_session").json()["userCtx"] == {"name": None, "roles": []}
    assert client.get("/_session", auth=("hub", "three-geese")).json()["userCtx"] == {
        "name": "hub",
        "roles": ["_admin"],
    }
    assert client.get("/_session", auth=("hub", "guess")).status_code == 401


def test_there_is_no_cookie_to_be_had(client: TestClient) -> None:
    response = client.post("/_session", data={"name": "hub", "password": "three-geese"})

    # 404 is the word by which CouchDB's replicator goes on with Basic.
    assert (response.status_code, response.json()["error"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/_up", "/_uuids", "/directory-demo"])
def test_a_method_that_is_not_served_is_answered_in_json(client: TestClient, path: str) -> None:
    response = client.patch(path)

    assert response.status_code == 405
    assert response.json()["error"] == "method_not_allowed"
