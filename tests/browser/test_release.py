"""A release: filled in on the phone, checked, printed whole, and signed by hand; nothing kept."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import open_tab, open_worksheet, sign_in, wait_until_installed
from tests.browser.test_nothing_kept import PLAN, some_words, wait_until_written_down
from tests.browser.test_take_it import DO_NOT_PRINT, on_paper, to_part, write

RELEASE = "Release of information record"
AGENCY = "Alder House"
FORTNIGHT = dt.timedelta(days=14)


def in_words(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def begin(page: Page) -> None:
    sign_in(page, "dana")
    wait_until_installed(page)
    page.evaluate(DO_NOT_PRINT)
    open_worksheet(page, RELEASE)
    page.get_by_role("button", name="Start").click()


def pick_the_agency(page: Page) -> None:
    page.get_by_role("button", name="Pick from the directory").click()
    page.keyboard.type(AGENCY)
    page.locator(".picker li button").first.click()


def talk_about_each(page: Page) -> None:
    risks = page.get_by_role("group", name="We talked about")
    for risk in risks.get_by_role("checkbox").all():
        risk.check(force=True)


def test_a_release_is_checked_printed_whole_and_then_nowhere(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    phone = new_phone("dana")
    page = phone.open()
    begin(page)
    pick_the_agency(page)
    person, purpose = write(page, 0), write(page, 0)
    page.get_by_role("button", name="We are done").last.click()
    page.get_by_role("button", name="Print it, to sign by hand").click()

    # Kindly: what is missing, and the way there.
    expect(page.get_by_role("heading", name="Before it is printed")).to_be_visible()
    expect(page.get_by_role("button", name="Look at the form")).to_have_count(0)
    expect(page.get_by_role("heading", level=2)).to_have_text(["We talked about", "Left empty"])
    assert violations(page) == []
    page.get_by_role("button", name="Talk about it now").click()
    expect(page.locator("#question-risk")).to_be_focused()
    expect(page.locator("#question-risk").get_by_text("Not sure")).to_have_count(0)
    expect(page.locator("#question-risk").get_by_role("button", name="Skip")).to_have_count(0)
    expect(page.locator("input:checked")).to_have_count(0)
    talk_about_each(page)
    page.get_by_label("A safe phone").check()

    to_part(page, "Time")
    expect(page.get_by_text(in_words(dt.date.today() + FORTNIGHT))).to_be_visible()
    page.get_by_role("group", name="under 18").get_by_label("Yes").check()
    expect(page.get_by_text("Signed by hand, on the paper.")).to_be_visible()
    page.get_by_role("button", name="We are done").last.click()
    page.get_by_role("button", name="Print it, to sign by hand").click()
    expect(page.get_by_role("button", name="Fill it in now")).to_have_count(0)
    page.get_by_role("button", name="Look at the form").click()
    expect(page.get_by_text("A printer, and the list of what waits")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Print it").click()

    paper = on_paper(page)
    for words in (RELEASE, AGENCY, person, purpose, "A safe phone", "They may pass it on"):
        assert words in paper, words
    assert "can never sign" in paper  # a person under 18: who may not sign, on the paper too
    assert "Is it signed?" not in paper
    assert paper.index("Signature of the worker") < paper.index("Taken back on this day")
    assert page.title() == "Notes"

    page.get_by_role("button", name="Keep nothing. Erase it now").click()
    expect(page.get_by_text("Erased from this phone's memory.").first).to_be_visible()
    wait_until_written_down(phone)
    phone.kill()
    assert files_holding(phone.profile, [person, purpose]) == []
    assert files_holding(server.data, [person, purpose]) == []


def test_a_release_always_ends_and_never_in_the_past(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    begin(page)
    to_part(page, "Time")
    today = dt.date.today()
    expect(page.get_by_role("button", name="Take the day away")).to_have_count(0)
    page.get_by_role("button", name="Change the day").click()
    day = page.locator("input[type=date]")

    for wrong, words in (
        ((today - dt.timedelta(days=1)).isoformat(), "This day is over."),
        ("0001-01-01", "This is no day."),
        ("", "It always needs a day to end."),
    ):
        day.fill(wrong)
        page.get_by_role("button", name="Done", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(day).to_be_focused()

    far = today + dt.timedelta(days=400)
    day.fill(far.isoformat())
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.get_by_text("That is 400 days. A shorter time is safer")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text(in_words(far))).to_be_visible()


def test_taking_it_back_says_what_to_do_and_calls_the_agency(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    begin(page)
    to_part(page, "Ending it")
    page.get_by_label("Take it back now").check()
    expect(page.get_by_text("This phone keeps no release")).to_be_visible()
    page.get_by_role("button", name="Pick the agency, to call it").click()
    expect(page.locator("#question-agency")).to_be_focused()
    pick_the_agency(page)
    to_part(page, "Ending it")
    expect(page.get_by_role("link", name=re.compile("^Call "))).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="We are done").last.click()
    page.get_by_role("button", name="Print it, to sign by hand").click()
    page.get_by_role("button", name="Print it").click()
    paper = on_paper(page)
    assert f"This was taken back on {in_words(dt.date.today())}." in paper
    assert AGENCY in paper
    assert "Signature" not in paper


def test_a_plan_leads_to_a_release_and_waits_for_it(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    wait_until_installed(page)
    open_worksheet(page, PLAN)
    page.get_by_role("button", name="Choose a part").click()
    page.get_by_role("button", name="How we work together").click()
    page.locator("#question-share_who").get_by_label("Yes, make a release").check()
    page.get_by_role("button", name=f"Open: {RELEASE}").click()
    page.get_by_role("button", name="Start").click()
    purpose = write(page, 1)

    # Both are there to go on with, whatever is looked up in between.
    open_tab(page, "Directory")
    open_tab(page, "Worksheets")
    expect(page.get_by_role("button", name="Go on: ")).to_have_count(2)
    page.get_by_role("button", name=f"Go on: {RELEASE}").click()
    expect(page.get_by_text(purpose)).to_be_visible()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Erase and leave").click()
    expect(page.get_by_text("Your other worksheet is still open, as you left it.")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_label("Yes, make a release")).to_be_checked()
    expect(page.locator("#question-share_who")).to_be_focused()


def test_leaving_an_empty_release_leads_back_to_the_plan_as_it_was(
    new_phone: OpenPhone,
) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    wait_until_installed(page)
    open_worksheet(page, PLAN)
    page.get_by_role("button", name="Choose a part").click()
    page.get_by_role("button", name="How we work together").click()
    words = some_words()
    page.get_by_role("button", name="Add one").click()
    page.get_by_role("button", name=re.compile("^Write")).first.click()
    page.keyboard.type(words)
    page.get_by_role("button", name="Done writing").click()
    page.get_by_role("button", name=f"Open: {RELEASE}").click()
    page.get_by_role("button", name="Back").click()  # nothing was filled in: nothing to ask

    expect(page.get_by_role("heading", level=1, name="How we work together")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
