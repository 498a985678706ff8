"""``_purge``, ``_compact`` and ``_local_docs``: for administrators alone."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from cairn_sync.http import OpenGuard, create_app
from cairn_sync.http.guard import Administrator
from cairn_sync.stores.memory import MemoryDatabases

DOC = "/directory/casa-luz"


class ReadersGuard:
    """Let everybody in, and make nobody an administrator."""

    async def admit(self, request: object) -> Administrator:
        class Reader(Administrator):
            def may_administer(self, database: str) -> bool:
                return False

        return Reader()


@pytest.fixture
def databases() -> MemoryDatabases:
    return MemoryDatabases()


@pytest.fixture
def client(databases: MemoryDatabases) -> TestClient:
    client = TestClient(create_app(databases, guard=OpenGuard()))
    client.put("/directory")
    return client


def test_a_document_is_purged_by_its_leaves(client: TestClient) -> None:
    rev = client.put(DOC, json={"town": "Alder"}).json()["rev"]

    answer = client.post("/directory/_purge", json={"casa-luz": [rev], "never": ["1-a"]})

    assert answer.status_code == 201
    assert answer.json()["purged"] == {"casa-luz": [rev], "never": []}
    assert client.get(DOC).status_code == 404
    assert client.get("/directory").json()["doc_count"] == 0


def test_one_branch_of_several_is_not_purged(client: TestClient) -> None:
    docs = [{"_id": "casa-luz", "_rev": rev} for rev in ("1-a", "1-b")]
    client.post("/directory/_bulk_docs", json={"new_edits": False, "docs": docs})

    answer = client.post("/directory/_purge", json={"casa-luz": ["1-a"]})

    assert answer.status_code == 501
    assert client.get(DOC, params={"rev": "1-a"}).status_code == 200


def test_a_revision_that_is_no_leaf_purges_nothing(client: TestClient) -> None:
    client.put(DOC, json={})

    answer = client.post("/directory/_purge", json={"casa-luz": ["1-other"]})

    assert answer.json()["purged"] == {"casa-luz": []}
    assert client.get(DOC).status_code == 200


def test_compacting_is_answered_as_by_a_couchdb(client: TestClient) -> None:
    answer = client.post("/directory/_compact", json={})

    assert (answer.status_code, answer.json()) == (202, {"ok": True})


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "_purge"), ("POST", "_compact"), ("GET", "_local_docs")]
)
def test_nobody_but_an_administrator_may(
    client: TestClient, databases: MemoryDatabases, method: str, path: str
) -> None:
    rev = client.put(DOC, json={}).json()["rev"]
    reader = TestClient(create_app(databases, guard=ReadersGuard()))

    body = {"casa-luz": [rev]} if method == "POST" else None
    answer = reader.request(method, f"/directory/{path}", json=body)

    assert answer.status_code == 403
    assert client.get(DOC).status_code == 200
