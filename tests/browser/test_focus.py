"""For a keyboard and a screen reader: when what had the focus goes, the focus stays near."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, open_tab, report, search, send_and_receive, sign_in

ENTRY = "Alder House 24-hour line"


def press(page: Page, name: str) -> None:
    """Do as a keyboard does: go to the button, and press Enter."""
    page.locator("main").get_by_role("button", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def test_in_the_directory_the_focus_stays_with_the_search(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    filters = page.get_by_role("button", name="Filters", exact=True)

    search(page, "shelter")
    press(page, "Clear all")
    expect(filters).to_be_focused()

    press(page, "Filters")
    press(page, "Show 60 services")
    expect(filters).to_be_focused()


def test_an_editor_goes_on_where_she_was(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, ENTRY)
    report(page, "The phone number is wrong")
    report(page, "The hours are wrong")
    open_tab(page, "Directory")
    press(page, "Reports")

    press(page, "Fixed")
    expect(page.get_by_text("1 report is waiting")).to_be_visible()
    expect(page.get_by_role("button", name="Undo the answer")).to_be_focused()

    press(page, "Not changed…")
    why = page.get_by_label("Why does it stay as it is?")
    expect(why).to_be_focused()
    press(page, "Cancel")
    expect(why).to_have_count(0)
    expect(page.get_by_role("button", name="Not changed…")).to_be_focused()

    open_entry(page, ENTRY)
    press(page, "Change this entry")
    press(page, "Remove: Number 1")
    expect(page.get_by_role("button", name="Add a number")).to_be_focused()
    press(page, "Back")
    press(page, "Go back and keep them")
    expect(page.get_by_role("heading", level=1, name="Change this entry")).to_be_focused()


def test_how_trying_to_send_ended_is_read_out(new_phone: OpenPhone) -> None:
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    send_and_receive(page)
    phone.cable.pull()

    press(page, "Try now")

    expect(page.locator("[aria-live]")).to_contain_text("No signal.")


def test_nothing_lies_on_the_way_out(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")

    page.get_by_role("button", name="Skip to the page").focus()

    page.get_by_role("button", name="Leave", exact=True).click(trial=True, timeout=5_000)
