"""What has the focus is in sight: no bar that stays in place lies on it (WCAG 2.2, 2.4.11)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, open_every_part, open_tab, sign_in

ENTRY = "Clinic visits"
BARS = ".save-bar, .saved, .grid-head, .chosen"
# Goes to each control as Tab does, forth and back; tells those that a bar lies on.
COVERED = """async (bars) => {
  const main = document.querySelector("main");
  const all = [...main.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility())
    .filter((one) => getComputedStyle(one.closest(".grid-head") ?? main).clipPath === "none");
  const covered = new Set();
  for (const one of [...all, ...all.reverse()]) {
    one.focus();
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const at = one.getBoundingClientRect();
    for (const bar of main.querySelectorAll(bars)) {
      if (bar.contains(one) || getComputedStyle(bar).position !== "sticky") continue;
      const over = bar.getBoundingClientRect();
      // Browsers bring the line that is typed in into view, and of a tall field no more.
      const bottom = one.matches("textarea") ? Math.min(at.bottom, at.top + 44) : at.bottom;
      const across = at.left < over.right - 1 && over.left < at.right - 1;
      if (across && at.top < over.bottom - 1 && over.top < bottom - 1) {
        covered.add(`${bar.className}: ${one.id || one.textContent.trim().slice(0, 40)}`);
      }
    }
  }
  return [all.length, [...covered]];
}"""
BELOW = """() => {
  const [bar, main] = [document.querySelector(".save-bar"), document.querySelector("main")];
  return [bar, main].map((one) => Math.round(one.getBoundingClientRect().bottom));
}"""
SIZES: list[Any] = [
    pytest.param({"width": 360, "height": 640}, id="phone"),
    pytest.param({"width": 1280, "height": 800}, id="desk"),
]


def nothing_is_covered(page: Page, *, at_least: int) -> None:
    count, covered = page.evaluate(COVERED, BARS)
    assert covered == []
    assert count >= at_least


@pytest.mark.parametrize("size", SIZES)
def test_in_a_long_form_no_bar_lies_on_what_has_the_focus(
    new_phone: OpenPhone, size: dict[str, int]
) -> None:
    page = new_phone("elena").open()
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by another name
    sign_in(page, "elena")
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Change this entry").click()
    open_every_part(page)

    nothing_is_covered(page, at_least=150)


@pytest.mark.parametrize("size", SIZES)
def test_below_the_bar_that_saves_nothing_shows(new_phone: OpenPhone, size: dict[str, int]) -> None:
    page = new_phone("elena").open()
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by another name
    sign_in(page, "elena")
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Change this entry").click()
    expect(page.locator(".save-bar")).to_be_visible()
    for where in (0, 0.5, 1):
        page.evaluate(
            """(where) => {
              const main = document.querySelector("main");
              main.scrollTop = where * main.scrollHeight;
            }""",
            where,
        )
        bar, main = page.evaluate(BELOW)
        assert abs(bar - main) <= 1


@pytest.mark.parametrize("size", SIZES)
def test_what_says_saved_lies_on_nothing_that_has_the_focus(
    new_phone: OpenPhone, size: dict[str, int]
) -> None:
    page = new_phone("elena").open()
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by another name
    sign_in(page, "elena")
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Take back to draft").click()
    expect(page.locator(".saved")).to_be_visible()

    nothing_is_covered(page, at_least=10)


@pytest.mark.parametrize("size", SIZES)
def test_in_the_list_of_all_no_bar_lies_on_what_has_the_focus(
    new_phone: OpenPhone, size: dict[str, int]
) -> None:
    page = new_phone("elena").open()
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by another name
    sign_in(page, "elena")
    open_tab(page, "Directory")
    page.get_by_role("button", name="All entries").click()
    page.get_by_role("checkbox").nth(3).check()
    expect(page.locator(".chosen")).to_be_visible()

    nothing_is_covered(page, at_least=10)
