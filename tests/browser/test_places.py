"""Places: what is different at one of them, one more like another, one that is no longer there."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import (
    open_entry,
    open_part,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.test_forms import HAS_DRAFT
from tests.browser.test_hours import go_to
from tests.browser.test_screens import OUTPUT, overflow

SERVICE, PLACE, OTHER = "Clinic visits", "Harlow clinic", "Fernside clinic"
THERE = "field-service_at_locations.1"  # the demo names Fernside first


def looked_at(page: Page, name: str) -> None:
    """Hold the screen to what every screen is held to, and keep a picture of it."""
    assert violations(page) == []
    assert overflow(page) == ""
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"places-{name}.png", full_page=True)


def open_there(page: Page) -> None:
    """Open what is different at the place, by keys."""
    open_entry(page, SERVICE)
    page.get_by_role("button", name="Change this entry").click()
    open_part(page, "Where")
    page.locator("summary", has_text=f"Different at: {PLACE}").press("Enter")
    expect(page.get_by_role("textbox", name="What is different there")).to_be_visible()


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1, name=SERVICE)).to_be_visible()


def test_what_is_different_at_one_place_is_typed_without_signal_and_read_elsewhere(
    new_phone: OpenPhone,
) -> None:
    editor = new_phone("elena")
    page = editor.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    editor.cable.pull()
    open_there(page)
    page.get_by_role("textbox", name="What is different there").fill("Ring at the side door.")
    there = page.locator("details.folded[open]")
    there.get_by_role("button", name="Add a number").press("Enter")
    expect(there.locator("input:focus")).to_have_value("")
    page.keyboard.type("701-555-0177")
    there.get_by_role("button", name="Add a contact").press("Enter")
    expect(there.locator("input:focus")).to_have_value("")
    page.keyboard.type("Night nurse")
    hours = there.get_by_role("group", name="Hours there", exact=True)
    hours.get_by_role("button", name="Saturday").press("Enter")
    hours.get_by_role("button", name="Add hours").press("Enter")
    expect(hours.get_by_label("Opens")).to_be_focused()
    page.keyboard.type("1000AM")
    go_to(page, hours.get_by_label("Closes"))
    page.keyboard.type("0200PM")
    looked_at(page, "there")
    save(page)
    card = page.get_by_role("listitem").filter(has_text=PLACE).first
    expect(card).to_contain_text("Ring at the side door.")
    looked_at(page, "there-shown")
    editor.cable.plug()
    send_and_receive(page)

    other = new_phone("dana").open()
    sign_in(other, "dana")
    open_entry(other, SERVICE)

    card = other.get_by_role("listitem").filter(has_text=PLACE).first
    for words in ("Ring at the side door.", "701-555-0177", "Night nurse"):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text(re.compile(r"10:00\sAM to 2:00\sPM"))
    elsewhere = other.get_by_role("listitem").filter(has_text=OTHER).first
    expect(elsewhere).not_to_contain_text("Night nurse")


def test_an_address_is_kept_out_of_what_a_service_says_of_a_place(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_there(page)
    page.get_by_role("textbox", name="What is different there").fill(
        "At 14 Depot Street, in the back."
    )
    page.keyboard.press("Control+s")

    wrong = page.get_by_role("button", name="Places: Leave the address out here")
    wrong.click()

    told = page.get_by_role("textbox", name="What is different there")
    expect(told).to_be_focused()
    told.fill("In the back.")
    save(page)


def test_what_was_typed_about_a_place_is_in_the_draft(new_phone: OpenPhone) -> None:
    phone = new_phone("elena")
    page = phone.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    open_there(page)
    page.get_by_role("textbox", name="What is different there").fill("Ring twice.")
    page.wait_for_function(HAS_DRAFT, arg="Ring twice.")
    phone.kill()
    page = phone.open()
    open_entry(page, SERVICE)
    page.get_by_role("button", name="Change this entry").click()
    page.get_by_role("button", name="Go on with the draft").click()
    open_part(page, "Where")
    page.locator("summary", has_text=f"Different at: {PLACE}").press("Enter")

    expect(page.get_by_role("textbox", name="What is different there")).to_have_value("Ring twice.")


def test_nothing_can_be_written_of_a_service_at_a_private_place(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, "Stone Creek Women's Lodge")
    page.get_by_role("button", name="Change this entry").click()
    open_part(page, "Where")

    expect(page.get_by_text("The address of this place is private.")).to_be_visible()
    expect(page.locator("summary", has_text="Different at")).to_have_count(0)


def test_who_opens_a_service_is_led_from_a_place_that_is_gone_to_the_one_instead(
    new_phone: OpenPhone,
) -> None:
    editor = new_phone("elena")
    page = editor.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    editor.cable.pull()
    open_entry(page, SERVICE)
    page.get_by_role("button", name=f"No longer there: {PLACE}").click()
    expect(page.get_by_role("listitem").filter(has_text=SERVICE)).to_be_visible()
    chooser = page.get_by_label("Search for what to use instead")
    for private in ("shelter", "safe homes", "Lodge"):
        chooser.fill(private)
        expect(page.get_by_role("button", name=re.compile("Alder|Bridges|Stone"))).to_have_count(0)
    chooser.fill("hospital")
    page.get_by_role("button", name="Cedar Memorial Hospital, 900 Hospital Drive").click()
    looked_at(page, "retire")
    page.get_by_role("button", name="It is no longer there").click()
    editor.cable.plug()
    send_and_receive(page)

    other = new_phone("dana").open()
    sign_in(other, "dana")
    open_entry(other, SERVICE)

    card = other.get_by_role("listitem").filter(has_text="Cedar Memorial Hospital").first
    expect(card).to_contain_text(f"Go here. {PLACE} is no longer there.")
    expect(card).to_contain_text("900 Hospital Drive")
    expect(other.get_by_text("12 Depot Street")).to_have_count(0)
    card.scroll_into_view_if_needed()
    looked_at(other, "instead")


def test_what_led_to_a_place_leads_nowhere_once_it_is_private(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, SERVICE)
    page.get_by_role("button", name=f"No longer there: {PLACE}").click()
    page.get_by_label("Search for what to use instead").fill("hospital")
    page.get_by_role("button", name="Cedar Memorial Hospital").click()
    page.get_by_role("button", name="It is no longer there").click()

    page.get_by_role("button", name="Change the place: Cedar Memorial Hospital").click()
    page.get_by_label("The address is private").check()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("heading", level=1, name=SERVICE)).to_be_visible()
    expect(page.get_by_text("Cedar Memorial Hospital")).to_have_count(0)
    page.get_by_role("button", name=f"No longer there: {OTHER}").click()
    page.get_by_label("Search for what to use instead").fill("Cedar Memorial")
    expect(page.get_by_text("Nothing found")).to_be_visible()


def test_a_place_like_another_is_saved_only_when_somebody_saves_it(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, SERVICE)
    page.get_by_role("button", name=f"Change the place: {PLACE}").click()
    page.get_by_role("button", name="Add a place like this one").click()
    name = page.get_by_role("textbox", name="Name of the place")
    expect(name).to_have_value(f"{PLACE} (copy)")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_text(f"{PLACE} (copy)")).to_have_count(0)

    page.get_by_role("button", name=f"Change the place: {PLACE}").click()
    page.get_by_role("button", name="Add a place like this one").click()
    name.fill("Harlow school")
    page.get_by_role("textbox", name="Street and number").fill("14 Depot Street")
    page.get_by_role("button", name="Save", exact=True).click()

    card = page.get_by_role("listitem").filter(has_text="Harlow school").first
    expect(card).to_contain_text("14 Depot Street")
    expect(card).to_contain_text("Harlow, ND 58991")


def test_a_place_like_a_private_one_is_private(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, "Stone Creek Women's Lodge")
    page.get_by_role("button", name="Change the place: Stone Creek Women's Lodge").click()
    page.get_by_role("button", name="Add a place like this one").click()

    expect(page.get_by_label("The address is private")).to_be_checked()
    expect(page.get_by_label("Street and number")).to_have_count(0)


def test_a_place_in_another_country_has_its_own_states_and_postal_codes(
    new_phone: OpenPhone,
) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, SERVICE)
    page.get_by_role("button", name="Add a place", exact=True).click()
    page.get_by_role("textbox", name="Name of the place").fill("Across the line")
    page.get_by_label("Country", exact=True).select_option(label="Canada")
    page.get_by_role("textbox", name="Street and number").fill("4 Band Office Road")
    page.get_by_role("textbox", name="City or town").fill("Fort Frances")
    page.get_by_role("textbox", name="Province or territory").fill("ND")
    page.get_by_role("textbox", name="Postal code").fill("58990")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("No state, territory or province there")).not_to_have_count(0)
    page.set_viewport_size({"width": 360, "height": 2400})  # nothing is cut by a bar
    looked_at(page, "abroad")
    page.get_by_role("textbox", name="Province or territory").fill("ON")
    page.get_by_role("textbox", name="Postal code").fill("P9A 3M3")
    page.get_by_role("button", name="Save", exact=True).click()

    card = page.get_by_role("listitem").filter(has_text="Across the line").first
    expect(card).to_contain_text("Fort Frances, ON P9A 3M3")
    expect(card).to_contain_text("Canada")
    send_and_receive(page)
