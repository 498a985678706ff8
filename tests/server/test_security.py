from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cairn_server.security import DATA_HEADERS, EXCHANGE_HEADERS, SECURITY_HEADERS
from cairn_server.settings import Settings
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.conftest import ORIGIN, Cairn, Clock, request_body, sign_in_body

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nothing",
        "/healthz",
        "/readyz",
        "/api/me",
        "/api/nothing",
        "/couchdb/",
        "/couchdb/accounts",
        "/exchange",
        "/api/sign-in/parameters?name=dana",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_every_answer_has_the_headers(cairn: Cairn, path: str, method: str) -> None:
    answer = cairn.client.request(method, path)

    is_data = answer.headers.get("Content-Type", "").startswith("application/json")
    for name, value in (DATA_HEADERS if is_data else SECURITY_HEADERS).items():
        assert answer.headers[name] == value
    assert answer.headers["Strict-Transport-Security"]
    assert "Cache-Control" in answer.headers


def test_an_exchange_has_those_that_mean_something_to_a_script(cairn: Cairn) -> None:
    answer = cairn.phone_of("dana").post(
        "/exchange", content=request_body(), headers={"Content-Type": "application/x-ndjson"}
    )

    for name in DATA_HEADERS:
        assert answer.headers.get(name) == EXCHANGE_HEADERS.get(name)


def test_an_error_of_ours_has_them_too_and_tells_nothing(cairn: Cairn) -> None:
    app = cairn.app
    assert isinstance(app, Starlette)
    app.state.deployment = None  # every door behind the sign-in now fails
    client = TestClient(
        app, base_url=ORIGIN, raise_server_exceptions=False, cookies={"__Host-cairn-0": "x"}
    )

    answer = client.get("/api/me")

    assert answer.status_code == 500
    assert answer.json() == {
        "error": "internal_server_error",
        "reason": "Something went wrong on the server.",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        (ORIGIN, 200),
        ("https://evil.example.org", 403),
        ("http://cairn.example.org", 403),
        ("null", 403),
    ],
)
def test_another_sites_page_changes_nothing(cairn: Cairn, origin: str | None, status: int) -> None:
    headers = {} if origin is None else {"Origin": origin}

    answer = cairn.client.post("/api/sign-in", json=sign_in_body("dana"), headers=headers)

    assert answer.status_code == status


def test_where_the_origin_is_set_only_it_counts(tmp_path: Path, clock: Clock) -> None:
    settings = Settings(data=tmp_path, public_origin="https://bent-river.example.org")
    server = Cairn(settings, MemoryDatabases(), clock)

    with server.client as client:
        for origin, status in ((ORIGIN, 403), ("https://bent-river.example.org", 200)):
            answer = client.post(
                "/api/sign-in", json=sign_in_body("dana"), headers={"Origin": origin}
            )
            assert answer.status_code == status


def test_another_sites_page_changes_nothing_by_couchdb_either(cairn: Cairn) -> None:
    answer = cairn.client.post("/couchdb/x/_bulk_docs", headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert answer.headers["Content-Security-Policy"] == DATA_HEADERS["Content-Security-Policy"]
