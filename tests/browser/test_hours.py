"""Hours typed as a week without signal, and what another phone makes of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import (
    entry,
    open_entry,
    open_every_part,
    open_part,
    open_tab,
    search,
    send_and_receive,
    sign_in,
    wait_until_installed,
)

ENTRY = "Ride Link bus"
CENTRAL = "America/Chicago"


def edit(page: Page, name: str = ENTRY) -> Locator:
    """Open the form of an entry; return its week."""
    open_entry(page, name)
    page.get_by_role("button", name="Change this entry").click()
    open_part(page, "Hours")
    week = page.get_by_role("group", name="Hours", exact=True)
    expect(week).to_be_visible()
    return week


def day(week: Locator, name: str) -> Locator:
    return week.get_by_role("button", name=re.compile(rf"^{name} ")).first


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=ENTRY)).to_be_visible()


def type_time(page: Page, digits: str) -> None:
    """Type into the time that has the focus, and go on to what comes after it."""
    page.keyboard.type(digits)


def go_to(page: Page, control: Locator, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until the control has the focus."""
    for _ in range(60):
        if control.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("Tab does not come to it")


def clear_week(page: Page, week: Locator) -> None:
    """Close Monday, and every day as Monday: by keyboard."""
    go_to(page, day(week, "Monday"))
    page.keyboard.press("Enter")
    close = week.get_by_role("button", name="Closed", exact=True)
    go_to(page, close)
    page.keyboard.press("Enter")
    expect(week.get_by_role("button", name="Undo")).to_be_focused()
    go_to(page, week.get_by_role("button", name="Every day", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    for name in ("Monday", "Wednesday", "Friday", "Sunday"):
        expect(day(week, name)).to_have_accessible_name(f"{name} No hours")


def openness_at(phone: Phone, moment: str) -> Locator:
    """Open the phone at a moment; return the entry's line in the list."""
    page = phone.open()
    page.clock.set_fixed_time(datetime.fromisoformat(moment).astimezone(UTC))
    page.reload()
    open_tab(page, "Directory")
    search(page, ENTRY)
    return page.locator("li.entry").filter(has_text=ENTRY)


def test_hours_typed_without_signal_are_right_on_another_phone(new_phone: OpenPhone) -> None:
    phone = new_phone("elena", timezone_id=CENTRAL)
    page = phone.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    phone.cable.pull()
    week = edit(page)
    clear_week(page, week)

    go_to(page, week.get_by_role("button", name="Add hours"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(week.get_by_label("Opens")).to_be_focused()
    type_time(page, "0800PM")
    expect(week.get_by_label("Opens")).to_have_value("20:00")
    go_to(page, week.get_by_label("Closes"))
    type_time(page, "0200AM")
    expect(week.get_by_label("Closes")).to_have_value("02:00")
    expect(week.get_by_text("It closes before it opens.")).to_be_visible()
    go_to(page, week.get_by_role("button", name="Yes, it closes on Tuesday"))
    page.keyboard.press("Enter")
    go_to(page, week.get_by_role("button", name="Monday to Friday", exact=True))
    page.keyboard.press("Enter")
    expect(day(week, "Friday")).to_have_accessible_name(
        re.compile(r"Friday 8:00\sPM to 2:00\sAM the next day")
    )
    assert violations(page) == []
    save(page)
    phone.cable.plug()
    send_and_receive(page)

    other = new_phone("dana", timezone_id=CENTRAL)
    sign_in(other.open(), "dana")
    expect(entry(other.page).first).to_be_visible()
    other.close()
    row = openness_at(other, "2026-12-05T01:30:00-06:00")  # the night of Friday
    expect(row).to_contain_text(re.compile(r"Open now, until 2:00\sAM"))
    other.close()
    row = openness_at(other, "2026-12-06T01:30:00-06:00")  # nobody opens on Saturday
    expect(row).to_contain_text("Closed now")


def test_public_holidays_are_proposed_and_added_only_on_a_tap(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    page.clock.set_fixed_time("2026-11-20T12:00:00Z")
    week = edit(page)

    week.get_by_role("button", name="Suggest public holidays").click()
    thanksgiving = week.get_by_label("Thanksgiving, Thu, Nov 26, 2026")
    expect(thanksgiving).to_be_checked()
    week.get_by_label("Christmas Day, Fri, Dec 25, 2026").uncheck()
    week.get_by_role("button", name="as closed").click()
    expect(week.get_by_role("button", name="Undo")).to_be_focused()
    expect(week.get_by_role("button", name="Christmas Day")).to_have_count(0)
    assert violations(page) == []
    save(page)

    expect(page.get_by_text("Closed Thu, Nov 26 (Thanksgiving)")).to_be_visible()


def test_a_large_step_can_be_undone(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    week = edit(page)
    before = day(week, "Sunday").text_content() or ""
    friday = day(week, "Friday").text_content() or ""

    day(week, "Friday").click()
    week.get_by_role("button", name="Every day", exact=True).click()
    expect(day(week, "Sunday")).not_to_have_text(before)
    week.get_by_role("button", name="Undo").click()

    expect(day(week, "Sunday")).to_have_text(before)
    expect(day(week, "Friday")).to_have_text(friday)
    expect(day(week, "Friday")).to_be_focused()


def test_hours_that_are_not_finished_say_what_to_do(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    week = edit(page)
    day(week, "Sunday").click()
    week.get_by_role("button", name=re.compile("Add (more )?hours")).click()
    week.get_by_label("Opens").last.fill("09:00")

    page.get_by_role("button", name="Save", exact=True).click()

    expect(week.get_by_label("Closes").last).to_have_attribute("aria-invalid", "true")
    expect(week.get_by_text("Type when it opens and when it closes, or remove it.")).to_be_visible()
    assert violations(page) == []


def test_the_program_names_its_zone_and_a_phone_elsewhere_goes_by_it(new_phone: OpenPhone) -> None:
    phone = new_phone("carmen", timezone_id="America/New_York")
    page = phone.open()
    sign_in(page, "carmen")
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Our program", exact=True).click()
    page.get_by_role("button", name="Change this page").click()
    page.get_by_label("Time zone", exact=True).select_option(value="America/Denver")
    assert violations(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Change this page")).to_be_visible()
    phone.close()

    row = openness_at(phone, "2026-11-25T20:15:00-05:00")  # 6:15 PM where the bus goes

    expect(row).to_contain_text(re.compile("Open now, until .* over there"))


def test_the_demo_is_told_by_its_own_clock_and_is_closed_on_a_day_of_its_own(
    new_phone: OpenPhone,
) -> None:
    phone = new_phone("dana", timezone_id="America/New_York")
    page = phone.open()
    sign_in(page, "dana")
    open_entry(page, "Computer, phone and a quiet room")
    expect(page.get_by_text("Staff day")).to_be_visible()
    phone.close()

    row = openness_at(phone, "2026-11-25T19:15:00-05:00")  # 6:15 PM where the bus goes

    expect(row).to_contain_text(re.compile("Open now, until .* over there"))


def test_a_place_is_set_by_a_town_and_a_square(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, ENTRY)
    page.get_by_role("button", name=re.compile("Change the place")).first.click()
    open_every_part(page)
    town = page.get_by_label("Nearest town")
    town.select_option(index=1)
    name = town.evaluate("select => select.selectedOptions[0].label")
    expect(page.get_by_text(f"In or near {name}")).to_be_visible()
    page.get_by_role("button", name="North").click()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(f"2 squares north, 1 square east of {name}").first).to_be_visible()
    page.locator(".area-drawing").click(position={"x": 3, "y": 3})
    expect(page.get_by_text(f"4 squares north, 4 squares west of {name}").first).to_be_visible()
    assert violations(page) == []

    page.get_by_label("The address is private").check()

    expect(page.get_by_label("Nearest town")).to_have_count(0)
    expect(page.get_by_label("Time zone of these hours")).to_have_count(0)


def test_the_nearest_are_found_from_a_square_that_was_tapped(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    page.get_by_role("button", name="Filters").click()
    near = page.get_by_label("Near which town or county?")
    near.fill("Pike Landing, ND")
    page.get_by_text("Choose a square nearby").click()
    page.get_by_role("button", name="North").click()

    expect(near).to_have_value("Pike Landing, ND ↑1")
    assert violations(page) == []
    page.get_by_role("button", name=re.compile(r"^Show \d+ service")).click()
    expect(page.get_by_text(re.compile("about .* mile")).first).to_be_visible()
