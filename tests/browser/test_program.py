"""What coordinators say about their program: read, called and changed, with or without signal."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import (
    open_tab,
    open_worksheet,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.test_screens import look

PLAN = "Safety plan: staying"
CHILDREN = "Children and teens: care and safety plan"  # asks what may have to be reported
REPORT = "We must report harm to a child."


def phone_of(new_phone: OpenPhone, name: str, *, phone: str | None = None) -> Phone:
    """Return a phone that somebody signed in on, and that has no signal any more."""
    made = new_phone(phone or name)
    page = made.open()
    sign_in(page, name)
    wait_until_installed(page)
    made.cable.pull()
    return made


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_program(page: Page) -> None:
    open_tab(page, "Worksheets")
    tap(page, "Our program")
    expect(page.get_by_role("heading", level=1, name="Our program")).to_be_visible()


def change(page: Page, fact: str, text: str, *, language: str = "In English") -> None:
    """Write a fact in the form that is open."""
    page.get_by_role("group", name=fact).get_by_label(language).fill(text)


def save(page: Page) -> None:
    tap(page, "Save")
    expect(page.get_by_role("heading", level=1, name="Our program")).to_be_visible()


@pytest.mark.parametrize("place", ["worksheets", "told", "settings", "worksheet"])
def test_it_is_one_tap_away_without_signal(new_phone: OpenPhone, place: str) -> None:
    page = phone_of(new_phone, "dana").page
    match place:
        case "worksheets":
            open_tab(page, "Worksheets")
        case "told":
            open_tab(page, "When someone tells you")
        case "settings":
            tap(page, "Settings")
        case _:
            open_worksheet(page, PLAN)

    tap(page, "Our program")

    for words, number in (("24-hour line", "701-555-0100"), ("Interpreter line", "701-555-0198")):
        card = page.locator("section").filter(has=page.get_by_role("heading", name=words))
        call = card.get_by_role("link", name=f"Call {number}")
        expect(call).to_have_attribute("href", f"tel:{number.replace('-', '')}")
    for words in ("What we must report", "How long help can last", "What we keep private"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    expect(page.get_by_role("button", name="Change this page")).to_have_count(0)


def test_reading_it_in_mid_worksheet_loses_no_answer_and_no_place(new_phone: OpenPhone) -> None:
    page = phone_of(new_phone, "dana").page
    open_worksheet(page, PLAN)
    tap(page, "Choose a part")
    page.get_by_role("button", name="Danger from them").click()
    page.get_by_role("button", name=re.compile("^Write")).first.click()
    page.locator("textarea").fill("he waits by the gate")
    heading = page.get_by_role("heading", level=1).inner_text()

    tap(page, "Our program")
    expect(page.get_by_role("heading", level=1, name="Our program")).to_be_visible()
    tap(page, "Español")
    tap(page, "English")
    tap(page, "Back")

    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    expect(page.get_by_role("button", name="Our program", exact=True)).to_be_focused()
    page.get_by_role("button", name="Hidden. Tap to show").click()
    expect(page.get_by_text("he waits by the gate")).to_be_visible()


def test_a_worksheet_says_what_the_program_must_report(new_phone: OpenPhone) -> None:
    page = phone_of(new_phone, "dana").page
    open_worksheet(page, CHILDREN)

    tap(page, "Start")

    expect(page.get_by_text("We must report when a child is being hurt")).to_be_visible()
    expect(page.get_by_text("Ask your coordinator before you need it.")).to_have_count(0)
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.get_by_text("Tenemos que reportar cuando alguien lastima")).to_be_visible()


def test_a_coordinators_change_reaches_an_advocate(new_phone: OpenPhone) -> None:
    office = phone_of(new_phone, "carmen")
    page = office.page
    open_program(page)
    tap(page, "Change this page")
    change(page, "What we must report", REPORT)
    change(page, "How long help can last", "")
    change(page, "How long help can last", "", language="In Spanish")
    tap(page, "See it as it will be read")
    expect(page.get_by_text("Ask your coordinator.")).to_have_count(1)
    tap(page, "Go on writing")

    save(page)

    expect(page.get_by_text("The change is waiting to be sent.")).to_be_visible()
    expect(page.get_by_text(REPORT)).to_be_visible()
    office.cable.plug()
    send_and_receive(page)
    field = new_phone("dana").open()
    sign_in(field, "dana")
    open_program(field)
    expect(field.get_by_text(REPORT)).to_be_visible()
    card = field.locator("section").filter(has_text="How long help can last")
    expect(card).to_contain_text("Ask your coordinator.")


def test_where_nothing_is_written_a_worksheet_says_whom_to_ask(new_phone: OpenPhone) -> None:
    page = phone_of(new_phone, "carmen").page
    open_program(page)
    tap(page, "Change this page")
    for language in ("In English", "In Spanish"):
        change(page, "What we must report", "", language=language)
    save(page)

    open_worksheet(page, CHILDREN)
    tap(page, "Start")

    expect(page.get_by_text("Ask your coordinator before you need it.")).to_be_visible()


def test_a_change_can_be_undone_and_is_not_lost_by_leaving(new_phone: OpenPhone) -> None:
    page = phone_of(new_phone, "carmen").page
    open_program(page)
    tap(page, "Change this page")
    change(page, "What we must report", REPORT)

    open_tab(page, "Directory")
    expect(page.get_by_text("You have changes that are not saved")).to_be_visible()
    tap(page, "Go back and keep them")
    save(page)
    expect(page.get_by_text(REPORT)).to_be_visible()
    tap(page, "Undo")

    expect(page.get_by_text(REPORT)).to_have_count(0)
    expect(page.get_by_text("We must report when a child is being hurt")).to_be_visible()


def test_a_line_that_cannot_be_called_is_not_saved(new_phone: OpenPhone) -> None:
    page = phone_of(new_phone, "carmen").page
    open_program(page)
    tap(page, "Change this page")

    number = page.get_by_role("group", name="24-hour line").get_by_label("Number")
    number.fill("the office")
    tap(page, "Save")

    expect(page.get_by_text("or leave number and note empty.")).to_be_visible()
    expect(number).to_be_focused()


def test_two_coordinators_at_once_both_see_both_versions(new_phone: OpenPhone) -> None:
    phones = [phone_of(new_phone, "carmen", phone=where) for where in ("office", "van")]
    texts = ["Up to 30 days.", "Up to 90 days."]
    for phone, text in zip(phones, texts, strict=True):
        open_program(phone.page)
        tap(phone.page, "Change this page")
        change(phone.page, "How long help can last", text)
        save(phone.page)

    for phone in [*phones, phones[0]]:
        phone.cable.plug()
        send_and_receive(phone.page)

    for phone in phones:
        open_program(phone.page)
        expect(phone.page.get_by_text("What the other version says")).to_be_visible()
        for text in texts:
            expect(phone.page.get_by_text(text)).to_be_visible()


def test_its_screens_bar_nobody(new_phone: OpenPhone) -> None:
    page = phone_of(new_phone, "carmen").page
    open_program(page)
    barriers = look(page, "program")
    page.locator("#edit-program").click()
    barriers += look(page, "program-edit")
    page.locator("#preview").click()
    barriers += look(page, "program-preview")

    assert barriers == []
