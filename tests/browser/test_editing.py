"""Editors at work, without a line: what they type is what is kept, and two of them at once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, send_and_receive, sign_in, wait_until_installed

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

    page.get_by_role("button", name="Add a cost").click()
    dollars = page.get_by_label("Dollars").last
    dollars.fill("")
    dollars.press_sequentially("12.50")

    expect(dollars).to_have_value("12.50")
    save(page)
    expect(page.get_by_text("$12.50")).to_be_visible()


def test_two_changes_at_once_are_both_seen_by_both_editors(new_phone: OpenPhone) -> None:
    phones = [new_phone("office"), new_phone("van")]
    warnings = ["Closed this Friday", "Moved to the church"]
    for phone, warning in zip(phones, warnings, strict=True):
        page = phone.open()
        sign_in(page, "elena")
        wait_until_installed(page)
        phone.cable.pull()
        change(page, ENTRY)
        page.get_by_label("Short warning").fill(warning)
        save(page)

    for phone in [*phones, phones[0]]:
        phone.cable.plug()
        send_and_receive(phone.page)

    for phone in phones:
        open_entry(phone.page, ENTRY)
        expect(phone.page.get_by_text("What the other version says")).to_be_visible()
        for warning in warnings:
            expect(phone.page.get_by_text(warning, exact=True)).to_be_visible()
