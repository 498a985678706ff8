"""What an entry said before, by an editor's keys on a small phone: listed, compared, restored."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import (
    open_entry,
    open_every_part,
    send_and_receive,
    sign_in,
    wait_until_installed,
)

ENTRY = "Hot supper"
OUTPUT = Path(__file__).parent / "output"
WARNINGS = ["Closed this Friday", "Moved to the church"]
SIZES = {"phone": (360, 640), "desk": (1280, 800)}
MOST_TABS = 200


def look(page: Page, name: str) -> None:
    """Draw the screen in both sizes and languages, and find no barrier in it."""
    for language, other in (("en", "Español"), ("es", "English")):
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=OUTPUT / f"history-{name}-{size}-{language}.png", full_page=True)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.set_viewport_size({"width": 360, "height": 640})
        page.get_by_role("button", name=other).click()
        expect(page.locator("html")).to_have_attribute("lang", "es" if language == "en" else "en")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Reach a control with the Tab key alone, and press a key on it."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("(element) => element === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not reach it")


def change(page: Page, field: str, text: str) -> None:
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Change this entry").click()
    open_every_part(page)
    page.get_by_label(field, exact=True).fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENTRY)
    send_and_receive(page)


def open_history(page: Page) -> None:
    open_entry(page, ENTRY)
    press(page, page.get_by_role("button", name="Who changed what"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Who changed what")


@pytest.fixture
def editor(new_phone: OpenPhone) -> Phone:
    phone = new_phone("office")
    sign_in(phone.open(), "elena")
    wait_until_installed(phone.page)
    phone.page.set_viewport_size({"width": 360, "height": 640})
    return phone


def test_two_changes_of_one_field_are_listed_compared_and_brought_back_by_keys(
    editor: Phone,
) -> None:
    page = editor.page
    for warning in WARNINGS:
        change(page, "Short warning", warning)

    open_history(page)
    cards = page.locator("section").filter(has_text=ENTRY).locator("ol > li")
    expect(cards).to_have_count(3)
    expect(cards.nth(0)).to_contain_text("Changed: Short warning")
    expect(cards.nth(0)).to_contain_text("You")
    expect(cards.nth(0)).to_contain_text("This is what it says now")
    expect(cards.nth(2)).to_contain_text("So it was when this list began")
    look(page, "list")

    press(page, cards.nth(1).get_by_role("button", name="Open this version"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 2")
    expect(page.get_by_role("heading", name="They differ in 1 field")).to_be_visible()
    other = page.get_by_label("Compare it with")
    press(page, other, "ArrowUp")  # from version 1 to the one above it, version 3
    expect(other).to_have_value("3")
    first, second = (page.locator(".versions > .version").nth(place) for place in (0, 1))
    expect(first).to_contain_text(WARNINGS[0])
    expect(second).to_contain_text(WARNINGS[1])
    look(page, "compare")
    press(page, page.get_by_label("Show what is the same in both, too"), "Space")
    expect(page.get_by_role("heading", name="The same in both")).to_be_visible()
    look(page, "whole")

    press(page, first.get_by_role("button", name="Bring this back: Short warning, version 2"))
    expect(page.get_by_text("Saved on this phone.")).to_be_visible()
    look(page, "saved")
    send_and_receive(page)

    open_entry(page, ENTRY)
    expect(page.locator(".notice.warn").get_by_text(WARNINGS[0], exact=True)).to_be_visible()
    open_history(page)
    expect(cards).to_have_count(4)


def test_a_whole_version_comes_back_and_that_is_undone(editor: Phone) -> None:
    page = editor.page
    change(page, "Short warning", WARNINGS[0])
    change(page, "How to get it", "Come to the side door.")
    open_history(page)
    cards = page.locator("section").filter(has_text=ENTRY).locator("ol > li")

    press(page, cards.nth(2).get_by_role("button", name="Open this version"))
    expect(page.get_by_role("heading", name="All that it said")).to_be_visible()
    expect(page.get_by_text("This would change: Short warning and How to get it")).to_be_visible()
    press(page, page.get_by_role("button", name="Bring back all of version 1"))
    expect(page.get_by_text("Saved on this phone.")).to_be_visible()
    look(page, "brought-back")
    open_entry(page, ENTRY)
    expect(page.get_by_text(WARNINGS[0])).to_have_count(0)
    expect(page.get_by_text("Come to the side door.")).to_have_count(0)

    send_and_receive(page)
    open_history(page)
    expect(cards).to_have_count(4)
    press(page, cards.nth(1).get_by_role("button", name="Open this version"))
    press(page, page.get_by_role("button", name="Bring back all of version 3"))
    press(page, page.get_by_role("button", name="Undo"))
    expect(page.get_by_text("Undone.")).to_be_visible()
    send_and_receive(page)

    open_entry(page, ENTRY)
    expect(page.get_by_text("Come to the side door.")).to_have_count(0)


def test_a_version_is_erased_for_good_after_a_question(editor: Phone) -> None:
    page = editor.page
    for warning in WARNINGS:
        change(page, "Short warning", warning)
    open_history(page)
    cards = page.locator("section").filter(has_text=ENTRY).locator("ol > li")

    press(page, cards.nth(1).get_by_role("button", name="Open this version"))
    press(page, page.get_by_role("button", name="Erase this version for good"))
    look(page, "erase")
    press(page, page.get_by_role("button", name="Erase it for good"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Who changed what")
    expect(cards.nth(1)).to_contain_text("What it said was erased for good.")
    expect(cards.nth(1).get_by_role("button")).to_have_count(0)
    look(page, "erased")


def test_without_signal_the_last_change_of_each_field_is_still_told(editor: Phone) -> None:
    page = editor.page
    change(page, "Short warning", WARNINGS[0])
    editor.cable.pull()

    open_history(page)

    section = page.locator("section").filter(has_text=ENTRY)
    expect(section.get_by_text("Earlier versions need signal.")).to_be_visible()
    expect(section.get_by_role("heading", name="Short warning")).to_be_visible()
    look(page, "offline")
    editor.cable.plug()
    press(page, section.get_by_role("button", name="Try now"))
    expect(section.locator("ol > li")).to_have_count(2)
