"""What a browser may do to what the phone holds: the screen says so, and what to do."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import add_person, sign_in
from tests.browser.stores import THROW_AWAY

REMOVED = "The browser removed this phone's copy."
ERASE = f"() => {{ localStorage.clear(); return ({THROW_AWAY})(); }}"


@pytest.mark.parametrize("others", [[], ["elena"]], ids=["one", "two"])
def test_a_phone_that_was_emptied_but_for_its_sign_ins_says_so(
    new_phone: OpenPhone, others: list[str]
) -> None:
    page = new_phone("program").open()
    sign_in(page, "dana")
    for name in others:
        add_person(page, name)

    page.evaluate(ERASE)
    page.reload()

    expect(page.get_by_text(REMOVED)).to_be_visible()
    if others:  # whose phone it was is not told to whoever holds it
        sign_in(page, "dana")
    else:
        expect(page.get_by_role("searchbox")).to_be_visible()


def test_a_new_phone_has_lost_nothing(new_phone: OpenPhone) -> None:
    page = new_phone("program").open()
    with page.expect_response("**/api/me"):
        page.reload()

    expect(page.get_by_role("heading", name="Set up this phone")).to_be_visible()
    expect(page.get_by_text(REMOVED)).to_have_count(0)


def test_a_tab_asks_for_a_reload_when_a_newer_one_took_over(new_phone: OpenPhone) -> None:
    page = new_phone("program").open()
    sign_in(page, "dana")

    page.evaluate("() => { indexedDB.open('cairn-phone', 99); }")

    expect(page.get_by_role("alert")).to_contain_text("Cairn was updated in another tab.")
    expect(page.get_by_role("button", name="Reload")).to_be_visible()
