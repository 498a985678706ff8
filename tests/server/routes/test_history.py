from __future__ import annotations

from typing import Any

import pytest

from cairn_sync.document import Document, new_edit
from tests.server.conftest import (
    DIRECTORY,
    SERVICE,
    SHELTER,
    SUGGESTION,
    Cairn,
    exchange,
    pick,
    request_body,
    service,
    suggestion,
)

JSON = {"Content-Type": "application/json"}
PATH = f"/api/history/{SERVICE}"


def send(cairn: Cairn, *documents: Document, name: str = "elena") -> None:
    lines = exchange(cairn.phone_of(name), request_body(*documents))
    assert not pick(lines, "refused"), lines


def changed_often(cairn: Cairn, times: int) -> None:
    made = new_edit(SERVICE, service())
    send(cairn, made)
    for turn in range(times):
        made = new_edit(SERVICE, service(alert=f"Room {turn}"), parent=made.path)
        send(cairn, made)


def test_an_editor_reads_who_changed_what_and_each_version_whole(cairn: Cairn) -> None:
    changed_often(cairn, 1)
    phone = cairn.phone_of("elena")

    answer = phone.get(PATH)

    elena = cairn.people["elena"].member_id
    newest, oldest = answer.json()["versions"]
    assert answer.json()["more"] is False
    assert answer.headers["Cache-Control"] == "no-store"
    assert (newest["number"], newest["door"], newest["people"]) == (2, "phone", [elena])
    assert (newest["fields"], newest["base"], newest["state"]) == (["alert"], 1, "kept")
    assert (oldest["number"], oldest["fields"], oldest.get("base")) == (1, [], None)
    assert phone.get(f"{PATH}/1").json() == {"number": 1, "body": service()}
    assert phone.get(f"{PATH}/2").json()["body"]["alert"] == "Room 0"


def test_older_versions_come_page_by_page(cairn: Cairn) -> None:
    changed_often(cairn, 24)
    phone = cairn.phone_of("elena")

    first = phone.get(PATH).json()
    second = phone.get(PATH, params={"before": first["versions"][-1]["number"]}).json()

    assert [one["number"] for one in first["versions"]] == list(range(25, 5, -1))
    assert [one["number"] for one in second["versions"]] == [5, 4, 3, 2, 1]
    assert (first["more"], second["more"]) == (True, False)


@pytest.mark.parametrize("name", ["dana", "carmen"])
def test_who_is_no_editor_reads_no_version(cairn: Cairn, name: str) -> None:
    changed_often(cairn, 1)
    phone = cairn.phone_of(name)

    answers = [
        phone.get(PATH),
        phone.get(f"{PATH}/1"),
        phone.post(f"{PATH}/1/erase", content=b"{}", headers=JSON),
    ]

    assert [one.status_code for one in answers] == [403, 403, 403]
    assert not any("Room" in one.text or "Bent River" in one.text for one in answers)


def test_who_is_not_signed_in_reads_none_either(cairn: Cairn) -> None:
    assert cairn.client.get(PATH).status_code == 401
    assert cairn.client.get(f"{PATH}/1").status_code == 401
    assert cairn.client.post(f"{PATH}/1/erase", content=b"{}", headers=JSON).status_code == 401


def test_of_reports_there_are_no_versions(cairn: Cairn) -> None:
    changed_often(cairn, 0)
    report = new_edit(SUGGESTION, suggestion(cairn.people["dana"], note="The bell is broken"))
    send(cairn, report, name="dana")
    phone = cairn.phone_of("elena")

    assert phone.get(f"/api/history/{SUGGESTION}").json() == {"versions": [], "more": False}
    assert phone.get(f"/api/history/{SUGGESTION}/1").status_code == 404


def test_what_was_written_past_the_record_is_there_when_somebody_looks(cairn: Cairn) -> None:
    async def write() -> None:
        bare = await cairn.app.state.history.databases.bare.open(DIRECTORY)
        await bare.bulk_docs([new_edit(SERVICE, service(alert="As it was"))])

    cairn.client.portal.call(write)  # type: ignore[union-attr]

    [found] = cairn.phone_of("elena").get(PATH).json()["versions"]

    assert (found["door"], found["people"]) == ("found", [])


def test_a_version_is_erased_for_good(cairn: Cairn) -> None:
    changed_often(cairn, 1)
    phone = cairn.phone_of("elena")

    assert phone.post(f"{PATH}/1/erase", content=b"{}", headers=JSON).status_code == 204

    assert [one["state"] for one in phone.get(PATH).json()["versions"]] == ["kept", "erased"]
    assert phone.get(f"{PATH}/1").status_code == 404
    assert phone.post(f"{PATH}/1/erase", content=b"{}", headers=JSON).status_code == 404


def test_a_foreign_page_erases_nothing(cairn: Cairn) -> None:
    changed_often(cairn, 1)

    answer = cairn.phone_of("elena").post(
        f"{PATH}/1/erase", content=b"{}", headers={"Content-Type": "text/plain"}
    )

    assert answer.status_code == 415


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²"])
def test_a_page_that_makes_no_sense_is_refused(cairn: Cairn, before: str) -> None:
    answer = cairn.phone_of("elena").get(PATH, params={"before": before})

    assert answer.status_code == 400


def test_while_a_place_is_being_erased_nothing_is_told_of_it(cairn: Cairn) -> None:
    place: dict[str, Any] = {
        "type": "location",
        "schema": 1,
        "location_type": "physical",
        "name": "Harbor House",
        "addresses": [
            {
                "address_type": "physical",
                "address_1": "1714 Larkspur Lane",
                "city": "Millbrook",
                "state_province": "ND",
                "postal_code": "58777",
                "country": "US",
            }
        ],
    }
    send(cairn, new_edit(SHELTER, place))
    phone = cairn.phone_of("elena")
    assert len(phone.get(f"/api/history/{SHELTER}").json()["versions"]) == 1

    cairn.app.state.history.history.ledger.suspect(DIRECTORY, SHELTER)

    assert phone.get(f"/api/history/{SHELTER}").json() == {"versions": [], "more": False}
    assert phone.get(f"/api/history/{SHELTER}/1").status_code == 404
