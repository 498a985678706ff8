"""An editor's calls for today: one tap for what came of each, with no signal, and back again."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_tab, send_and_receive, sign_in, wait_until_installed

OUTPUT = Path(__file__).parent / "output"


def open_calls(page: Page) -> None:
    open_tab(page, "Directory")
    page.get_by_role("button", name="Calls for today").click()
    expect(page.get_by_role("heading", level=1, name="Calls for today")).to_be_visible()


def card(page: Page, place: int) -> Locator:
    return page.locator("main li.card").nth(place)


def tap(call: Locator, words: str) -> None:
    call.get_by_role("button", name=re.compile(f"^{words}")).click()


def look(page: Page, name: str) -> list[str]:
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"calls-{name}.png", full_page=True)
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return violations(page) + ([f"{name} is wide"] if wide else [])


def test_calls_are_noted_without_signal_and_taken_back(new_phone: OpenPhone) -> None:
    phone = new_phone("office")
    page = phone.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    phone.cable.pull()

    open_calls(page)
    progress = page.get_by_text(re.compile(r"^\d+ of \d+ done$"))
    expect(progress).to_have_text(re.compile("^0 of"))
    total = progress.inner_text().split()[2]
    barriers = look(page, "en")

    tap(card(page, 0), "Still true")
    expect(progress).to_have_text(f"1 of {total} done")
    expect(card(page, 0).get_by_role("button", name="Undo")).to_be_focused()
    tap(card(page, 1), "Could not reach")
    expect(card(page, 1)).to_contain_text("Nobody answered on 1 day")
    expect(progress).to_have_text(f"2 of {total} done")
    barriers += look(page, "done-en")
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Llamadas de hoy")).to_be_visible()
    barriers += look(page, "done-es")
    page.get_by_role("button", name="English", exact=True).click()

    card(page, 0).get_by_role("button", name="Undo").click()
    expect(progress).to_have_text(f"1 of {total} done")
    card(page, 0).get_by_role("button", name=re.compile("^Still true")).click()

    tap(card(page, 2), "Something changed")
    ticked = page.get_by_label("I called or visited today, and all of this is right")
    expect(ticked).to_be_checked()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(progress).to_have_text(f"3 of {total} done")

    phone.cable.plug()
    send_and_receive(page)
    assert barriers == []


def test_an_entry_that_nobody_answers_for_can_be_marked_as_closed(new_phone: OpenPhone) -> None:
    page = new_phone("office").open()
    days = ["2026-03-01T12:00", "2026-03-02T12:00", "2026-03-03T12:00"]
    page.clock.set_fixed_time(days[0])
    sign_in(page, "elena")
    open_calls(page)
    name = card(page, 0).get_by_role("heading").inner_text()
    for day in days:
        page.clock.set_fixed_time(day)
        open_calls(page)
        call = page.locator("main li.card").filter(has_text=name).first
        tap(call, "Could not reach")
        expect(call).to_contain_text("Try again on another day")

    call.get_by_role("button", name="Mark as closed for a while").click()
    expect(call).to_contain_text("Marked: Closed for a while")
    assert look(page, "nobody") == []
    call.get_by_role("status").filter(has_text="Marked").get_by_role("button", name="Undo").click()
    expect(call.get_by_role("button", name="Mark as closed for a while")).to_be_visible()
