"""The services opened last are kept only for who wants that, and go at one tap."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, open_tab, sign_in
from tests.browser.test_screens import OUTPUT, overflow

LINE = "Alder House 24-hour line"


def to_directory(page: Page) -> None:
    """Show the directory with nothing asked for."""
    open_tab(page, "Directory")
    page.get_by_role("searchbox").fill("")


def test_what_was_opened_last_is_kept_only_if_wanted(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    heading = page.get_by_role("heading", name="Opened last")
    open_entry(page, LINE)
    to_directory(page)
    expect(page.locator("li.entry").first).to_be_visible()
    expect(heading).to_have_count(0)

    page.get_by_role("button", name="Settings", exact=True).click()
    page.get_by_label("Keep a list of the services I opened last").check()
    assert violations(page) == [] and overflow(page) == ""
    open_entry(page, LINE)
    to_directory(page)
    expect(heading).to_be_visible()
    assert violations(page) == [] and overflow(page) == ""
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / "recents.png")

    page.get_by_role("button", name="Erase this list").click()
    expect(heading).to_have_count(0)
    page.reload()
    expect(page.locator("li.entry").first).to_be_visible()
    expect(heading).to_have_count(0)
