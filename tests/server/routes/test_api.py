from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from cairn_server.accounts import sign_in as door
from tests.server.conftest import ORIGIN, Cairn, Clock, sign_in_body

JSON = {"Content-Type": "application/json"}


def test_signing_in_says_who_one_is(cairn: Cairn) -> None:
    answer = cairn.client.post("/api/sign-in", json=sign_in_body("elena"))

    body = answer.json()
    assert body["member"] == {
        "id": cairn.people["elena"].member_id,
        "name": "elena",
        "display_name": "Elena",
        "roles": ["advocate", "editor"],
    }
    assert body["collaborative"] == "prairie"
    assert body["device"]["name"] == "Moto G"
    assert cairn.client.get("/api/me").json() == body


def test_the_token_is_kept_where_no_script_reads_it(cairn: Cairn) -> None:
    answer = cairn.client.post("/api/sign-in", json=sign_in_body("dana"))

    cookie = answer.headers["Set-Cookie"]
    parts = {part.strip().lower() for part in cookie.split(";")}
    assert cookie.startswith(f"{cairn.cookie_of('dana')}=cairn_")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= parts
    assert f"max-age={cairn.settings.device_days * 86400}" in parts
    assert not any(part.startswith("domain") for part in parts)
    assert cookie.partition("=")[2].partition(";")[0] not in answer.text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"login_secret": "AAAA"}, 401),
        ({"name": "rosa"}, 401),
        ({"login_secret": 7}, 400),
        ({"name": "x" * 201}, 400),
        ({"passphrase": "five words"}, 400),
    ],
)
def test_a_wrong_sign_in_sets_no_cookie_and_repeats_no_secret(
    cairn: Cairn, changes: dict[str, object], status: int
) -> None:
    answer = cairn.client.post("/api/sign-in", json=sign_in_body("dana") | changes)

    assert answer.status_code == status
    assert set(answer.json()) == {"error", "reason"}
    assert "Set-Cookie" not in answer.headers
    assert "five words" not in answer.text


def test_too_many_failures_are_told_when_to_try_again(cairn: Cairn, clock: Clock) -> None:
    wrong = sign_in_body("dana") | {"login_secret": "AAAA"}
    for _ in range(door.TRIES_PER_PLACE):
        assert cairn.client.post("/api/sign-in", json=wrong).status_code == 401

    answer = cairn.client.post("/api/sign-in", json=sign_in_body("dana"))

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == str(int(door.WINDOW_SECONDS))
    clock.pass_by(seconds=door.WINDOW_SECONDS)
    assert cairn.client.post("/api/sign-in", json=sign_in_body("dana")).status_code == 200


def test_a_phone_that_was_signed_in_before_is_not_kept_out_by_a_strangers_failures(
    cairn: Cairn,
) -> None:
    phone = cairn.phone_of("dana")
    cairn.deployment.sign_in._known.clear()  # as after a restart, or at another address
    wrong = sign_in_body("dana") | {"login_secret": "AAAA"}
    for _ in range(door.TRIES_PER_PLACE):
        assert cairn.client.post("/api/sign-in", json=wrong).status_code == 401

    assert cairn.client.post("/api/sign-in", json=sign_in_body("dana")).status_code == 429
    assert phone.post("/api/sign-in", json=sign_in_body("dana")).status_code == 200


@pytest.mark.parametrize("path", ["/api/sign-in/parameters?name=dana", "/api/me"])
def test_over_plain_http_from_elsewhere_nothing_secret_is_talked_about(
    cairn: Cairn, path: str
) -> None:
    elsewhere = TestClient(
        cairn.app, base_url="http://cairn.example.org", client=("192.0.2.7", 50000)
    )

    assert elsewhere.get(path).status_code == 403
    answer = elsewhere.post("/api/sign-in", json=sign_in_body("dana"))
    assert answer.status_code == 403
    assert "HTTPS" in answer.json()["reason"]


def test_on_the_machine_itself_plain_http_will_do(cairn: Cairn) -> None:
    here = TestClient(cairn.app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000))

    answer = here.post("/api/sign-in", json=sign_in_body("dana"))

    assert answer.headers["Set-Cookie"].startswith("cairn-")
    assert "secure" not in answer.headers["Set-Cookie"].lower()
    assert here.get("/api/me").status_code == 200


