"""The app on the phone: a new version, a copy the browser threw away, installing, leaving early."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.newer_build import NEWER, make_newer_build
from tests.browser.server import CairnServer
from tests.browser.steps import (
    open_entry,
    report,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.stores import THROW_AWAY

ENTRY = "Alder House 24-hour line"


def is_newer(page: Page) -> bool:
    return page.locator(f"#{NEWER}").count() == 1


def test_a_new_version_takes_over_on_a_tap_and_what_waits_goes_on_waiting(
    new_phone: OpenPhone, server: CairnServer, tmp_path: Path
) -> None:
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    phone.cable.pull()
    open_entry(page, ENTRY)
    report(page, "The hours are wrong")
    server.stop()
    server.build = make_newer_build(tmp_path / "newer")
    server.start()
    phone.cable.plug()
    page.route("**/exchange", lambda route: route.abort())  # so that the report goes on waiting

    page.reload()
    ready = page.get_by_role("button", name="A new version is ready.")
    expect(ready).to_be_visible()
    page.reload()  # however often it is opened
    expect(ready).to_be_visible()
    assert not is_newer(page)
    ready.click()
    with page.expect_event("load"):
        page.get_by_role("button", name="Use it now").click()

    expect(page.locator("#sync-strip")).to_contain_text("1 change waiting to be sent.")
    assert is_newer(page)
    expect(ready).to_have_count(0)
    page.unroute("**/exchange")
    send_and_receive(page)
    open_entry(page, ENTRY)
    expect(page.get_by_text("Sent. Waiting for an editor.")).to_be_visible()


def test_a_copy_that_the_browser_threw_away_is_told_and_comes_back(new_phone: OpenPhone) -> None:
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    phone.cable.pull()
    page.goto(f"{phone.cable.url}/exit.html")
    page.evaluate(THROW_AWAY)
    told = page.get_by_text("The browser removed this phone's copy.")

    page.goto(phone.cable.url)
    expect(page.get_by_role("heading", name="Set up this phone")).to_be_visible()
    expect(told).to_be_visible()

    phone.cable.plug()
    page.reload()
    expect(page.get_by_role("heading", name="60 services")).to_be_visible()
    expect(told).to_be_visible()


def test_the_phone_offers_to_install_for_as_long_as_the_browser_does(
    new_phone: OpenPhone,
) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    page.evaluate("""() => {
      const offer = new Event("beforeinstallprompt", { cancelable: true });
      offer.prompt = async () => { document.body.dataset.asked = "yes"; };
      dispatchEvent(offer);
    }""")
    page.get_by_role("button", name="Settings").click()

    page.get_by_role("button", name="Install Cairn").click()

    assert page.evaluate("() => document.body.dataset.asked") == "yes"
    expect(page.get_by_role("heading", name="Install")).to_have_count(0)


def test_leaving_before_the_app_is_kept_shows_no_error_with_its_address(
    new_phone: OpenPhone,
) -> None:
    phone = new_phone("dana", service_workers="block")
    page = phone.open()
    sign_in(page, "dana")
    phone.cable.pull()

    page.get_by_role("button", name="Leave").click()

    page.wait_for_url("about:blank")
    assert page.inner_text("body") == ""
