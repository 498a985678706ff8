"""A survey from its start to its totals: on strangers' phones, and on a helper's without signal."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.camera import codes_read
from tests.browser.conftest import OpenPhone
from tests.browser.server import CairnServer
from tests.browser.steps import (
    open_entry,
    open_tab,
    send_and_receive,
    sign_in,
    wait_until_installed,
)

OUTPUT = Path(__file__).parent / "output"
AREA = "Cedar County"
TITLE = "Community voices: short survey"
SERVICE = "Alder House 24-hour line"
ENOUGH = "Most families here can pay for food, bills, and gas."
FIRST = "Which two should this community work on first?"


def look(page: Page, name: str) -> list[str]:
    """Draw the screen and return what bars somebody in it."""
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"survey-{name}.png", full_page=True)
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return [f"{name}: {found}" for found in violations(page)] + ([f"{name}: wide"] if wide else [])


def in_both_languages(page: Page, name: str) -> list[str]:
    barriers = look(page, f"{name}-en")
    heading = page.get_by_role("heading", level=1)
    english = heading.inner_text()
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(heading).not_to_have_text(english)
    barriers += look(page, f"{name}-es")
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return barriers


def start_survey(page: Page, title: str = TITLE) -> str:
    """Start one as a coordinator, send it, and return the path of its link."""
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Surveys without names").click()
    page.get_by_role("button", name="Start a survey").click()
    page.get_by_label(title).check()
    page.get_by_label("Which area?").fill(AREA)
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_text("It is not on the server yet")).to_be_visible()
    link = page.locator(".survey-link").inner_text()
    assert codes_read(page.get_by_role("img", name=f"Code of the link {link}")) == [link]
    directory = link.partition("/survey/")[0] + "/plain/"
    assert codes_read(page.get_by_role("img", name=f"Code of the link {directory}")) == [directory]
    send_and_receive(page)
    return "/survey/" + link.rpartition("/")[2]


def open_survey(page: Page, button: str) -> None:
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Surveys without names").click()
    page.get_by_role("button", name=button).click()


def choose(page: Page, question: str, option: str) -> None:
    block = page.locator(".question").filter(has=page.get_by_role("heading", name=question))
    block.get_by_text(option, exact=True).click()


def answer(page: Page, option: str) -> None:
    """Answer the open survey from its start, skipping most of it, up to its last part."""
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Next: What people here think").click()
    page.get_by_role("button", name="Next: Money and work").click()
    choose(page, ENOUGH, option)
    for part in ("Mental health and healing", "Homes", "Help that exists"):
        page.get_by_role("button", name=f"Next: {part}").click()


def totals_of(page: Page) -> str:
    """Look at the totals anew and return what stands under the heading."""
    with page.expect_response("**/totals"):
        page.get_by_role("button", name="Look again").or_(
            page.get_by_role("button", name="Link and totals")
        ).click()
    section = page.locator("section").filter(has=page.get_by_role("heading", name="Totals"))
    expect(section).to_contain_text(re.compile("people answered|Fewer than"))
    return section.inner_text()


def post(server: CairnServer, path: str, number: int, option: str) -> None:
    """Answer as a script would."""
    body = json.dumps({"once": f"{number:032x}", "answers": {"e_enough": option}}).encode()
    headers = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(server.url + path, body, headers)) as done:
        assert done.status == 204


def test_a_stranger_answers_over_a_line_that_breaks_and_keeps_nothing(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    office = new_phone("office")
    path = start_survey(signed_in(office.open(), "carmen"))
    for number in range(9):
        post(server, path, number, "a")

    phone = new_phone("stranger")
    page = phone.open(path)
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.get_by_text(f"It is about {AREA}.")).to_be_visible()
    barriers = in_both_languages(page, "public-hello")

    page.get_by_role("button", name="Start", exact=True).click()
    barriers += in_both_languages(page, "public-part")
    page.get_by_role("button", name="Back").click()
    answer(page, "Agree a little")
    for option in ("Homes", "Young people", "Money and work"):
        choose(page, FIRST, option)
    expect(page.get_by_text("You have picked 2.")).to_be_visible()
    # In mid-survey the language changes, and nothing is lost.
    page.get_by_role("button", name="Español", exact=True).click()
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.get_by_role("checkbox", name="Homes")).to_be_checked()
    barriers += look(page, "public-last")

    phone.cable.pull()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("The line broke.")).to_be_visible()
    barriers += look(page, "public-cut")
    phone.cable.plug()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_text("Your answers were counted.")).to_be_visible()
    barriers += look(page, "public-over")

    assert barriers == []
    assert page.evaluate("() => indexedDB.databases()") == []
    stored = "() => localStorage.length + sessionStorage.length + document.cookie.length"
    assert page.evaluate(stored) == 0
    workers = "() => navigator.serviceWorker.getRegistrations().then((found) => found.length)"
    assert page.evaluate(workers) == 0
    sent = [url for url in phone.requests if path in url and not url.endswith("/about")]
    assert len(sent) >= 3  # the page, the try that broke, the one that came through

    page = office.page
    open_survey(page, "Link and totals")
    expect(page.get_by_text("10 people answered.")).to_be_visible()


def signed_in(page: Page, name: str) -> Page:
    sign_in(page, name)
    return page


def test_twelve_people_answer_on_a_helpers_phone_and_totals_move_on_by_ten(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    office = new_phone("office")
    path = start_survey(signed_in(office.open(), "carmen"))
    helper = new_phone("helper")
    page = signed_in(helper.open(), "dana")
    wait_until_installed(page)
    send_and_receive(page)
    open_survey(page, "Help someone answer")
    page.get_by_role("button", name="Start", exact=True).click()  # each part is here now
    page.get_by_role("button", name="Back").click()
    barriers = in_both_languages(page, "helper-hello")

    helper.cable.pull()
    for person in range(12):
        answer(page, "Agree a lot" if person % 2 else "Disagree a lot")
        page.get_by_role("button", name="Put it into the box").click()
        expect(page.get_by_text("It is over.")).to_be_visible()
        if person == 0:
            barriers += in_both_languages(page, "helper-over")
        page.get_by_role("button", name="Next person").click()
        expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Surveys without names").click()
    expect(page.get_by_text("12 answers wait in the box")).to_be_visible()
    barriers += in_both_languages(page, "box")

    waiting = page.evaluate(IN_THE_BOX)
    assert len({len(one["body"]) for one in waiting}) == 1  # all of one length
    assert sorted(waiting[0]) == ["body", "survey"]
    assert len({one["key"] for one in page.evaluate(KEYS)}) == 12

    office_page = office.page
    open_survey(office_page, "Link and totals")
    expect(office_page.get_by_text("Fewer than 10 people have answered")).to_be_visible()
    barriers += in_both_languages(office_page, "no-totals-yet")

    helper.cable.plug()
    page.get_by_role("button", name="Send them now").click()
    expect(page.get_by_text("All of them were sent.")).to_be_visible(timeout=60_000)
    assert page.evaluate(IN_THE_BOX) == []
    assert len(helper.requests_to(path)) == 12

    # Ten of the twelve show; the other two wait for eight more.
    assert "10 people answered." in totals_of(office_page)
    for number in range(7):
        post(server, path, number, "a")
    assert "10 people answered." in totals_of(office_page)
    post(server, path, 7, "a")
    assert "20 people answered." in totals_of(office_page)
    barriers += in_both_languages(office_page, "totals")
    assert barriers == []


def test_what_a_survivor_chooses_at_the_end_is_handed_on_and_nothing_else(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    page = signed_in(new_phone("advocate").open(), "carmen")
    wait_until_installed(page)
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Warm referral").click()
    expect(page.get_by_text("At the end you may choose to hand on a count.")).to_be_visible()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Pick from the directory").click()
    page.get_by_role("searchbox").fill("alder")
    page.get_by_role("button", name=SERVICE).click()
    page.get_by_role("button", name="All parts").click()
    page.get_by_role("button", name="After", exact=True).click()
    choose(page, "What happened?", "Got help")
    choose(page, "Was the directory right?", "Wrong phone")
    page.get_by_role("button", name="We are done").click()
    barriers = in_both_languages(page, "hand-on")

    page.get_by_role("button", name="Yes, count these words").click()
    expect(page.get_by_text("Added to our count.").first).to_be_visible()
    page.get_by_role("button", name="Yes, tell them").click()
    expect(page.get_by_text("The directory team will be told.").first).to_be_visible()
    page.get_by_role("button", name="Keep nothing. Erase it now").click()
    expect(page.get_by_text("What you chose to hand on is kept")).to_be_visible()
    barriers += look(page, "handed-on")
    page.get_by_role("button", name="Close", exact=True).click()

    (waiting,) = page.evaluate(IN_THE_BOX)
    assert json.loads(waiting["body"])["answers"] == {"result": "got"}
    page.get_by_role("button", name="Surveys without names").click()
    page.get_by_role("button", name="Send them now").click()
    expect(page.get_by_text("All of them were sent.")).to_be_visible()
    page.get_by_role("button", name="What worksheets have counted").click()
    expect(page.get_by_text("Fewer than 5 people have answered").first).to_be_visible()
    barriers += in_both_languages(page, "counts")
    assert barriers == []

    send_and_receive(page)
    open_entry(page, SERVICE)
    expect(page.get_by_text("The phone number is wrong").first).to_be_visible()


READ = """async (what) => {
  const open = indexedDB.open("cairn-surveys");
  const db = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const asked = db.transaction("answers").objectStore("answers")[what]();
  const found = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  db.close();
  return found;
}"""
IN_THE_BOX = f"() => ({READ})('getAll')"
KEYS = f"async () => (await ({READ})('getAllKeys')).map((key) => ({{ key }}))"
