"""One visit is enough: after it the app opens, searches and guides without a line."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import (
    entry,
    open_entry,
    open_tab,
    open_worksheet,
    search,
    sign_in,
    wait_until_installed,
)
from tests.browser.waiting import wait_for

ALL_SERVICES = "60 services"  # of the demo


def test_after_one_visit_everything_opens_without_a_line_or_a_passphrase(
    new_phone: OpenPhone,
) -> None:
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    phone.cable.pull()

    def works() -> None:
        expect(entry(page).first).to_be_visible()
        search(page, "abogado")  # Spanish, for an English entry
        expect(entry(page).filter(has_text="Lawyers for renters")).to_be_visible()
        search(page, "hotlin")  # a word not finished
        expect(entry(page).filter(has_text="National").first).to_be_visible()
        open_entry(page, "National Domestic Violence Hotline")
        expect(page.get_by_role("link", name="Call 1-800-799-7233")).to_be_visible()
        open_tab(page, "When someone tells you")
        expect(page.get_by_role("heading", level=1)).to_contain_text("When someone tells you")
        open_worksheet(page, "Safety plan: staying")
        expect(page.get_by_role("button", name="Start")).to_be_visible()

    works()
    page.reload()
    works()
    page.context.new_page()  # so that the browser stays when the tab goes
    page.close()
    page = phone.page
    page.goto(phone.cable.url)
    works()
    phone.kill()
    page = phone.open()
    works()


def test_the_app_can_be_installed(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    wait_until_installed(page)
    session = page.context.new_cdp_session(page)

    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert errors == []


def test_every_request_goes_to_the_apps_own_origin(new_phone: OpenPhone) -> None:
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    page.get_by_role("button", name="Español").click()
    open_tab(page, "Hojas")

    origins = {urlsplit(url).netloc for url in phone.requests if not url.startswith("data:")}

    assert origins == {urlsplit(phone.cable.url).netloc}


@pytest.mark.parametrize("cut_after_bytes", [1, 900, 2500, 5000, 9000])
def test_a_first_load_cut_anywhere_goes_on_from_there(
    new_phone: OpenPhone, cut_after_bytes: int
) -> None:
    phone = new_phone("dana")
    page = phone.open()
    wait_until_installed(page)
    phone.cable.pull_in_answer_to(b"POST /exchange", after_bytes=cut_after_bytes)
    page.get_by_label("Name", exact=True).fill("dana")
    page.get_by_label("Passphrase", exact=True).fill("demo-dana")
    page.get_by_role("button", name="Sign in").click()
    wait_for(lambda: not phone.cable.plugged)

    phone.cable.plug()
    page.reload()

    expect(page.get_by_role("heading", name=ALL_SERVICES)).to_be_visible()
