"""Every screen, in both languages, light and dark: free of barriers, and drawn to be looked at.

The pictures are in tests/browser/output/. With CAIRN_SCREENSHOTS=1 the README's is made anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import (
    open_entry,
    open_tab,
    open_worksheet,
    report,
    search,
    sign_in,
    wait_until_installed,
)

HERE = Path(__file__).parent
OUTPUT = HERE / "output"
README_PICTURE = HERE.parent.parent / "docs" / "images" / "directory.png"
ENTRY = "Alder House 24-hour line"
Scheme = Literal["light", "dark"]


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def to_settings(page: Page) -> None:
    tap(page, "Settings")


def to_filters(page: Page) -> None:
    open_tab(page, "Directory")
    search(page, "")
    tap(page, "Filters")


def to_nothing_found(page: Page) -> None:
    tap(page, "Filters")
    search(page, "zzzzqqqq")
    expect(page.get_by_text("Nothing found")).to_be_visible()


def to_report(page: Page) -> None:
    open_entry(page, ENTRY)
    tap(page, "Report what is wrong")


def to_entry_with_report(page: Page) -> None:
    open_entry(page, ENTRY)
    report(page, "The phone number is wrong")


def to_edit(page: Page) -> None:
    tap(page, "Change this entry")


def to_sent_and_received(page: Page) -> None:
    open_tab(page, "Directory")
    page.locator("#sync-strip").click()


def to_worksheet_part(page: Page) -> None:
    page.get_by_role("button", name="Start").click()


def to_worksheet_repeat(page: Page) -> None:
    tap(page, "All parts")
    page.get_by_role("button", name="Danger from them").click()


def to_worksheet_end(page: Page) -> None:
    page.get_by_role("button", name="We are done").last.click()


def to_take(page: Page) -> None:
    tap(page, "Back")
    page.get_by_role("button", name="Danger from them").click()
    page.get_by_role("checkbox").first.check()
    to_worksheet_end(page)
    tap(page, "Take it on paper")


def to_warning(page: Page) -> None:
    page.get_by_role("button", name="Hidden. Tap to show").click()
    page.get_by_role("checkbox").click()
    expect(page.get_by_text("it could put you in danger")).to_be_visible()


def to_copy(page: Page) -> None:
    page.get_by_role("button", name="Hidden. Tap to show").click()
    tap(page, "Add it all the same")
    tap(page, "Look at the copy")


def to_private_place(page: Page) -> None:
    tap(page, "Do not take it")
    tap(page, "Keep nothing. Erase it now")
    open_entry(page, "Alder House shelter")


# In the order of one walk: each step starts where the one before it ended.
SCREENS: list[tuple[str, Callable[[Page], None]]] = [
    ("directory", lambda page: open_tab(page, "Directory")),
    ("filters", to_filters),
    ("nothing-found", to_nothing_found),
    ("report", to_report),
    ("entry", to_entry_with_report),
    ("edit", to_edit),
    ("sent-and-received", to_sent_and_received),
    ("told", lambda page: open_tab(page, "When someone tells you")),
    ("worksheets", lambda page: open_tab(page, "Worksheets")),
    ("worksheet", lambda page: open_worksheet(page, "Safety plan: staying")),
    ("worksheet-part", to_worksheet_part),
    ("worksheet-rows", to_worksheet_repeat),
    ("worksheet-end", to_worksheet_end),
    ("worksheet-take", to_take),
    ("worksheet-take-warned", to_warning),
    ("worksheet-copy", to_copy),
    ("private-place", to_private_place),
    ("settings", to_settings),
    ("about", lambda page: tap(page, "About Cairn: what it protects, and what not")),
]


def look(page: Page, name: str) -> list[str]:
    """Draw the screen four ways, and return what bars somebody in any of them."""
    OUTPUT.mkdir(exist_ok=True)
    barriers: list[str] = []
    for language, other in (("en", "Español"), ("es", "English")):
        schemes: tuple[Scheme, ...] = ("light", "dark")
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            expect(page.get_by_role("heading", level=1)).to_be_visible()  # parts come as asked for
            page.screenshot(path=OUTPUT / f"{name}-{language}-{scheme}.png")
            barriers += [f"{name} {language} {scheme}: {found}" for found in violations(page)]
        if too_wide := overflow(page):
            barriers.append(f"{name} {language}: wider than the screen: {too_wide}")
        page.get_by_role("button", name=other, exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "es" if language == "en" else "en")
    return barriers


def overflow(page: Page) -> str:
    """Return how wide the page is where it is wider than a 320-pixel screen; else ''."""
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("() => document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 360, "height": 640})
    return f"{width} px" if width > 320 else ""


def test_no_screen_bars_anybody(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    barriers = look(page, "sign-in")
    sign_in(page, "elena")

    for name, step in SCREENS:
        step(page)
        barriers += look(page, name)

    assert barriers == []


@pytest.fixture
def offline_phone(new_phone: OpenPhone) -> Phone:
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    phone.cable.pull()
    return phone


def test_the_readmes_picture_is_of_a_phone_without_signal(offline_phone: Phone) -> None:
    page = offline_phone.page
    open_entry(page, ENTRY)
    report(page, "The hours are wrong")
    open_tab(page, "Directory")
    search(page, "shelter")
    expect(page.locator("#sync-strip")).to_contain_text("No signal. 1 change waiting to be sent.")

    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / "readme.png")
    if os.environ.get("CAIRN_SCREENSHOTS"):
        README_PICTURE.parent.mkdir(exist_ok=True)
        shutil.copy(OUTPUT / "readme.png", README_PICTURE)
