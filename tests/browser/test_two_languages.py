"""A worksheet in two languages at once: nothing lost, one name for each control, nothing cut."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_worksheet, sign_in

OUTPUT = Path(__file__).parent / "output"


def show_two(page: Page) -> None:
    page.get_by_text("Languages and sound").click()
    page.get_by_role("checkbox", name="Show two languages").check()


def see(page: Page, name: str) -> list[str]:
    """Draw the whole screen at 360 px; return what bars somebody, or is cut."""
    height = page.evaluate("() => document.querySelector('main').scrollHeight")
    page.set_viewport_size({"width": 360, "height": max(640, height + 150)})
    found = [f"two-{name}: {rule}" for rule in violations(page)]
    wide = page.evaluate(
        "() => [...document.querySelectorAll('main *')].some((e) =>"
        " e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')"
        " || document.documentElement.scrollWidth > innerWidth"
    )
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"two-{name}.png")
    page.set_viewport_size({"width": 360, "height": 640})
    return found + ([f"two-{name}: wider than the screen"] if wide else [])


def test_a_worksheet_is_shown_in_two_languages_and_loses_nothing(new_phone: OpenPhone) -> None:
    page = new_phone("phone").open()
    sign_in(page, "dana")
    open_worksheet(page, "Safety plan:")
    show_two(page)
    barriers = []

    expect(page.get_by_text("Plan de seguridad: quedarse")).to_have_attribute("lang", "es")
    barriers += see(page, "start")
    page.get_by_role("button", name="Choose a part").click()
    expect(page.get_by_role("button", name="Danger from them", exact=True)).to_be_visible()
    expect(page.get_by_text("Peligro que viene de esa persona")).to_be_visible()
    barriers += see(page, "parts")
    page.get_by_role("button", name="Danger from them").click()
    first = page.locator(".question").filter(has=page.get_by_role("checkbox")).first
    pick = first.get_by_role("checkbox").nth(1)
    pick.check()
    expect(first.get_by_text("No sé", exact=True)).to_have_attribute("lang", "es")
    barriers += see(page, "part")
    # A control's name is said once, in the first language.
    name = page.evaluate(
        "(e) => document.getElementById(e.getAttribute('aria-labelledby')).textContent",
        pick.element_handle(),
    )
    expect(page.get_by_role("checkbox", name=name, exact=True)).to_be_checked()

    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_text("Not sure", exact=True).first).to_have_attribute("lang", "en")
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.get_by_text("No sé", exact=True).first).to_have_attribute("lang", "es")
    page.get_by_text("Languages and sound").click()
    page.get_by_role("checkbox", name="Show two languages").uncheck()
    expect(page.get_by_text("No sé", exact=True)).to_have_count(0)
    # Hidden by now, and there all the same.
    page.get_by_role("button", name="Hidden. Tap to show").first.click()
    expect(page.get_by_role("checkbox", name=name, exact=True)).to_be_checked()

    page.get_by_role("checkbox", name="Show two languages").check()
    page.get_by_role("button", name="We are done").last.click()
    page.get_by_role("button", name="Read it together once more").click()
    expect(page.get_by_role("heading", name="Danger from them")).to_be_visible()
    barriers += see(page, "reading")
    assert barriers == []


def test_on_a_wide_screen_the_two_stand_side_by_side(new_phone: OpenPhone) -> None:
    page = new_phone("desk").open()
    page.set_viewport_size({"width": 1024, "height": 900})
    sign_in(page, "dana")
    open_worksheet(page, "Safety plan:")
    show_two(page)
    page.get_by_role("button", name="Start", exact=True).click()

    words = page.locator(".twice").first
    boxes = [words.locator("> *").nth(at).bounding_box() for at in (0, 1)]
    assert boxes[0] and boxes[1] and boxes[1]["x"] >= boxes[0]["x"] + boxes[0]["width"]
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / "two-wide.png")


def test_the_second_language_ends_with_the_talk(new_phone: OpenPhone) -> None:
    page = new_phone("phone").open()
    sign_in(page, "dana")
    open_worksheet(page, "Safety plan:")
    show_two(page)
    page.get_by_role("button", name="Back").click()

    open_worksheet(page, "Safety plan:")
    page.get_by_text("Languages and sound").click()

    expect(page.get_by_role("checkbox", name="Show two languages")).not_to_be_checked()


def test_the_copy_is_in_the_language_the_survivor_reads(new_phone: OpenPhone) -> None:
    page = new_phone("phone").open()
    sign_in(page, "dana")
    open_worksheet(page, "Safety plan:")
    page.get_by_role("button", name="Choose a part").click()
    page.get_by_role("button", name="Danger from them").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="We are done").last.click()
    page.get_by_role("button", name="Take it as a text file").click()
    page.get_by_role("button", name="Hidden. Tap to show").click()
    page.get_by_role("checkbox").click()
    page.get_by_role("button", name="Add it all the same").click()
    page.get_by_role("button", name="Look at the copy").click()

    page.get_by_role("radio", name="Español").check()
    expect(page.locator(".preview")).to_have_attribute("lang", "es")
    assert violations(page) == []
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the file").click()

    text = Path(saving.value.path()).read_text()
    assert "¿" in text
    expect(page.locator("html")).to_have_attribute("lang", "en")
