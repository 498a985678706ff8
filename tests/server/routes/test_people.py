from __future__ import annotations

import pytest

from tests.server.conftest import Cairn


@pytest.mark.parametrize("name", ["elena", "carmen"])
def test_editors_and_coordinators_see_the_names_of_one_another_and_of_nobody_else(
    cairn: Cairn, name: str
) -> None:
    answer = cairn.phone_of(name).get("/api/people/names")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {
        "names": {cairn.people[one].member_id: one.title() for one in ("elena", "carmen")}
    }


def test_an_advocate_sees_no_names(cairn: Cairn) -> None:
    answer = cairn.phone_of("dana").get("/api/people/names")

    assert answer.status_code == 403
    assert "Elena" not in answer.text


def test_who_is_not_signed_in_sees_none_either(cairn: Cairn) -> None:
    assert cairn.client.get("/api/people/names").status_code == 401
