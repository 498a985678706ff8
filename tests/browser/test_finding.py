"""Finding a service without signal: typing mistakes, both languages, filters, a chosen town."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import entry, open_tab, search, sign_in, wait_until_installed
from tests.browser.test_screens import OUTPUT, overflow


@pytest.fixture
def phone(new_phone: OpenPhone) -> Phone:
    """Return a phone with the directory on it, and no signal."""
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    phone.cable.pull()
    return phone


def open_filters(page: Page) -> None:
    page.get_by_role("button", name="Filters", exact=True).click()
    expect(page.get_by_label("Kind of help")).to_be_visible()


@pytest.mark.parametrize("words", ["sheltr", "refúgio", "albergue"])
def test_typing_mistakes_accents_and_spanish_words_find_a_shelter(phone: Phone, words: str) -> None:
    page = phone.page
    search(page, words)

    expect(entry(page).filter(has_text="Alder House shelter")).to_be_visible()


def test_filters_and_a_town_by_the_keyboard_alone(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("button", name="Filters", exact=True).focus()
    page.keyboard.press("Enter")
    near = page.get_by_label("Near which town or county?")
    near.focus()
    page.keyboard.type("millbrook")
    expect(page.get_by_text("This phone is never asked where it is.")).to_be_visible()
    page.get_by_label("Who needs it").select_option(label="Men")
    page.get_by_label("Their age").fill("16")
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / "find-filters.png", full_page=True)
    assert violations(page) == []
    page.keyboard.press("Enter")

    first = page.locator("li.entry").first
    expect(first).to_contain_text("about 1 mile")
    expect(page.get_by_text("do not take them.")).to_be_visible()
    before = page.locator("h2.count").inner_text()
    page.get_by_role("button", name="Show last").click()
    expect(page.locator("h2.count")).not_to_have_text(before)
    assert violations(page) == []
    assert overflow(page) == ""
    page.screenshot(path=OUTPUT / "find-found.png", full_page=True)


def test_a_town_that_is_not_known_is_said(phone: Phone) -> None:
    page = phone.page
    open_filters(page)
    page.get_by_label("Near which town or county?").fill("Atlantis")

    expect(page.get_by_text("This directory has no such place.")).to_be_visible()


def test_police_are_not_first_unless_they_are_asked_for(phone: Phone) -> None:
    page = phone.page
    open_tab(page, "Directory")
    expect(entry(page).first).not_to_contain_text("Sheriff")
    search(page, "help")
    expect(entry(page).first).not_to_contain_text("Sheriff")
