from __future__ import annotations

from typing import Any

import anyio
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from cairn_sync.http import Administrator, Visitor, create_app
from cairn_sync.stores.memory import MemoryDatabases

LOG = "/directory-demo/_local/log"


class Reader(Administrator):
    """May read everything, and administer nothing."""

    def may_administer(self, database: str) -> bool:
        return False


class ReadersDoor:
    async def admit(self, request: Request) -> Visitor:
        return Reader("rosa")


def test_a_local_document_is_kept_and_never_shown_among_the_others(directory: TestClient) -> None:
    put = directory.put(LOG, json={"session_id": "monday"})

    assert (put.status_code, put.json()) == (201, {"ok": True, "id": "_local/log", "rev": "0-1"})
    assert directory.get(LOG).json()["session_id"] == "monday"
    assert directory.get("/directory-demo/_changes").json()["results"] == []
    assert directory.get("/directory-demo/_all_docs").json()["rows"] == []


def test_its_revision_only_counts(directory: TestClient) -> None:
    directory.put(LOG, json={})

    again = directory.put(LOG, json={"_rev": "0-1", "session_id": "tuesday"})

    assert again.json()["rev"] == "0-2"
    assert directory.get(LOG).json()["session_id"] == "tuesday"


def test_it_is_found_with_its_slash_encoded(directory: TestClient) -> None:
    directory.put("/directory-demo/_local%2Flog", json={"session_id": "monday"})

    assert directory.get(LOG).json()["_id"] == "_local/log"


def test_it_can_be_deleted(directory: TestClient) -> None:
    directory.put(LOG, json={})

    deleted = directory.delete(LOG)

    assert deleted.json()["ok"] is True
    assert (directory.get(LOG).status_code, directory.delete(LOG).status_code) == (404, 404)


def test_a_reader_keeps_a_replication_log_and_nothing_larger() -> None:
    databases = MemoryDatabases()
    app = create_app(databases, guard=ReadersDoor())
    anyio.run(databases.create, "directory-demo")
    reader = TestClient(app)
    entry = {"session_id": "a" * 32, "recorded_seq": "1000000-" + "b" * 32, "docs_read": 10**6}

    assert reader.put(LOG, json={"history": [entry] * 50}).status_code == 201
    assert reader.put(LOG, json={"history": ["x" * 2**16]}).status_code == 413
    assert reader.put(LOG + "x" * 512, json={}).status_code == 413
    assert reader.get(LOG).json()["history"] == [entry] * 50


@pytest.mark.parametrize("body", [[], {"_rev": "1-a"}, {"_rev": 1}])
def test_what_is_no_local_document_is_refused(directory: TestClient, body: Any) -> None:
    assert directory.put(LOG, json=body).status_code == 400
