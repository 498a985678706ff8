"""The survey and the partner's page without scripts: plain forms, and the same promises."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from cairn_sync.document import new_edit
from tests.server.conftest import DIRECTORY, ORIGIN, SERVICE, Cairn
from tests.server.plain.reading import TextBrowser, read
from tests.server.routes import test_confirm, test_survey
from tests.server.routes.test_confirm import STREET, link, reports, winner
from tests.server.routes.test_survey import SURVEY, once, put, survey, totals

opened, entries = test_survey.opened, test_confirm.entries  # fixtures
PATH = f"/plain/en/survey/{SURVEY}"
BOSS = "Most people here think one partner should make the big choices."


def field(page: TextBrowser, label: str) -> str:
    """Return the name of the list with this label."""
    labels = [given["for"] for tag, given in page.elements if tag == "label"]
    return str(labels[page.label_texts.index(label)])


def lists(page: TextBrowser) -> dict[str, str]:
    """Return what a browser sends when nothing was picked."""
    names = [given["name"] for tag, given in page.elements if tag == "select"]
    hidden = {
        str(given["name"]): str(given["value"])
        for tag, given in page.elements
        if tag == "input" and given.get("type") == "hidden"
    }
    return hidden | {str(name): "00" for name in names}


def post(client: TestClient, path: str, fields: Any, **headers: str) -> Any:
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": ORIGIN} | headers
    return client.post(path, content=urlencode(fields, doseq=True), headers=sent)


# -- The survey ---------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_survey_asks_all_that_is_counted_and_no_words(opened: Cairn, language: str) -> None:
    page = read(opened.client.get(f"/plain/{language}/survey/{SURVEY}").text)

    assert page.amiss() == []
    assert "Cedar County" in page.text
    assert "textarea" not in dict(page.elements)
    assert (BOSS in page.seen) is (language == "en")
    assert "1-800-799-7233" in page.seen


def test_answers_without_scripts_are_counted_as_those_with(opened: Cairn) -> None:
    page = read(opened.client.get(PATH).text)
    name = field(page, BOSS)
    for number in range(10):
        fields = lists(page) | {name: f"{number % 2 + 1:02}", "once": once(number)}
        answer = post(opened.client, PATH, fields)
        assert answer.status_code == 200 and "were counted" in answer.text
        assert read(answer.text).amiss() == []

    assert totals(opened)["numbers"]["answered"] == 10


def test_the_same_form_sent_twice_is_counted_once(opened: Cairn) -> None:
    page = read(opened.client.get(PATH).text)
    fields = lists(page) | {field(page, BOSS): "01"}
    for _ in range(12):
        assert post(opened.client, PATH, fields).status_code == 200

    assert "numbers" not in totals(opened)


def test_each_form_has_a_name_of_its_own(opened: Cairn) -> None:
    first, second = (lists(read(opened.client.get(PATH).text))["once"] for _ in range(2))

    assert first != second


def test_whatever_is_picked_what_is_sent_has_one_length(opened: Cairn) -> None:
    page = read(opened.client.get(PATH).text)
    nothing = lists(page)
    everything = {name: "01" if name != "once" else once(7) for name in nothing}

    assert len(urlencode(nothing)) == len(urlencode(everything))
    assert {len(name) for name in nothing if name != "once"} == {5}
    values = {given.get("value") for tag, given in page.elements if tag == "option"}
    assert {len(str(value)) for value in values} == {2}


def test_more_picks_than_are_asked_for_are_told_and_not_counted(opened: Cairn) -> None:
    page = read(opened.client.get(PATH).text)
    everything = dict.fromkeys(lists(page), "01") | {"once": once(1)}

    answer = post(opened.client, PATH, everything)

    assert answer.status_code == 422
    assert "Go back and take some off" in answer.text


def test_nothing_picked_is_nobody(opened: Cairn) -> None:
    page = read(opened.client.get(PATH).text)

    assert "nothing was picked" in post(opened.client, PATH, lists(page)).text


@pytest.mark.parametrize("value", ["99", "-1", "x", "²", "0" * 200])
def test_odd_values_are_left_out(opened: Cairn, value: str) -> None:
    page = read(opened.client.get(PATH).text)

    fields = dict.fromkeys(lists(page), value) | {"once": once(1)}

    assert "nothing was picked" in post(opened.client, PATH, fields).text


def test_a_form_too_large_or_with_too_many_fields_is_refused(opened: Cairn) -> None:
    assert post(opened.client, PATH, {"once": "0" * 40_000}).status_code == 413
    assert post(opened.client, PATH, {"a": ["1"] * 3_000}).status_code == 400
    assert opened.client.post(PATH, json={}).status_code == 415


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"state": "closed"}, "It has ended"), ({"opens_on": "2027-01-01"}, "It has not begun")],
)
def test_a_survey_that_is_not_open_says_so(cairn: Cairn, changes: Any, said: str) -> None:
    put(cairn, f"survey:{SURVEY}", survey(**changes))
    page = read(cairn.client.get(PATH).text)

    assert said in page.text and page.amiss() == []


@pytest.mark.parametrize("number", ["nothing", SURVEY.replace("9", "8")])
def test_no_survey_is_said_on_a_page(opened: Cairn, number: str) -> None:
    answer = opened.client.get(f"/plain/es/survey/{number}")

    assert answer.status_code == 404 and read(answer.text).amiss() == []
    assert post(opened.client, f"/plain/es/survey/{number}", {}).status_code == 404


def test_a_form_of_another_site_is_refused_and_of_a_browser_without_the_header_is_not(
    opened: Cairn,
) -> None:
    fields = lists(read(opened.client.get(PATH).text))

    assert post(opened.client, PATH, fields, Origin="https://evil.example").status_code == 403
    assert post(opened.client, PATH, fields, Origin="null").status_code == 403
    bare = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = opened.client.post(PATH, content=urlencode(fields), headers=bare)
    assert answer.status_code == 200


def test_a_form_tells_its_own_server_where_it_came_from_and_stays_nowhere(opened: Cairn) -> None:
    headers = opened.client.get(PATH).headers

    assert headers["Referrer-Policy"] == "same-origin"  # else the browser says Origin: null
    assert headers["Cache-Control"] == "no-store"
    assert "form-action 'self'" in headers["Content-Security-Policy"]
    assert "set-cookie" not in headers


@pytest.mark.parametrize(("kind", "number"), [("survey", SURVEY), ("confirm", "a_b-c")])
def test_the_page_with_scripts_leads_here(cairn: Cairn, kind: str, number: str) -> None:
    answer = cairn.client.get(f"/{kind}/{number}?plain=es", follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/plain/es/{kind}/{number}"


# -- A partner's page ---------------------------------------------------------


def plain(path: str) -> str:
    return f"/plain/en{path}"


def test_a_partner_says_that_all_is_true(entries: Cairn) -> None:
    path = plain(link(entries))
    page = read(entries.client.get(path).text)
    assert page.amiss() == []
    assert "Night shelter" in page.seen and "555-0100" in page.text
    assert "Hidden Town" not in page.text and STREET not in page.text
    assert "textarea" not in dict(page.elements)  # its place is private

    answer = post(entries.client, path, {"all": "1"})

    assert answer.status_code == 200 and read(answer.text).amiss() == []
    assert winner(entries, SERVICE)["assured_date"] == "2026-11-20"
    assert "used already" in entries.client.get(path).text
    assert post(entries.client, path, {"all": "1"}).status_code == 410


def test_a_partner_says_what_is_wrong(entries: Cairn) -> None:
    before = winner(entries, SERVICE)
    path = plain(link(entries))

    assert "Choose what is wrong." in post(entries.client, path, {"note": " "}).text
    wrong = ["moved", "wrong_hours", "nonsense", "moved"]
    assert post(entries.client, path, {"wrong": wrong}).status_code == 200

    assert sorted(one["what"] for one in reports(entries)) == ["moved", "wrong_hours"]
    assert winner(entries, SERVICE) == before


def test_words_about_a_private_place_are_refused_without_using_the_link(entries: Cairn) -> None:
    path = plain(link(entries))

    assert post(entries.client, path, {"wrong": "moved", "note": STREET}).status_code == 400
    assert reports(entries) == []
    assert entries.client.get(path).status_code == 200


def test_words_about_an_open_place_reach_the_editors(entries: Cairn) -> None:
    async def open_it() -> None:
        store = await entries.databases.open(DIRECTORY)
        now = (await store.leaves(SERVICE))[0]
        body = {k: v for k, v in now.parsed_body().items() if k != "service_at_locations"}
        await store.bulk_docs([new_edit(SERVICE, body, parent=now.path)])

    entries.run(open_it)
    path = plain(link(entries))
    assert "textarea" in dict(read(entries.client.get(path).text).elements)
    assert post(entries.client, path, {"note": "x" * 501}).status_code == 400
    assert post(entries.client, path, {"note": "From 17:00"}).status_code == 200

    assert [one["note"] for one in reports(entries)] == ["From 17:00"]


def test_a_link_that_there_is_not_is_said_on_a_page(entries: Cairn) -> None:
    for answer in (
        entries.client.get("/plain/es/confirm/nothing"),
        post(entries.client, "/plain/es/confirm/nothing", {"all": "1"}),
    ):
        assert answer.status_code == 404 and read(answer.text).amiss() == []
