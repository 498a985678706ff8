"""Editors at work: what they type is what is kept."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, open_part, sign_in

ENTRY = "Hot supper"


def change(page: Page, name: str) -> None:
    open_entry(page, name)
    page.get_by_role("button", name="Change this entry").click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=ENTRY)).to_be_visible()


def test_dollars_stay_as_they_are_typed(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    change(page, ENTRY)

    open_part(page, "Cost")
    page.get_by_role("button", name="Add a cost").click()
    dollars = page.get_by_label("Dollars").last
    dollars.fill("")
    dollars.press_sequentially("12.50")

    expect(dollars).to_have_value("12.50")
    save(page)
    expect(page.get_by_text("$12.50")).to_be_visible()
