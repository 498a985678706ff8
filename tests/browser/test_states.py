"""Drafts are for editors; what is no longer offered leads to what is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.profile_grep import files_holding
from tests.browser.steps import (
    entry,
    open_entry,
    open_tab,
    search,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.test_screens import OUTPUT, overflow

DRAFT = "Wagon rides qx7"
OWNER = "Wagon trust qx7"
PLACE = "Wagon shed qx7"
OLD, NEW = "Alder House advocates", "Tribal advocates"
REASON = "Closed in May."


def looked_at(page: Page, name: str) -> None:
    """Hold the screen to what every screen is held to, and keep a picture of it."""
    assert violations(page) == []
    assert overflow(page) == ""
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"states-{name}.png", full_page=True)


def draft_a_service(page: Page) -> None:
    open_tab(page, "Directory")
    page.get_by_role("button", name="Add a service").click()
    page.get_by_label("Name of the new organization").fill(OWNER)
    page.get_by_role("textbox", name="Name of the service").fill(DRAFT)
    page.get_by_role("button", name="Save as draft").click()
    expect(page.get_by_text("Only editors see it")).to_be_visible()


def opened(page: Page, name: str) -> None:
    """Open an entry that may be a draft, from the list of all."""
    open_tab(page, "Directory")
    page.get_by_role("button", name="All entries").click()
    search(page, name)
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_a_draft_made_offline_reaches_an_advocate_only_when_it_is_published(
    new_phone: OpenPhone, tmp_path: Path
) -> None:
    editor = new_phone("elena")
    page = editor.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    editor.cable.pull()
    draft_a_service(page)
    page.get_by_role("button", name="Add a place").click()
    page.get_by_role("textbox", name="Name of the place").fill(PLACE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text=PLACE)).to_contain_text("Draft.")
    looked_at(page, "draft")
    editor.cable.plug()
    send_and_receive(page)
    open_tab(page, "Directory")
    search(page, DRAFT)
    expect(page.get_by_text("Nothing found")).to_be_visible()

    advocate = new_phone("dana")
    sign_in(advocate.open(), "dana")
    send_and_receive(advocate.page)
    advocate.close()
    assert files_holding(tmp_path / "dana", [DRAFT, OWNER, PLACE]) == []

    opened(page, DRAFT)
    page.get_by_role("button", name="Publish, with its organization and places").click()
    expect(page.get_by_text("Only editors see it")).to_have_count(0)
    send_and_receive(page)
    again = advocate.open()
    send_and_receive(again)
    open_entry(again, DRAFT)
    expect(again.get_by_text(OWNER)).to_be_visible()
    expect(again.get_by_text(PLACE)).to_be_visible()


def test_what_an_editor_publishes_is_a_draft_again_after_undo(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    draft_a_service(page)

    page.get_by_role("button", name="Publish", exact=False).first.click()
    expect(page.get_by_text("Only editors see it")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Only editors see it")).to_be_visible()


def test_a_copy_is_a_draft_of_its_own(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, OLD)

    page.get_by_role("button", name="Copy this entry").click()

    expect(page.get_by_role("heading", level=1, name=f"{OLD} (copy)")).to_be_visible()
    expect(page.get_by_text("Only editors see it")).to_be_visible()
    expect(page.get_by_text("No one has checked this yet")).to_be_visible()


def retire(page: Page) -> None:
    """Say that one service is no longer offered, and what to use instead."""
    open_entry(page, OLD)
    page.get_by_role("button", name="No longer offered…").click()
    page.get_by_label("Why, in a few words").fill(REASON)
    page.get_by_label("Search for what to use instead").fill(NEW)
    page.get_by_role("button", name=NEW).first.click()
    looked_at(page, "retire")
    page.get_by_role("button", name="It is no longer offered").click()
    expect(page.get_by_text("This is no longer offered.")).to_be_visible()


def test_who_has_a_retired_service_on_a_list_is_led_to_its_replacement(
    new_phone: OpenPhone,
) -> None:
    advocate = new_phone("dana").open()
    sign_in(advocate, "dana")
    open_entry(advocate, OLD)
    advocate.get_by_role("button", name="Add to hand-out").click()
    page = new_phone("elena").open()
    sign_in(page, "elena")
    retire(page)
    looked_at(page, "retired")
    send_and_receive(page)

    send_and_receive(advocate)
    open_tab(advocate, "Directory")
    search(advocate, OLD)
    expect(entry(advocate).filter(has_text=OLD)).to_have_count(0)
    advocate.get_by_role("button", name="Hand-out: 1 service").click()
    expect(advocate.get_by_text(f"{OLD}: no longer offered")).to_be_visible()
    looked_at(advocate, "hand-out")
    advocate.get_by_role("button", name=f"Use instead: {NEW}").click()

    expect(advocate.get_by_role("button", name=f"Take off: {NEW}")).to_be_visible()
    expect(advocate.get_by_text(f"{OLD}: no longer offered")).to_have_count(0)


@pytest.mark.parametrize("undo", [True, False])
def test_retiring_an_organization_asks_about_its_services(new_phone: OpenPhone, undo: bool) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_entry(page, OLD)
    page.get_by_role("button", name="The organization is no longer there: Alder House").click()
    expect(page.get_by_role("listitem").filter(has_text=OLD)).to_be_visible()
    looked_at(page, "organization")

    page.get_by_role("button", name="It is no longer offered").click()
    expect(page.get_by_text("This is no longer offered.")).to_be_visible()
    if undo:
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("This is no longer offered.")).to_have_count(0)
    open_tab(page, "Directory")
    search(page, "Alder House 24-hour line")

    found = entry(page).filter(has_text="Alder House 24-hour line")
    expect(found).to_have_count(1 if undo else 0)


def test_a_draft_is_deleted_after_a_question_and_is_back_after_undo(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    draft_a_service(page)
    page.get_by_role("button", name="Delete this draft").click()
    page.get_by_role("button", name="Delete it").click()
    page.get_by_role("button", name="All entries").click()
    search(page, DRAFT)
    expect(page.get_by_role("button", name=DRAFT)).to_have_count(0)

    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Directory")).to_be_visible()


def test_an_entry_deleted_while_another_changed_it_is_asked_about(new_phone: OpenPhone) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    draft_a_service(page)
    send_and_receive(page)
    other = new_phone("elena-office")
    desk = other.open()
    sign_in(desk, "elena")
    wait_until_installed(desk)
    other.cable.pull()
    opened(desk, DRAFT)
    desk.get_by_role("button", name="Publish, with its organization and places").click()
    expect(desk.get_by_text("Only editors see it")).to_have_count(0)
    opened(page, DRAFT)
    page.get_by_role("button", name="Delete this draft").click()
    page.get_by_role("button", name="Delete it").click()
    send_and_receive(page)

    other.cable.plug()
    send_and_receive(desk)
    open_tab(desk, "Directory")
    desk.get_by_role("button", name="Two answers: choose").click()
    desk.get_by_role("button", name=f"Choose for {DRAFT}").click()
    expect(desk.get_by_role("group", name="Is it in the directory?")).to_be_visible()
    looked_at(desk, "deleted")
    desk.get_by_label("Yes").check()
    desk.get_by_role("button", name="Save what I chose").click()
    send_and_receive(desk)

    open_entry(desk, DRAFT)
