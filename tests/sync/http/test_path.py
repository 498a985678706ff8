from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from cairn_sync.http import OpenGuard, create_app
from cairn_sync.stores.memory import MemoryDatabases

IDS = [
    "service:casa-luz",
    "a/b",
    "a//b/",
    "100%",
    "%2F",
    "a+b c",
    "ñandú/☕",
    "?query#fragment",
    "..",
    "a/../b",
    "_design/x",
    "_design/x/y",
]


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


@pytest.mark.parametrize("mount", ["", "/couchdb", "/deep/below"])
@pytest.mark.parametrize("doc_id", IDS)
def test_any_id_names_one_document_wherever_the_surface_is_mounted(mount: str, doc_id: str) -> None:
    surface = create_app(MemoryDatabases(), guard=OpenGuard())
    client = TestClient(Starlette(routes=[Mount(mount, app=surface)]))
    database = f"{mount}/{quoted('directory/demo')}"
    client.put(database)

    put = client.put(f"{database}/{quoted(doc_id)}", json={"name": "Casa Luz"})

    assert put.json()["id"] == doc_id
    assert client.get(f"{database}/{quoted(doc_id)}").json()["_id"] == doc_id
    assert client.get(f"{database}/_all_docs").json()["rows"][0]["id"] == doc_id


@pytest.mark.parametrize("name", ["_design/x", "_design%2Fx", "%5Fdesign/x", "_design/%78"])
def test_a_design_document_is_found_however_it_is_spelled(directory: TestClient, name: str) -> None:
    directory.put("/directory-demo/_design/x", json={"language": "query"})

    assert directory.get(f"/directory-demo/{name}").json()["_id"] == "_design/x"


def test_a_path_that_is_no_utf8_is_refused(directory: TestClient) -> None:
    response = directory.get("/directory-demo/%FF")

    assert (response.status_code, response.json()["error"]) == (400, "bad_request")


def test_a_database_may_be_asked_for_with_a_slash_after_it(directory: TestClient) -> None:
    assert directory.get("/directory-demo/").json()["db_name"] == "directory-demo"
