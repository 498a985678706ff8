"""Quick exit and the cover, at bad moments: whatever is open, however slow or dead the line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import (
    open_entry,
    open_tab,
    open_worksheet,
    search,
    sign_in,
    wait_until_installed,
)
from tests.browser.waiting import wait_for

ENTRY = "Alder House 24-hour line"
SECRET = "the spare key is under the blue stone"


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def to_search(page: Page) -> None:
    search(page, SECRET)


def to_form(page: Page) -> None:
    open_entry(page, ENTRY)
    tap(page, "Change this entry")
    field, kept = page.get_by_role("textbox"), page.get_by_role("button", name="Throw the draft")
    field.or_(kept).first.wait_for()
    if kept.is_visible():  # from the way out before: what is said of a service may stay
        kept.click()
    field.first.fill(SECRET)


def to_select(page: Page) -> None:
    to_form(page)
    page.locator("select").first.focus()


def to_open_select(page: Page) -> None:
    to_form(page)
    page.locator("select").first.click()


def to_question_whether_to_leave(page: Page) -> None:
    to_form(page)
    open_tab(page, "Worksheets")
    expect(page.get_by_text("You have changes that are not saved")).to_be_visible()


def to_writing(page: Page) -> None:
    open_worksheet(page, "Safety plan:")
    tap(page, "Choose a part")
    tap(page, "Danger from them")
    page.get_by_role("button", name="Write").first.click()
    page.keyboard.type(SECRET)


def to_print(page: Page) -> None:
    page.evaluate("() => { window.print = () => {}; }")
    to_writing(page)
    page.get_by_role("button", name="Done writing").click()
    page.get_by_role("button", name="We are done").last.click()
    tap(page, "Take it on paper")
    page.get_by_role("button", name="Hidden. Tap to show").click()
    page.get_by_role("checkbox").last.click()
    tap(page, "Add it all the same")
    tap(page, "Look at the copy")
    tap(page, "Print it")
    expect(page.locator(".paper")).to_contain_text(SECRET)


def to_cover(page: Page) -> None:
    to_writing(page)
    tap(page, "Cover the screen")


PLACES: list[Callable[[Page], None]] = [
    to_search,
    to_form,
    to_select,
    to_open_select,
    to_question_whether_to_leave,
    to_writing,
    to_print,
    to_cover,
]


def press_escape(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")


def double_tap(page: Page) -> None:
    page.get_by_role("button", name="Leave", exact=True).dblclick()


def expect_neutral(page: Page, app: str, left: str) -> None:
    """The other page is there, and the way back does not lead to the app."""
    expect(page, f"{left}: it did not leave").to_have_url(re.compile(r"/exit\.html$"))
    expect(page).to_have_title("Weather words")
    assert SECRET not in page.content()
    page.go_back()
    assert "Cairn" not in page.content() and page.url != f"{app}/"


@pytest.mark.parametrize("leave", [press_escape, double_tap])
def test_from_whatever_is_open(new_phone: OpenPhone, leave: Callable[[Page], None]) -> None:
    phone = new_phone("phone")
    page = phone.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    phone.cable.pull()  # the neutral page needs no line
    for to_place in PLACES:
        page.goto("data:text/html,before")
        page.goto(phone.cable.url)
        to_place(page)
        leave(page)
        expect_neutral(page, phone.cable.url, to_place.__name__)


def open_without_worker(new_phone: OpenPhone) -> tuple[Phone, Page]:
    """A phone whose app is not installed yet, so that leaving takes a line."""
    phone = new_phone("phone", service_workers="block")
    page = phone.open()
    sign_in(page, "dana")
    open_worksheet(page, "Safety plan:")
    return phone, page


def never(route: Route) -> None:
    """Hold a request for good: a line so slow that nothing comes."""


@pytest.mark.parametrize("leave", [press_escape, double_tap])
def test_on_a_line_that_hangs(new_phone: OpenPhone, leave: Callable[[Page], None]) -> None:
    _, page = open_without_worker(new_phone)
    page.route("**/*", never)

    leave(page)

    assert page.evaluate("() => document.documentElement.childNodes.length") == 0
    page.wait_for_url("about:blank")


def test_in_the_middle_of_loading_a_screen(new_phone: OpenPhone) -> None:
    phone = new_phone("phone", service_workers="block")
    page = phone.open()
    sign_in(page, "dana")
    page.route("**/assets/*", never)
    open_tab(page, "Worksheets")

    tap(page, "Leave")

    page.wait_for_url("**/exit.html")
    expect(page).to_have_title("Weather words")


def test_a_page_put_away_whole_holds_nothing_when_it_comes_back(new_phone: OpenPhone) -> None:
    """Browsers may keep a page as it is, and show that picture before any script runs."""
    phone = new_phone("phone", ignore_default_args=["--disable-back-forward-cache"])
    page = phone.open()
    sign_in(page, "dana")
    to_writing(page)

    held = page.evaluate(
        "() => { dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));"
        " return document.documentElement.textContent; }"
    )
    assert held == ""
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_role("searchbox")).to_be_visible()


def test_going_back_after_going_elsewhere_brings_no_worksheet(new_phone: OpenPhone) -> None:
    phone = new_phone("phone", ignore_default_args=["--disable-back-forward-cache"])
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    to_writing(page)

    page.goto(f"{phone.cable.url}/exit.html")
    page.go_back()

    expect(page.get_by_role("searchbox")).to_be_visible()
    assert SECRET not in page.content()


def test_another_app_in_front_covers_in_the_same_moment(new_phone: OpenPhone) -> None:
    """The app switcher takes its picture now, not after the next frame."""
    page = new_phone("phone").open()
    sign_in(page, "dana")
    to_writing(page)

    seen = page.evaluate(
        "async () => {"
        " Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange'));"
        " await new Promise(queueMicrotask);"  # before the browser can draw again
        " return document.body.textContent"
        " + [...document.querySelectorAll('textarea')].map((e) => e.value).join(); }"
    )

    assert SECRET not in seen
    assert "Danger from them" not in seen
    expect(page.get_by_role("heading", name="Covered")).to_be_focused()


def test_the_cover_leaves_nothing_for_a_screen_reader_either(new_phone: OpenPhone) -> None:
    page = new_phone("phone").open()
    sign_in(page, "dana")
    open_worksheet(page, "Safety plan:")
    tap(page, "Start")
    page.get_by_role("radio", name="No", exact=True).check()
    told = page.locator("[aria-live=polite]")
    expect(told).to_contain_text("You can stop here.")

    tap(page, "Cover the screen")

    expect(page.get_by_role("heading", name="Covered")).to_be_focused()
    assert told.inner_text() == ""


def test_the_way_out_is_the_first_that_a_screen_reader_finds(new_phone: OpenPhone) -> None:
    page = new_phone("phone", reduced_motion="reduce").open()
    sign_in(page, "dana")
    first, second = page.locator("button").all()[:2]
    expect(first).to_have_accessible_name("Skip to the page")
    expect(second).to_have_accessible_name("Leave")

    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((e) => {"
        " const style = getComputedStyle(e);"
        " return style.animationName !== 'none' || style.transitionDuration !== '0s'; }).length"
    )
    assert moving == 0
    page.get_by_role("button", name="Leave", exact=True).focus()
    page.keyboard.press("Enter")
    wait_for(lambda: page.title() == "Weather words")
    assert page.evaluate("() => document.documentElement.lang") == "en"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
