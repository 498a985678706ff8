"""Read aloud: the template's words, in the phone's own voices, and quiet the moment it must be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.fake_voices import OWN_VOICES, give_voices, said
from tests.browser.steps import open_tab, open_worksheet, sign_in

CLOUD: list[dict[str, object]] = [
    {"name": "Cloud", "lang": "en-US", "localService": False, "default": True}
]


def open_part(new_phone: OpenPhone, voices: list[dict[str, object]]) -> Page:
    phone = new_phone("phone")
    page = phone.open()
    give_voices(page, voices)
    page.reload()
    sign_in(page, "dana")
    open_worksheet(page, "Safety plan:")
    page.get_by_role("button", name="Choose a part").click()
    page.get_by_role("button", name="Danger from them").click()
    return page


def read_first(page: Page) -> str:
    """Have the first question read; return its words."""
    question = page.locator(".question").filter(has=page.get_by_role("checkbox")).first
    question.get_by_role("button", name="Read aloud").click()
    expect(question.get_by_role("button", name="Stop reading")).to_be_visible()
    return question.get_by_role("heading").inner_text()


def test_a_question_is_read_with_its_options_and_no_answer(new_phone: OpenPhone) -> None:
    page = open_part(new_phone, OWN_VOICES)
    page.get_by_role("button", name="Write").first.click()
    page.keyboard.type("a blue truck")
    page.get_by_role("button", name="Done writing").click()

    words = read_first(page)
    for _ in range(3):
        page.evaluate("() => endOfUtterance()")

    heard = said(page)
    assert heard[0] == f"Ada: {words}"
    assert len(heard) > 2
    for button in page.get_by_role("button", name="Read aloud").all():
        button.click()
        for _ in range(40):
            page.evaluate("() => endOfUtterance()")
    assert not [line for line in said(page) if "truck" in line]
    assert violations(page) == []


def test_each_language_on_screen_has_its_own_voice(new_phone: OpenPhone) -> None:
    page = open_part(new_phone, OWN_VOICES)
    page.get_by_text("Languages and sound").click()
    page.get_by_role("checkbox", name="Show two languages").check()

    page.get_by_role("button", name="Leer en voz alta").first.click()

    expect(page.get_by_role("button", name="Dejar de leer")).to_be_visible()
    assert said(page)[-1].startswith("Rosa: ")


def test_a_voice_of_the_network_is_never_used(new_phone: OpenPhone) -> None:
    page = open_part(new_phone, CLOUD)

    expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)
    page.get_by_text("Languages and sound").click()
    expect(page.get_by_text("Voices from the network are never used.")).to_be_visible()
    assert said(page) == []


def cover(page: Page) -> None:
    page.get_by_role("button", name="Cover the screen").click()
    expect(page.get_by_role("heading", name="Covered")).to_be_visible()


def go_back(page: Page) -> None:
    page.get_by_role("button", name="All parts").click()
    expect(page.get_by_text("Any order works.")).to_be_visible()


def to_the_directory(page: Page) -> None:
    open_tab(page, "Directory")
    expect(page.get_by_role("searchbox")).to_be_visible()


def leave(page: Page) -> None:
    page.get_by_role("button", name="Leave", exact=True).click()
    page.wait_for_url("**/exit.html")


def escape(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/exit.html")


def go_elsewhere(page: Page) -> None:
    """Another app in front: the page is hidden."""
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )


@pytest.mark.parametrize("end", [cover, go_back, to_the_directory, leave, escape, go_elsewhere])
def test_it_is_quiet_at_once(new_phone: OpenPhone, end: Callable[[Page], None]) -> None:
    page = open_part(new_phone, OWN_VOICES)
    read_first(page)
    assert said(page)[-1] != "silence"

    end(page)

    assert said(page)[-1] == "silence"


def test_one_question_at_a_time(new_phone: OpenPhone) -> None:
    page = open_part(new_phone, OWN_VOICES)
    read_first(page)

    page.get_by_role("button", name="Read aloud").last.click()

    expect(page.get_by_role("button", name="Stop reading")).to_have_count(1)
    assert said(page)[-2] == "silence"
