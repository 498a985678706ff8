from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from cairn_sync.document import Document
from cairn_sync.http import BasicGuard, UnauthorizedError, Visitor, create_app
from cairn_sync.store import Gate, Store
from cairn_sync.stores.memory import MemoryDatabases

LEGAL = "service:legal-aid"


@dataclass
class Advocate:
    """May read the directory, and suggest, but not write services."""

    name: str | None = "rosa"
    roles: Sequence[str] = ("advocate",)

    def may_read(self, database: str) -> bool:
        return database == "directory-demo"

    def view(self, store: Store) -> Store:
        return store

    def may_create_databases(self) -> bool:
        return False

    def may_administer(self, database: str) -> bool:
        return False

    def gate(self, database: str) -> Gate | None:
        def only_suggestions(leaves: Sequence[Document], new: Document) -> str | None:
            return None if new.doc_id.startswith("suggestion:") else "Only editors change this."

        return only_suggestions

    def database_names(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if self.may_read(name)]


class AdvocatesDoor:
    async def admit(self, request: Request) -> Visitor:
        if request.headers.get("Authorization") != "Bearer rosas-token":
            raise UnauthorizedError("Sign in first.", realm="Valley")
        return Advocate()


@pytest.fixture
async def rosa() -> TestClient:
    databases = MemoryDatabases()
    for name in ("accounts", "directory-demo"):
        await databases.create(name)
    app = create_app(databases, guard=AdvocatesDoor())
    return TestClient(app, headers={"Authorization": "Bearer rosas-token"})


pytestmark = pytest.mark.anyio

EVERY_CALL = [
    ("GET", "/_all_dbs"),
    ("GET", "/_uuids"),
    ("GET", "/directory-demo"),
    ("HEAD", "/directory-demo"),
    ("PUT", "/directory-new"),
    ("DELETE", "/directory-demo"),
    ("POST", "/directory-demo"),
    ("GET", "/directory-demo/_changes"),
    ("GET", "/directory-demo/_all_docs"),
    ("POST", "/directory-demo/_bulk_docs"),
    ("POST", "/directory-demo/_bulk_get"),
    ("POST", "/directory-demo/_revs_diff"),
    ("POST", "/directory-demo/_missing_revs"),
    ("POST", "/directory-demo/_ensure_full_commit"),
    ("GET", "/directory-demo/_security"),
    ("PUT", "/directory-demo/_security"),
    ("GET", "/directory-demo/_revs_limit"),
    ("GET", "/directory-demo/_local/log"),
    ("PUT", "/directory-demo/_local/log"),
    ("GET", "/directory-demo/_design/d"),
    ("GET", "/directory-demo/_design/d/_view/v"),
    ("GET", "/directory-demo/service:1"),
    ("PUT", "/directory-demo/service:1"),
    ("DELETE", "/directory-demo/service:1"),
    ("GET", "/directory-demo/service:1/map.png"),
    ("PATCH", "/directory-demo"),
]


@pytest.mark.parametrize(("method", "path"), EVERY_CALL)
async def test_nobody_passes_without_credentials(rosa: TestClient, method: str, path: str) -> None:
    response = rosa.request(method, path, headers={"Authorization": ""})

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Basic realm="Valley", charset="UTF-8"'


@pytest.mark.parametrize(
    ("method", "path"), [(m, p) for m, p in EVERY_CALL if "directory-demo" in p and m != "PATCH"]
)
@pytest.mark.parametrize("name", ["accounts", "vault-nowhere"])
async def test_no_call_reaches_a_database_that_is_not_theirs(
    rosa: TestClient, method: str, path: str, name: str
) -> None:
    response = rosa.request(method, path.replace("directory-demo", name), json={"docs": []})

    # The same whether it exists or not.
    assert response.status_code == 403


async def test_only_databases_one_may_know_of_are_listed(rosa: TestClient) -> None:
    assert rosa.get("/_all_dbs").json() == ["directory-demo"]


async def test_only_who_may_makes_and_deletes_databases(rosa: TestClient) -> None:
    assert rosa.put("/directory-new").status_code == 403
    assert rosa.delete("/directory-demo").status_code == 403


async def test_the_gate_is_asked_about_every_way_of_writing(rosa: TestClient) -> None:
    new = {"_id": LEGAL, "_rev": "1-a", "type": "service"}
    edit = {"_id": LEGAL, "type": "service"}

    refused = [
        rosa.put(f"/directory-demo/{LEGAL}", json=edit),
        rosa.put(f"/directory-demo/{LEGAL}?new_edits=false", json=new),
        rosa.post("/directory-demo", json=edit),
        rosa.delete(f"/directory-demo/{LEGAL}?rev=1-a"),
    ]
    rows = [
        *rosa.post("/directory-demo/_bulk_docs", json={"docs": [edit]}).json(),
        *rosa.post("/directory-demo/_bulk_docs", json={"docs": [new], "new_edits": False}).json(),
    ]

    assert [response.status_code for response in refused] == [403, 403, 403, 409]
    assert [(row["error"], row["reason"]) for row in rows] == [
        ("forbidden", "Only editors change this.")
    ] * 2
    assert rosa.get("/directory-demo").json()["doc_count"] == 0


async def test_a_batch_keeps_what_the_gate_lets_through(rosa: TestClient) -> None:
    docs = [{"_id": LEGAL}, {"_id": "suggestion:1", "type": "suggestion"}]

    rows = rosa.post("/directory-demo/_bulk_docs", json={"docs": docs}).json()

    assert [row.get("ok", False) for row in rows] == [False, True]


async def test_design_documents_are_for_administrators(rosa: TestClient) -> None:
    response = rosa.put("/directory-demo/_design/d", json={})

    assert response.status_code == 403


async def test_a_reader_keeps_a_replication_log_that_is_nobody_elses(rosa: TestClient) -> None:
    put = rosa.put("/directory-demo/_local/log", json={"session_id": "rosas"})

    assert put.status_code == 201
    assert rosa.get("/directory-demo/_local/log").json()["session_id"] == "rosas"
    databases: MemoryDatabases = rosa.app.state.surface.databases  # type: ignore[attr-defined]
    assert await (await databases.open("directory-demo")).read_local("log") is None


async def test_basic_credentials_may_hold_colons_and_accents() -> None:
    app = create_app(MemoryDatabases(), guard=BasicGuard("hub", "tres:gansos-ñ"))
    client = TestClient(app)

    assert client.get("/_all_dbs", auth=("hub", "tres:gansos-ñ")).status_code == 200


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic !!", "Basic aHVi", "Bearer x", "Basic /////w==", "Basic aHViOng="],
)
async def test_credentials_that_are_none_are_refused(header: str) -> None:
    app = create_app(MemoryDatabases(), guard=BasicGuard("hub", "three-geese"))

    response = TestClient(app).get("/_all_dbs", headers={"Authorization": header})

    assert response.status_code == 401
