"""One program phone, several people: it changes hands without signal, and nothing is mixed up."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import (
    add_person,
    open_entry,
    open_tab,
    report,
    send_and_receive,
    sign_in,
    wait_until_installed,
)

ENTRY = "Alder House 24-hour line"
NOTE = "It rings and nobody answers."


def open_settings(page: Page) -> None:
    page.get_by_role("button", name="Settings", exact=True).click()


def change_to(page: Page, display_name: str) -> None:
    """Hand the phone over."""
    open_settings(page)
    button = page.get_by_role("button", name=f"Change to {display_name}")
    button.click()
    expect(button).to_have_count(0)


def shared_phone(new_phone: OpenPhone) -> tuple[Phone, Page]:
    """Return a phone on which Dana and Elena are signed in, in Dana's hands, without a line."""
    phone = new_phone("program")
    page = phone.open()
    sign_in(page, "dana")
    add_person(page, "elena")
    change_to(page, "Dana")
    send_and_receive(page)
    wait_until_installed(page)
    phone.close()  # the browser writes its cookies down when it closes, or after half a minute
    page = phone.open()
    phone.cable.pull()
    return phone, page


def test_what_one_reported_goes_out_when_the_next_has_signal(new_phone: OpenPhone) -> None:
    phone, page = shared_phone(new_phone)
    open_entry(page, ENTRY)
    report(page, "The phone number is wrong", note=NOTE)
    expect(page.get_by_text(NOTE)).to_be_visible()

    # Elena takes over, offline. How much of Dana's waits is told, and not what.
    change_to(page, "Elena")
    expect(page.get_by_text("1 change waiting to be sent.")).to_be_visible()
    open_entry(page, ENTRY)
    expect(page.get_by_text(NOTE)).to_have_count(0)
    phone.kill()
    page = phone.open()
    open_entry(page, ENTRY)
    expect(page.get_by_text(NOTE)).to_have_count(0)

    # Her contact carries it. On another phone it is Dana's.
    phone.cable.plug()
    send_and_receive(page)
    open_settings(page)
    expect(page.get_by_role("button", name="Change to Dana")).to_be_visible()
    expect(page.get_by_text("1 change waiting to be sent.")).to_have_count(0)
    danas = new_phone("dana").open()
    sign_in(danas, "dana")
    open_entry(danas, ENTRY)
    expect(danas.get_by_role("heading", name="What you reported")).to_be_visible()
    expect(danas.get_by_text(NOTE)).to_be_visible()
    expect(danas.get_by_text("Sent. Waiting for an editor.")).to_be_visible()


def test_who_signs_out_without_a_line_leaves_the_other_signed_in(new_phone: OpenPhone) -> None:
    phone, page = shared_phone(new_phone)
    open_entry(page, ENTRY)
    report(page, "The phone number is wrong", note=NOTE)
    open_settings(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("It stays on this phone until you sign in here again.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    untold = page.get_by_text("The server will be told when there is signal.")
    expect(untold).to_be_visible()

    # With signal the server hears of it; what Dana left waits for her.
    change_to(page, "Elena")
    phone.cable.plug()
    with page.expect_response("**/api/sign-out") as told:
        send_and_receive(page)
    assert told.value.status == 204
    open_settings(page)
    expect(untold).to_have_count(0)
    expect(page.get_by_text("1 change waiting to be sent. Must sign in again.")).to_be_visible()

    # She signs in again, and it goes out.
    add_person(page, "dana")
    send_and_receive(page)
    open_tab(page, "Directory")
    open_entry(page, ENTRY)
    expect(page.get_by_text("Sent. Waiting for an editor.")).to_be_visible()
