from __future__ import annotations

import pytest

from tests.server.conftest import Cairn

FOREIGN = {"Origin": "https://211.example"}


def test_a_page_of_any_site_may_read(cairn: Cairn) -> None:
    answer = cairn.client.get("/hsds/services", headers=FOREIGN)

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", ["/hsds", "/hsds/", "/hsds/services", "/hsds/nothing/here"])
def test_a_browser_that_asks_first_is_told_what_it_may(cairn: Cairn, path: str) -> None:
    asked = FOREIGN | {"Access-Control-Request-Method": "GET"}

    answer = cairn.client.options(path, headers=asked)

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_foreign_page_may_not_post(cairn: Cairn) -> None:
    assert cairn.client.post("/hsds/services", headers=FOREIGN).status_code == 403


@pytest.mark.parametrize("path", ["/hsds/services", "/hsds/services/x", "/hsds/no", "/hsds/"])
def test_errors_can_be_read_from_another_site_too(cairn: Cairn, path: str) -> None:
    answer = cairn.client.get(path, params={"page": "x"}, headers=FOREIGN)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/api/me", "/healthz", "/couchdb/", "/exchange"])
def test_no_other_door_is_open_to_other_sites(cairn: Cairn, path: str) -> None:
    answer = cairn.client.get(path, headers=FOREIGN)

    assert "Access-Control-Allow-Origin" not in answer.headers
