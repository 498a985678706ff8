from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.server.cli.conftest import Cairn
from tests.server.cli.fake_couchdb import FakeCouchDB, running_couchdb


@pytest.fixture
def couch() -> Iterator[FakeCouchDB]:
    with running_couchdb() as server:
        yield server


def test_setup_makes_databases_a_user_and_who_may_enter(
    deployed: Cairn, couch: FakeCouchDB
) -> None:
    text = deployed("couchdb", "setup", couch.url()).stdout

    assert {"directory-prairie", "commons-prairie", "_users"} <= set(couch.docs)
    assert "accounts" not in couch.docs
    user = couch.docs["_users/org.couchdb.user:cairn"]
    assert (user["name"], user["type"], user["roles"]) == ("cairn", "user", [])
    security = couch.docs["directory-prairie/_security"]
    assert security["members"]["names"] == ["cairn"]
    found = re.search(r"CAIRN_COUCHDB_URL=http://cairn:(\S+)@127\.0\.0\.1:\d+", text)
    assert found is not None
    assert found[1] == user["password"]


def test_setup_twice_changes_nothing(deployed: Cairn, couch: FakeCouchDB) -> None:
    deployed("couchdb", "setup", couch.url())
    writes = couch.writes

    text = deployed("couchdb", "setup", couch.url()).stdout

    assert couch.writes == writes
    assert "there already" in text
    assert "cairn:PASSWORD@" in text


def test_setup_can_change_the_password(deployed: Cairn, couch: FakeCouchDB) -> None:
    deployed("couchdb", "setup", couch.url())

    deployed("couchdb", "setup", couch.url(), "--password", "a new / one")

    assert couch.docs["_users/org.couchdb.user:cairn"]["password"] == "a new / one"


def test_setup_leaves_others_who_may_enter(deployed: Cairn, couch: FakeCouchDB) -> None:
    kept = {"admins": {"names": ["boss"]}, "members": {"names": ["rosa"], "roles": ["staff"]}}
    couch.docs |= {"directory-prairie": {}, "directory-prairie/_security": kept}

    deployed("couchdb", "setup", couch.url())

    security = couch.docs["directory-prairie/_security"]
    assert security["admins"] == {"names": ["boss"]}
    assert security["members"] == {"names": ["rosa", "cairn"], "roles": ["staff"]}


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("couch.example.org", "must start with http"),
        ("http://admin:secret@127.0.0.1:1", "could not be set up: Connection refused"),
    ],
)
def test_setup_that_fails_says_why_without_the_password(
    deployed: Cairn, url: str, sentence: str
) -> None:
    result = deployed("couchdb", "setup", url, code=1)

    assert sentence in result.stderr
    assert "secret" not in result.output


def test_a_wrong_password_is_said_to_be(deployed: Cairn, couch: FakeCouchDB) -> None:
    result = deployed("couchdb", "setup", couch.url("hunter2"), code=1)

    assert "did not take that user and password" in result.stderr
    assert "hunter2" not in result.output