@pytest.mark.parametrize(
    "host", ["cairn.example.org", "evil.example", "", "[", "127.0.0.1.evil.example"]
)
def test_on_the_machine_itself_it_must_be_asked_for_as_that(cairn: Cairn, host: str) -> None:
    proxied = TestClient(
        cairn.app, base_url="http://127.0.0.1", client=("127.0.0.1", 5), headers={"Host": host}
    )

    assert proxied.get("/api/sign-in/parameters?name=dana").status_code == 403


def test_signing_out_ends_the_device(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana")
    name = cairn.cookie_of("dana")
    cookie = phone.cookies[name]

    answer = phone.post("/api/sign-out", headers=JSON)

    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    kept = TestClient(cairn.app, base_url=ORIGIN, cookies={name: cookie})
    assert kept.get("/api/me").status_code == 401


def test_one_sees_and_ends_ones_own_devices_only(cairn: Cairn) -> None:
    old, new, other = cairn.phone_of("dana"), cairn.phone_of("dana"), cairn.phone_of("elena")
    listed = new.get("/api/devices").json()["devices"]
    assert len(listed) == 2
    [old_id] = [device["id"] for device in listed if not device["is_this_one"]]

    assert other.post(f"/api/devices/{old_id}/revoke", headers=JSON).status_code == 404
    assert new.post(f"/api/devices/{old_id}/revoke", headers=JSON).status_code == 204
    assert old.get("/api/me").status_code == 401
    assert new.get("/api/me").status_code == 200


def test_a_token_is_told_once_and_can_be_ended(cairn: Cairn) -> None:
    phone, other = cairn.phone_of("elena"), cairn.phone_of("dana")
    made = phone.post("/api/tokens", json={"name": "office", "scope": ["read"]}).json()

    listed = phone.get("/api/tokens")

    assert made["token"].startswith("cairn_")
    assert [token["id"] for token in listed.json()["tokens"]] == [made["id"]]
    assert listed.json()["tokens"][0]["scope"] == ["read"]
    assert made["token"] not in listed.text
    assert other.post(f"/api/tokens/{made['id']}/revoke", headers=JSON).status_code == 404
    assert phone.post(f"/api/tokens/{made['id']}/revoke", headers=JSON).status_code == 204
    assert phone.get("/api/tokens").json() == {"tokens": []}


DOORS: list[Callable[[TestClient], int]] = [
    lambda client: client.get("/api/me").status_code,
    lambda client: client.get("/api/devices").status_code,
    lambda client: client.post("/api/devices/0001/revoke", headers=JSON).status_code,
    lambda client: client.get("/api/tokens").status_code,
    lambda client: client.post("/api/tokens", json={"name": "x", "scope": ["read"]}).status_code,
    lambda client: client.post("/api/tokens/0001/revoke", headers=JSON).status_code,
    lambda client: client.post("/api/sign-out", headers=JSON).status_code,
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("token", [None, "", "cairn_" + "a" * 43])
def test_every_door_behind_the_sign_in_is_shut_to_strangers(
    cairn: Cairn, door: Callable[[TestClient], int], token: str | None
) -> None:
    cookies = {} if token is None else {cairn.cookie_of("dana"): token}

    for headers in ({}, cairn.speak_for("dana")):
        client = TestClient(cairn.app, base_url=ORIGIN, cookies=cookies, headers=headers)
        assert door(client) == 401


def test_a_couchdb_token_is_no_sign_in(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana")
    token = phone.post("/api/tokens", json={"name": "x", "scope": ["read"]}).json()["token"]
    client = TestClient(cairn.app, base_url=ORIGIN, cookies={cairn.cookie_of("dana"): token})

    assert client.get("/api/me").status_code == 401
    assert client.get("/api/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_of_another_page_cannot_sign_anybody_in(cairn: Cairn, content_type: str) -> None:
    answer = cairn.client.post(
        "/api/sign-in", content=b"{}", headers={"Content-Type": content_type}
    )

    assert answer.status_code == 415


def test_a_body_that_is_too_large_is_refused(cairn: Cairn) -> None:
    answer = cairn.client.post("/api/sign-in", content=b" " * 20_000, headers=JSON)

    assert answer.status_code == 413
