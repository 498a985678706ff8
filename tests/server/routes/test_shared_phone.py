"""Several members on one phone: each request speaks for one of them, and for no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from cairn_server.routes.api import MAX_PEOPLE
from cairn_sync.document import new_edit
from tests.server.conftest import (
    ORIGIN,
    SERVICE,
    SUGGESTION,
    Cairn,
    exchange,
    login_secret,
    pick,
    request_body,
    service,
    sign_in_body,
    suggestion,
)

JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}


def post_exchange(
    cairn: Cairn, phone: TestClient, body: bytes, *, spoken_for: str | None = None
) -> Response:
    headers = NDJSON | (cairn.speak_for(spoken_for) if spoken_for else {})
    return phone.post("/exchange", content=body, headers=headers)


def directory_of(cairn: Cairn) -> list[str]:
    """Return the IDs that the directory holds."""
    changes = pick(exchange(cairn.phone_of("carmen"), request_body()), "changes")
    return [doc["_id"] for docs in changes for doc in docs]


@pytest.mark.parametrize("name", ["dana", "elena"])
def test_a_request_speaks_for_whom_it_names(cairn: Cairn, name: str) -> None:
    phone = cairn.phone_of("dana", "elena")

    answer = phone.get("/api/me", headers=cairn.speak_for(name))

    assert answer.json()["member"]["name"] == name


def test_who_signs_in_second_leaves_the_first_signed_in(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana")

    answer = phone.post("/api/sign-in", json=sign_in_body("elena"))

    assert len(answer.headers.get_list("Set-Cookie")) == 1
    assert set(phone.cookies) == {cairn.cookie_of("dana"), cairn.cookie_of("elena")}


def test_each_may_do_on_one_phone_what_they_may_do_on_their_own(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana", "elena")
    edit = new_edit(SERVICE, service())

    as_dana = post_exchange(cairn, phone, request_body(edit), spoken_for="dana")
    assert b'"refused"' in as_dana.content
    assert directory_of(cairn) == []

    as_elena = post_exchange(cairn, phone, request_body(edit), spoken_for="elena")
    assert b'"accepted"' in as_elena.content
    assert directory_of(cairn) == [SERVICE]


def test_edits_never_travel_under_another_persons_name(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana", "elena")
    dana = cairn.people["dana"]
    edit = new_edit(SUGGESTION, suggestion(dana))

    body = request_body(edit, member_id=dana.member_id)
    answer = post_exchange(cairn, phone, body, spoken_for="elena")

    assert answer.status_code == 409
    assert answer.json()["error"] == "other_member"
    assert directory_of(cairn) == []
    assert post_exchange(cairn, phone, body, spoken_for="dana").status_code == 200
    assert directory_of(cairn) == [SUGGESTION]


@pytest.mark.parametrize("member", [7, "", None, [], "dana"])
def test_a_first_line_that_names_nobody_is_refused(cairn: Cairn, member: object) -> None:
    phone = cairn.phone_of("elena")

    answer = post_exchange(cairn, phone, request_body(new_edit(SERVICE, service()), member=member))

    assert answer.status_code == 409
    assert directory_of(cairn) == []


def test_a_token_under_another_members_cookie_opens_nothing(cairn: Cairn) -> None:
    token = cairn.phone_of("elena").cookies[cairn.cookie_of("elena")]
    phone = TestClient(cairn.app, base_url=ORIGIN, cookies={cairn.cookie_of("dana"): token})

    assert phone.get("/api/me", headers=cairn.speak_for("dana")).status_code == 401
    assert phone.get("/api/me", headers=cairn.speak_for("elena")).status_code == 401


DOORS: list[Callable[[TestClient], Response]] = [
    lambda phone: phone.get("/api/me"),
    lambda phone: phone.get("/api/devices"),
    lambda phone: phone.get("/api/tokens"),
    lambda phone: phone.post("/api/tokens", json={"name": "office", "scope": ["read"]}),
    lambda phone: phone.post("/api/sign-out", headers=JSON),
    lambda phone: phone.post("/exchange", content=request_body(), headers=NDJSON),
]


@pytest.mark.parametrize("door", DOORS)
def test_one_who_is_not_signed_in_here_gets_nothing_by_anothers_cookie(
    cairn: Cairn, door: Callable[[TestClient], Response]
) -> None:
    phone = cairn.phone_of("dana", "carmen")
    phone.headers.update(cairn.speak_for("elena"))

    assert door(phone).status_code == 401
    for name in ("dana", "carmen"):
        assert phone.get("/api/me", headers=cairn.speak_for(name)).status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_a_request_for_nobody_in_particular_is_refused_where_several_are(
    cairn: Cairn, door: Callable[[TestClient], Response]
) -> None:
    answer = door(cairn.phone_of("dana", "elena"))

    assert answer.status_code == 401
    assert answer.json() == {
        "error": "which_member",
        "reason": "Several people are signed in here: name one in Cairn-Member.",
    }


@pytest.mark.parametrize("door", DOORS)
def test_a_client_with_one_cookie_need_not_say_whose_it_is(
    cairn: Cairn, door: Callable[[TestClient], Response]
) -> None:
    assert door(cairn.phone_of("dana")).is_success


def test_signing_out_leaves_the_others_signed_in(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana", "elena")

    answer = phone.post("/api/sign-out", headers=JSON | cairn.speak_for("dana"))

    assert answer.status_code == 204
    assert set(phone.cookies) == {cairn.cookie_of("elena")}
    assert phone.get("/api/me").json()["member"]["name"] == "elena"


def test_ending_the_device_in_hand_clears_its_cookie_and_no_other(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana", "elena")
    old = cairn.phone_of("dana")
    speak = cairn.speak_for("dana")
    listed = phone.get("/api/devices", headers=speak).json()["devices"]
    here, other = sorted(listed, key=lambda device: not device["is_this_one"])

    phone.post(f"/api/devices/{other['id']}/revoke", headers=JSON | speak)
    assert phone.get("/api/me", headers=speak).status_code == 200
    assert old.get("/api/me").status_code == 401

    phone.post(f"/api/devices/{here['id']}/revoke", headers=JSON | speak)
    assert set(phone.cookies) == {cairn.cookie_of("elena")}


def test_who_signs_in_again_gets_their_own_cookie_anew(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana", "elena")
    before = dict(phone.cookies)

    phone.post("/api/sign-in", json=sign_in_body("dana"))

    changed = {name for name in before if phone.cookies[name] != before[name]}
    assert changed == {cairn.cookie_of("dana")}


def test_what_only_sends_is_answered_and_told_no_news(cairn: Cairn) -> None:
    phone = cairn.phone_of("dana", "elena")
    exchange(cairn.phone_of("elena"), request_body(new_edit(SERVICE, service())))
    dana = cairn.people["dana"]
    edit = new_edit(SUGGESTION, suggestion(dana))

    body = request_body(edit, member_id=dana.member_id, send_only=True)
    phone.headers.update(cairn.speak_for("dana"))
    lines = exchange(phone, body)

    assert [list(line)[-1] for line in lines] == ["databases", "accepted", "done"]
    assert directory_of(cairn) == [SERVICE, SUGGESTION]


def crowd(cairn: Cairn, size: int) -> TestClient:
    """Return a phone on which so many people are signed in."""
    phone = TestClient(cairn.app, base_url=ORIGIN)

    async def join(name: str) -> None:
        await cairn.deployment.roster.add_member(
            name,
            display_name=name.title(),
            roles=frozenset({"advocate"}),
            derive=lambda salt: login_secret(name),
        )

    for n in range(size):
        cairn.run(join, f"night-{n}")
        assert phone.post("/api/sign-in", json=sign_in_body(f"night-{n}")).status_code == 200
    return phone


def test_a_phone_full_of_people_takes_no_other_until_one_signs_out(cairn: Cairn) -> None:
    phone = crowd(cairn, MAX_PEOPLE)

    refused = phone.post("/api/sign-in", json=sign_in_body("dana"))
    assert refused.status_code == 409
    assert refused.json()["error"] == "phone_is_full"
    assert "Set-Cookie" not in refused.headers

    again = phone.post("/api/sign-in", json=sign_in_body("night-3"))
    assert again.status_code == 200

    speak = {"Cairn-Member": again.json()["member"]["id"]}
    phone.post("/api/sign-out", headers=JSON | speak)
    assert phone.post("/api/sign-in", json=sign_in_body("dana")).status_code == 200


def test_who_was_shut_out_makes_room(cairn: Cairn) -> None:
    phone = crowd(cairn, MAX_PEOPLE)

    async def shut_out() -> None:
        await cairn.deployment.roster.set_disabled("night-3", disabled=True)

    cairn.run(shut_out)

    assert phone.post("/api/sign-in", json=sign_in_body("dana")).status_code == 200
    assert len(phone.cookies) == MAX_PEOPLE
    assert phone.get("/api/me", headers=cairn.speak_for("dana")).status_code == 200
