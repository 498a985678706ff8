"""What is pasted does not stop the app, and comes out on a copy as it went in."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_worksheet, sign_in, wait_until_installed
from tests.browser.test_nothing_kept import PLAN

HEBREW = "הכלב והמשאית"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
LONG_WORD = "a" * 100_000  # with nothing to stop at, the slowest to look through


def begin(page: Page) -> None:
    sign_in(page, "dana")
    wait_until_installed(page)
    open_worksheet(page, PLAN)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Next:").click()


def write(page: Page, question_id: str, words: str) -> None:
    at = page.locator(f"#question-{question_id}")
    at.get_by_role("button", name="Write").click()
    page.keyboard.insert_text(words)
    at.get_by_role("button", name="Done writing").click()


def test_odd_and_very_long_texts_come_out_as_they_went_in(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    begin(page)
    # Here a role is asked for: the text is looked through for names and numbers.
    write(page, "who_you_are", LONG_WORD)
    write(page, "why_today", f"{HEBREW} {FAMILY}\u0000\u202e")
    shown = page.locator("#question-why_today .written")
    expect(shown).to_have_text(f"{HEBREW} {FAMILY}")
    assert shown.evaluate("(at) => getComputedStyle(at).direction") == "rtl"
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360

    page.get_by_role("button", name="We are done").last.click()
    page.get_by_role("button", name="Take it as a text file").click()
    for line in page.locator(".taken-line input").all():
        line.check()
    page.get_by_role("button", name="Look at the copy").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    saved = Path(download.value.path()).read_text("utf-8")
    assert f"- {HEBREW} {FAMILY}\n" in saved
    assert f"- {LONG_WORD}\n" in saved
