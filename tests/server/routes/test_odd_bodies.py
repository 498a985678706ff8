"""By no door does an odd request end in a mistake of ours, whoever sends it."""

from __future__ import annotations

import random
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from cairn_sync.document import new_edit
from tests.examples import TIMES
from tests.server.conftest import DIRECTORY, ORIGIN, SERVICE, Cairn, service
from tests.server.routes.odd_bodies import Door, doors_of, knocks_at
from tests.server.routes.test_couchdb import client_of, push

LISTED = new_edit(SERVICE, service())
FAILURES = (500, 502, 504)  # 501 and 503 are told on purpose: attachments, an app not built
DOOR = f"/couchdb/{DIRECTORY}"
ABYSS = b"[" * 300 + b"]" * 300


def visitor(cairn: Cairn, role: str, door: Door) -> TestClient:
    """Return a client of `role` that the door would let in, and whose failures are answers."""
    client = TestClient(cairn.app, base_url=ORIGIN, raise_server_exceptions=False)
    if role != "a stranger":
        if door.pattern.startswith("/couchdb"):
            client.headers = client_of(cairn, role).headers
        else:
            client.headers.update(cairn.speak_for(role))
            client.cookies = cairn.phone_of(role).cookies
    return client


@pytest.mark.parametrize("role", ["a stranger", "dana", "elena", "carmen"])
def test_no_odd_request_is_answered_with_a_mistake_of_ours(cairn: Cairn, role: str) -> None:
    assert push(client_of(cairn, "elena"), DIRECTORY, LISTED) is None
    chance = random.Random(role if TIMES == 1 else None)
    failed = []

    for door in doors_of(cairn.app):
        client = visitor(cairn, role, door)
        for knock in knocks_at(door, chance, 2 * TIMES):
            answer = client.request(
                door.method, knock.path, content=knock.content, headers=knock.headers
            )
            if answer.status_code in FAILURES:
                failed.append((knock, answer.text))

    assert not failed, f"{len(failed)}: {failed[0]}"
    found = client_of(cairn, "elena").get(f"{DOOR}/{SERVICE}").json()
    assert found["_rev"] == str(LISTED.revision)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/_local/x", b'{"a":%s}' % ABYSS),
        ("POST", "/_revs_diff", b'{"a":%s}' % ABYSS),
        ("POST", "/_revs_diff", b'{"a":[%s]}' % ABYSS),
        ("POST", "/_missing_revs", b'{"a":[%s]}' % ABYSS),
        ("POST", "/_all_docs", b'{"keys":%s}' % ABYSS),
        ("POST", "/_bulk_get", b'{"docs":[{"id":%s}]}' % ABYSS),
        ("POST", "/_changes?filter=_doc_ids", b'{"doc_ids":%s}' % ABYSS),
        ("PUT", f"/{SERVICE}", b'{"a":%s}' % ABYSS),
        ("GET", f"/_all_docs?keys={ABYSS.decode()}", b""),
        ("GET", f"/{SERVICE}?open_revs={ABYSS.decode()}", b""),
    ],
)
def test_what_is_nested_too_deep_is_said_to_be(
    cairn: Cairn, method: str, path: str, body: bytes
) -> None:
    client = client_of(cairn, "elena")

    answer = client.request(
        method, DOOR + path, content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 400
    assert "deep" in answer.json()["reason"]


@pytest.mark.parametrize("rev", [[], {}, 7, True])
def test_a_revision_that_is_no_text_is_refused(cairn: Cairn, rev: Any) -> None:
    body = {**service(), "_rev": rev}

    answer = client_of(cairn, "elena").put(f"{DOOR}/{SERVICE}", json=body)

    assert (answer.status_code, answer.json()["reason"]) == (400, "Invalid rev format")


def test_one_document_nested_too_deep_is_one_bad_row(cairn: Cairn) -> None:
    client = client_of(cairn, "elena")
    fit = orjson.dumps({"_id": SERVICE, **service()})
    body = b'{"docs":[{"_id":%s},{"_id":"a","b":%s},%s]}' % (ABYSS, ABYSS, fit)

    answer = client.post(
        f"{DOOR}/_bulk_docs", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 201
    assert [row.get("error") for row in answer.json()] == ["bad_request", "bad_request", None]
