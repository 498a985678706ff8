"""What is typed in a worksheet is nowhere afterwards: not in the browser, not on the server."""

from __future__ import annotations

import re
import secrets

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import (
    open_entry,
    open_tab,
    open_worksheet,
    report,
    search,
    sign_in,
    wait_until_installed,
)
from tests.browser.waiting import wait_for

WRITE = re.compile(r"^Write\b")  # a question has the word too, and gives it to its "Skip"
PLAN = "Safety plan: staying, going, or in between"


def some_words() -> str:
    """Return text that stands nowhere else, with nothing a compressor could shorten."""
    return secrets.token_hex(12)


def write_in_every_part(page: Page) -> list[str]:
    """Go through the whole worksheet, write in every field there is, and return what was typed."""
    typed: list[str] = []
    while True:
        for add in page.get_by_role("button", name="Add").all():
            add.click()
        for choice in page.get_by_role("radio").all()[:1] + page.get_by_role("checkbox").all()[:3]:
            choice.check(force=True)
        for pick in page.get_by_role("button", name="Pick from the directory").all():
            pick.click()
            typed.append(some_words())
            page.keyboard.type(typed[-1])
            page.get_by_role("button", name="Pick none").click()
        while (write := page.get_by_role("button", name=WRITE)).count():
            write.first.click()
            typed.append(some_words())
            page.keyboard.type(typed[-1])
            page.get_by_role("button", name="Done writing").first.click()
        following = page.get_by_role("button", name="Next:")
        if not following.count():
            return typed
        before = page.get_by_role("heading", level=1).inner_text()
        following.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(before)


def wait_until_written_down(phone: Phone) -> None:
    """Return once the browser wrote down what it remembers of the page as it is now.

    It does so some seconds late. A field that it may remember is put beside the app's own,
    and looked for: what is then in no file was not held back by being early.
    """
    decoy = some_words()
    page = phone.page
    page.evaluate("() => document.body.append(document.createElement('textarea'))")
    page.locator("body > textarea").fill(decoy)
    wait_for(lambda: files_holding(phone.profile, [decoy]))


def begin(phone: Phone) -> Page:
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    open_worksheet(page, PLAN)
    page.get_by_role("button", name="Start").click()
    return page


def test_a_killed_browser_holds_nothing_that_was_typed(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    phone = new_phone("dana")
    page = begin(phone)
    typed = write_in_every_part(page)
    assert len(typed) > 20, "the walk did not reach the worksheet's fields"
    # What is on the screen and half written in that moment is lost with the rest.
    page.get_by_role("button", name="All parts").click()
    page.get_by_role("button", name="What you know and what matters").click()
    page.get_by_role("button", name="Change").first.click()
    typed.append(some_words())
    page.keyboard.type(typed[-1])
    wait_until_written_down(phone)

    phone.kill()

    assert files_holding(phone.profile, typed) == []
    assert files_holding(server.data, typed) == []
    assert files_holding(server.log.parent, typed) == []


def test_a_closed_browser_holds_nothing_and_opens_without_the_worksheet(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    phone = new_phone("dana")
    page = begin(phone)
    page.get_by_role("button", name="Next:").click()
    page.get_by_role("button", name="Write", exact=False).first.click()
    typed = some_words()
    page.keyboard.type(typed)

    phone.close()  # the way that writes down history and open tabs
    assert files_holding(phone.profile, [typed]) == []
    page = phone.open()
    open_tab(page, "Worksheets")

    expect(page.get_by_role("button", name=PLAN)).to_be_visible()
    expect(page.get_by_text("A worksheet is open.")).to_have_count(0)
    assert files_holding(server.data, [typed]) == []


def test_the_search_for_leaks_finds_what_is_kept(new_phone: OpenPhone) -> None:
    """The proof that the tests above could fail: a report's note is kept, and is found."""
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    open_entry(page, "Alder House 24-hour line")
    note = some_words()
    report(page, "The phone number is wrong", note=note)

    phone.kill()

    assert files_holding(phone.profile, [note])


def test_leaving_quickly_shows_another_page_and_going_back_shows_nothing(
    new_phone: OpenPhone,
) -> None:
    phone = new_phone("dana")
    page = begin(phone)
    page.get_by_role("button", name="Next:").click()
    page.get_by_role("button", name="Write", exact=False).first.click()
    typed = some_words()
    page.keyboard.type(typed)
    phone.cable.pull()  # a slow line or none must not hold it up

    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("heading", name="Weather words")).to_be_visible()

    assert page.evaluate("() => history.length") <= 2
    page.go_back()
    expect(page.get_by_text(typed)).to_have_count(0)
    expect(page.get_by_text(PLAN)).to_have_count(0)
    phone.kill()
    assert files_holding(phone.profile, [typed]) == []


def test_escape_three_times_leaves_from_a_field_in_use(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    wait_until_installed(page)
    search(page, "alder")

    for _ in range(3):
        page.keyboard.press("Escape")

    expect(page.get_by_role("heading", name="Weather words")).to_be_visible()
    assert "alder" not in page.content()
