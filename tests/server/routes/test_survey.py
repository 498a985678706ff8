"""The public door: who may see it, what it counts, and what it never looks at."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from starlette.testclient import TestClient

from cairn_server.shared_space.check import worksheet_id
from cairn_server.surveys.desk import TooManyAnswersError, counting_id
from cairn_server.worksheets.catalogue import templates
from cairn_sync.document import new_edit
from tests.server.conftest import COMMONS, Cairn, Clock

SURVEY = "6f1c2d3e-0009-4a5b-8c6d-000000000009"
GAP = "gap"


def survey(**changes: Any) -> dict[str, Any]:
    body = {
        "type": "survey",
        "schema": 1,
        "template": "f1-community-voices",
        "area": "Cedar County",
        "opens_on": "2026-11-01",
        "closes_on": "2026-12-01",
        "smallest": 10,
        "state": "open",
    }
    return body | changes


def put(cairn: Cairn, doc_id: str, body: dict[str, Any] | None) -> None:
    """Write a document to the shared space, over what is there; None removes it."""

    async def write() -> None:
        store = await cairn.databases.open(COMMONS)
        before = await store.leaves(doc_id)
        edit = new_edit(
            doc_id, body or {}, parent=before[0].path if before else (), deleted=body is None
        )
        await store.bulk_docs([edit])

    cairn.run(write)


def once(number: int) -> str:
    return f"{number:032x}"


def said(**answers: Any) -> dict[str, Any]:
    return {"answers": answers, "padding": "." * 100}


def send(cairn: Cairn, number: int, survey_id: str = SURVEY, /, **answers: Any) -> int:
    body = said(**answers) | {"once": once(number)}
    return cairn.client.post(f"/survey/{survey_id}", json=body).status_code


@pytest.fixture
def opened(cairn: Cairn) -> Cairn:
    put(cairn, f"survey:{SURVEY}", survey())
    return cairn


def totals(cairn: Cairn, survey_id: str = SURVEY) -> dict[str, Any]:
    answer = cairn.phone_of("carmen").get(f"/api/surveys/{survey_id}/totals")
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def test_anybody_is_told_what_is_asked_and_where(opened: Cairn) -> None:
    about = opened.client.get(f"/survey/{SURVEY}/about").json()

    assert about == {
        "template": "f1-community-voices",
        "stage": "open",
        "smallest": 10,
        "area": "Cedar County",
    }


def test_the_programs_own_line_is_told_too(opened: Cairn) -> None:
    line = {"number": "555-0134", "note": {"en": "Day and night"}}
    program = "program:00000000-0000-4000-8000-000000000001"
    put(opened, program, {"type": "program", "schema": 1, "line_24h": line})

    assert opened.client.get(f"/survey/{SURVEY}/about").json()["line_24h"] == line


@pytest.mark.parametrize("survey_id", ["nothing", SURVEY.replace("9", "8"), SURVEY.upper()])
def test_what_is_no_survey_is_not_there(opened: Cairn, survey_id: str) -> None:
    assert opened.client.get(f"/survey/{survey_id}/about").status_code == 404
    assert send(opened, 1, survey_id, n_boss="a") == 404


def test_the_totals_come_with_the_tenth_answer_and_move_on_with_the_twentieth(
    opened: Cairn,
) -> None:
    for number in range(9):
        assert send(opened, number, n_boss="a", idea="More rides") == 204
    assert totals(opened) == {"id": SURVEY, "template": "f1-community-voices", "smallest": 10}

    assert send(opened, 9, n_boss="a") == 204
    first = totals(opened)
    assert first["numbers"]["answered"] == 10
    assert first["texts"] == {"idea": ["More rides"] * 9}
    # All said the same, so every cell is hidden: who answered said what is shown.
    assert set(first["numbers"]["questions"]["n_boss"]["cells"].values()) == {None}

    for number in range(10, 19):
        send(opened, number, n_boss="d", idea="A warm line")
    assert totals(opened) == first

    send(opened, 19, n_boss="d")
    assert totals(opened)["numbers"]["answered"] == 20
    assert totals(opened)["texts"]["idea"].count("A warm line") == 9


def test_an_answer_sent_again_is_counted_once(opened: Cairn) -> None:
    for _ in range(20):
        assert send(opened, 1, n_boss="a") == 204

    assert "numbers" not in totals(opened)


def test_a_blank_answer_is_taken_and_not_counted(opened: Cairn) -> None:
    for number in range(12):
        assert send(opened, number, ok="yes", helpinfo="x", nothing="y") == 204

    assert "numbers" not in totals(opened)


def test_cookies_that_come_along_are_not_looked_up(opened: Cairn) -> None:
    phone = opened.phone_of("dana")
    seen = opened.deployment.roster.devices_of(opened.people["dana"].member_id)
    body = said(n_boss="a") | {"once": once(1)}

    broken = {"Cookie": "__Host-cairn-00000000=nonsense", "Cairn-Member": "nobody"}
    assert phone.post(f"/survey/{SURVEY}", json=body).status_code == 204
    assert opened.client.post(f"/survey/{SURVEY}", json=body, headers=broken).status_code == 204
    assert opened.deployment.roster.devices_of(opened.people["dana"].member_id) == seen


def test_a_foreign_page_cannot_answer_in_somebodys_browser(opened: Cairn) -> None:
    body = said(n_boss="a") | {"once": once(1)}
    headers = {"Origin": "https://elsewhere.example"}

    assert opened.client.post(f"/survey/{SURVEY}", json=body, headers=headers).status_code == 403


def test_an_open_line_is_refused(opened: Cairn) -> None:
    client = TestClient(opened.app, base_url="http://cairn.example.org")

    assert client.get(f"/survey/{SURVEY}/about").status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {"once": once(1)},
        {"once": "short", "answers": {}},
        {"once": once(1), "answers": {}, "member": "dana"},
        {"once": once(1), "answers": {}, "padding": "." * 200_000},
    ],
)
def test_a_malformed_or_huge_answer_is_refused(opened: Cairn, body: dict[str, Any]) -> None:
    assert opened.client.post(f"/survey/{SURVEY}", json=body).status_code in (400, 413)


def test_only_coordinators_see_totals(opened: Cairn) -> None:
    for path in (f"/api/surveys/{SURVEY}/totals", "/api/counts"):
        assert opened.phone_of("elena").get(path).status_code == 403
        assert (
            TestClient(opened.app, base_url="https://cairn.example.org").get(path).status_code
            == 401
        )


def test_a_survey_opens_and_ends_by_the_day_and_takes_late_answers_for_two_weeks(
    opened: Cairn, clock: Clock
) -> None:
    def stage() -> str:
        return str(opened.client.get(f"/survey/{SURVEY}/about").json()["stage"])

    put(opened, f"survey:{SURVEY}", survey(opens_on="2026-11-21"))
    assert stage() == "not_yet"
    clock.pass_by(days=1)
    assert stage() == "open"
    clock.pass_by(days=12)
    assert stage() == "closed"
    assert send(opened, 1, n_boss="a") == 204
    clock.pass_by(days=14)
    assert send(opened, 2, n_boss="a") == 410


def test_the_smallest_number_is_never_below_the_worksheets_own_nor_lowered(opened: Cairn) -> None:
    put(opened, f"survey:{SURVEY}", survey(smallest=3))
    assert totals(opened)["smallest"] == 10

    put(opened, f"survey:{SURVEY}", survey(smallest=20))
    send(opened, 1, n_boss="a")
    put(opened, f"survey:{SURVEY}", survey(smallest=10))
    for number in range(2, 12):
        send(opened, number, n_boss="a")
    assert totals(opened) == {"id": SURVEY, "template": "f1-community-voices", "smallest": 20}


def test_a_line_with_many_addresses_is_one(opened: Cairn) -> None:
    """An IPv6 line has 2^64 of them to choose from."""

    async def answer_from_each() -> None:
        desk = opened.deployment.surveys
        found = await desk.find(SURVEY)
        assert found is not None
        for number in range(300):
            address = f"2001:db8:1:2::{number:x}"
            await desk.take(found, {"n_boss": "x"}, once=once(number), address=address)
        with pytest.raises(TooManyAnswersError):
            await desk.take(found, {}, once=once(300), address="2001:db8:1:2:3:4:5:6")
        await desk.take(found, {}, once=once(301), address="2001:db8:1:3::1")

    opened.run(answer_from_each)


def test_one_address_cannot_send_without_end(opened: Cairn, clock: Clock) -> None:
    codes = [send(opened, number, n_boss="x") for number in range(301)]

    assert codes[:300] == [204] * 300
    assert codes[300] == 429
    clock.pass_by(hours=1)
    assert send(opened, 301, n_boss="x") == 204


def test_what_a_worksheet_counts_has_a_place_of_its_own_and_only_that_is_counted(
    cairn: Cairn,
) -> None:
    place = counting_id("prairie", "h2-warm-referral")
    assert place == str(uuid5(uuid5(NAMESPACE_URL, "cairn:count"), "prairie/h2-warm-referral"))
    for number in range(12):
        assert send(cairn, number, place, result="got", again="yes", conflict="yes") == 204

    counts = {
        c["template"]: c for c in cairn.phone_of("carmen").get("/api/counts").json()["counts"]
    }

    assert set(counts) == {"d-economic-housing", "h2-warm-referral"}
    assert counts["d-economic-housing"]["smallest"] == 5
    assert set(counts["h2-warm-referral"]["numbers"]["questions"]) == {"result", "again"}


def test_the_sums_of_a_removed_survey_are_erased(opened: Cairn) -> None:
    send(opened, 1, n_boss="a")
    opened.run(opened.deployment.surveys.sweep)
    assert b"n_boss" in (opened.settings.data / "surveys.sqlite").read_bytes()

    put(opened, f"survey:{SURVEY}", None)
    opened.run(opened.deployment.surveys.sweep)
    assert b"n_boss" not in (opened.settings.data / "surveys.sqlite").read_bytes()


def test_long_texts_in_any_script_are_taken(opened: Cairn) -> None:
    """The phone takes one that is too large for refused, and lets it go."""
    texts = {f"t{n}": "\u0928" * 1_000 for n in range(20)}

    assert send(opened, 1, **texts) == 204


def test_the_sums_outlive_what_becomes_of_the_worksheet(opened: Cairn) -> None:
    """Withdrawn, replaced by one that is no survey, or unreadable: nobody asked to erase them."""
    send(opened, 1, n_boss="a")
    worksheet = worksheet_id("own-voices")
    put(opened, f"survey:{SURVEY}", survey(template="own-voices"))
    for body in (None, {"type": "worksheet", "template": {"id": "own-voices"}}):
        put(opened, worksheet, body)
        opened.run(opened.deployment.surveys.sweep)
        assert b"n_boss" in (opened.settings.data / "surveys.sqlite").read_bytes()


def test_what_another_server_wrote_shows_no_smaller_numbers(cairn: Cairn) -> None:
    """What comes by replication is kept as it came: its own word on the smallest is not enough."""
    own = templates()["f1-community-voices"].model_dump(mode="json", by_alias=True)
    own |= {"id": "own-voices", "survey": {"smallest": 3, "years": 1}}
    body = {"type": "worksheet", "schema": 1, "template": own, "state": "published"}
    put(cairn, worksheet_id("own-voices"), body)
    put(cairn, f"survey:{SURVEY}", survey(template="own-voices", smallest=1))

    assert totals(cairn)["smallest"] == 5


def test_a_survey_goes_on_when_its_worksheet_leaves_the_list(opened: Cairn) -> None:
    own = {**templates()["f1-community-voices"].model_dump(mode="json", by_alias=True)}
    own["id"] = "own-voices"
    body = {"type": "worksheet", "schema": 1, "template": own, "state": "retired"}
    put(opened, worksheet_id("own-voices"), body)
    put(opened, f"survey:{SURVEY}", survey(template="own-voices"))

    assert opened.client.get(f"/survey/{SURVEY}/about").json()["stage"] == "open"
    assert totals(opened)["template"] == "own-voices"


def test_sums_without_a_document_are_not_erased(opened: Cairn) -> None:
    """After a restore the shared space may be older than the sums."""
    send(opened, 1, n_boss="a")
    opened.run(opened.deployment.surveys.sweep)

    assert b"n_boss" in (opened.settings.data / "surveys.sqlite").read_bytes()


def test_sums_are_erased_years_after_the_survey_ended(opened: Cairn, clock: Clock) -> None:
    send(opened, 1, n_boss="a")
    clock.pass_by(days=700)
    opened.run(opened.deployment.surveys.sweep)
    assert b"n_boss" in (opened.settings.data / "surveys.sqlite").read_bytes()

    clock.pass_by(days=60)
    opened.run(opened.deployment.surveys.sweep)
    assert b"n_boss" not in (opened.settings.data / "surveys.sqlite").read_bytes()
