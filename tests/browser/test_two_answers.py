"""Two editors at once, without a line: what both changed stays, what differs is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import (
    open_entry,
    open_every_part,
    open_tab,
    send_and_receive,
    sign_in,
    wait_until_installed,
)

ENTRY = "Hot supper"
OUTPUT = Path(__file__).parent / "output"
WARNINGS = ["Closed this Friday", "Moved to the church"]


def look(page: Page, name: str) -> None:
    """Draw the screen in both languages, and find no barrier in it."""
    for language, other in (("en", "Español"), ("es", "English")):
        page.screenshot(path=OUTPUT / f"two-answers-{name}-{language}.png", full_page=True)
        assert violations(page) == []
        page.get_by_role("button", name=other).click()
        expect(page.locator("html")).to_have_attribute("lang", "es" if language == "en" else "en")


def change_apart(phone: Phone, field: str, text: str) -> None:
    """Change a field of the entry while the line is down."""
    page = phone.page
    phone.cable.pull()
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Change this entry").click()
    open_every_part(page)
    page.get_by_label(field, exact=True).fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENTRY)


def meet(*phones: Phone) -> None:
    """Let every phone hear of what the others sent."""
    for phone in phones:
        phone.cable.plug()
    for phone in [*phones, *phones]:
        send_and_receive(phone.page)


@pytest.fixture
def editors(new_phone: OpenPhone) -> list[Phone]:
    phones = [new_phone("office"), new_phone("van")]
    for phone in phones:
        sign_in(phone.open(), "elena")
        wait_until_installed(phone.page)
    return phones


def test_two_changes_of_different_fields_both_stay(editors: list[Phone]) -> None:
    office, van = editors
    change_apart(office, "Short warning", WARNINGS[0])
    change_apart(van, "How to get it", "Come to the side door.")

    meet(*editors)

    for phone in editors:
        open_entry(phone.page, ENTRY)
        expect(phone.page.get_by_text(WARNINGS[0])).to_be_visible()
        expect(phone.page.get_by_text("Come to the side door.")).to_be_visible()
        expect(phone.page.get_by_role("button", name="Two answers: choose")).to_have_count(0)


def test_two_answers_are_chosen_from_and_all_phones_agree(
    editors: list[Phone], new_phone: OpenPhone
) -> None:
    office, van = editors
    reader = new_phone("reader")
    sign_in(reader.open(), "dana")
    for phone, warning in zip(editors, WARNINGS, strict=True):
        change_apart(phone, "Short warning", warning)
    meet(*editors)
    shown = [text for text in WARNINGS if _shows(office.page, text)]
    assert len(shown) == 1  # the same on every phone
    send_and_receive(reader.page)
    open_entry(reader.page, ENTRY)
    expect(reader.page.get_by_text(shown[0])).to_be_visible()
    expect(reader.page.get_by_text("at the same time")).to_have_count(0)

    other = next(text for text in WARNINGS if text not in shown)
    page = office.page
    office.cable.pull()
    open_entry(page, ENTRY)
    look(page, "entry")
    open_tab(page, "Directory")
    page.get_by_role("button", name="Two answers: choose").click()
    look(page, "list")
    page.get_by_role("button", name=f"Choose for {ENTRY}").click()
    page.get_by_role("button", name="Save what I chose").click()
    expect(page.get_by_text("Choose an answer first.")).to_be_visible()
    look(page, "choose")
    page.get_by_role("radio", name=other).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save what I chose").press("Enter")
    expect(page.get_by_text("Nothing to choose")).to_be_visible()
    look(page, "nothing")
    meet(*editors)

    for phone in editors:
        assert _shows(phone.page, other)
        expect(phone.page.get_by_role("button", name="Two answers: choose")).to_have_count(0)


def test_a_choice_can_be_undone_and_another_answer_written(editors: list[Phone]) -> None:
    for phone, warning in zip(editors, WARNINGS, strict=True):
        change_apart(phone, "Short warning", warning)
    meet(*editors)
    page = editors[0].page
    editors[0].cable.pull()
    open_tab(page, "Directory")
    page.get_by_role("button", name="Two answers: choose").click()
    page.get_by_role("button", name="Choose for").click()
    page.get_by_role("radio", name=WARNINGS[0]).check()
    page.get_by_role("button", name="Save what I chose").click()

    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Choose for").click()
    page.get_by_label("Write another answer").check()
    page.get_by_label("Another answer for").fill("Closed until spring")
    look(page, "write")
    page.get_by_role("button", name="Save what I chose").click()

    meet(*editors)
    for phone in editors:
        assert _shows(phone.page, "Closed until spring")


def test_who_changed_what_is_told_and_can_be_taken_back(editors: list[Phone]) -> None:
    office, van = editors
    change_apart(office, "Short warning", WARNINGS[0])
    meet(*editors)
    page = van.page
    van.cable.pull()
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Who changed what").click()
    expect(page.get_by_text("You, ")).to_be_visible()
    look(page, "history")

    page.get_by_role("button", name="Put back what it said before").click()
    expect(page.get_by_text("Saved on this phone.")).to_be_visible()
    page.get_by_role("button", name="Erase for good what it said before").click()
    expect(page.get_by_text("What it said before is not kept.")).to_be_visible()
    look(page, "erased")

    meet(*editors)
    for phone in editors:
        open_entry(phone.page, ENTRY)
        expect(phone.page.get_by_text(WARNINGS[0])).to_have_count(0)


def _shows(page: Page, text: str) -> bool:
    open_entry(page, ENTRY)
    return page.locator(".notice.warn").get_by_text(text, exact=True).count() == 1
