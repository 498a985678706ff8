"""Text at twice its size on the smallest phones; the same as half the screen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, open_tab, sign_in

ENTRY = "Alder House 24-hour line"
HALF = {"width": 180, "height": 320}


def width_of(page: Page) -> int:
    width: int = page.evaluate("() => document.documentElement.scrollWidth")
    return width


def test_nothing_has_to_be_scrolled_sideways_or_lies_under_the_way_out(
    new_phone: OpenPhone,
) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    page.set_viewport_size(HALF)  # type: ignore[arg-type]  # a TypedDict by another name
    widths = {"directory": width_of(page)}

    open_tab(page, "Worksheets")
    expect(page.get_by_role("heading", level=1, name="Worksheets")).to_be_visible()
    widths["worksheets"] = width_of(page)
    open_entry(page, ENTRY)
    widths["entry"] = width_of(page)
    change = page.get_by_role("button", name="Change this entry")
    change.focus()
    way_out, place = page.locator(".leave").bounding_box(), change.bounding_box()
    assert way_out and place and place["y"] >= way_out["y"] + way_out["height"]
    change.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Change this entry")).to_be_visible()
    widths["edit"] = width_of(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Undo").click()  # not covered either

    assert max(widths.values()) <= HALF["width"], widths
