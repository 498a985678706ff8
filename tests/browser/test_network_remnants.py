"""A place of another directory that is hidden over there is found in no file of a phone any more.

Nor is anything of a directory that is no longer followed. Before that the same search finds both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import open_entry, send_and_receive, sign_in
from tests.browser.test_networks import THEIRS, Hills, hills, open_networks, server, subscribe, told
from tests.browser.waiting import wait_for

__all__ = ["hills", "server"]  # fixtures

STREET, BUS = "1714 Larkspurzq Lane", "Bus 4 to Larkspurzq crossing"
DOOR = ("Larkspurzq", "larkspurzq", "47.4123917")
WORDS = ("Quailqz",)


def listed(**more: Any) -> dict[str, Any]:
    """Return a service at a place, as the other directory tells it."""
    service = told(1, THEIRS, "701-555-0140")
    place = {
        "id": "6f1c2d3e-0005-4a5b-8c6d-000000000005",
        "location_type": "physical",
        "name": "Hills office",
        "latitude": 47.4123917,
        "longitude": -99.9331752,
        "transportation": BUS,
        "addresses": [
            {
                "address_type": "physical",
                "address_1": STREET,
                "city": "Millbrook",
                "state_province": "ND",
                "postal_code": "58990",
                "country": "US",
            }
        ],
    } | more
    link = {"id": "6f1c2d3e-0006-4a5b-8c6d-000000000006", "location": place}
    return service | {"service_at_locations": [link], "description": "Ask at the Quailqz desk."}


def found_in(folder: Path, texts: tuple[str, ...]) -> list[str]:
    return [path.name for path in files_holding(folder, texts)]


def fetch_again(page: Page) -> None:
    open_networks(page)
    with page.expect_response("**/check"):
        page.get_by_role("button", name="Check now").click()
    expect(page.locator("main").get_by_text("It is being fetched.")).to_be_visible()
    expect(page.locator("main").get_by_text("It is being fetched.")).to_have_count(0)


def test_what_another_directory_takes_back_is_in_no_file_of_a_phone(
    new_phone: OpenPhone, hills: Hills, server: CairnServer
) -> None:
    hills.services = [listed(), told(2, "Hills Pantry", "701-555-0141")]
    carmen, dana = new_phone("carmen"), new_phone("dana")
    office = carmen.open()
    sign_in(office, "carmen")
    subscribe(office, hills.url)
    expect(office.get_by_text("2 services")).to_be_visible()
    page = dana.open()
    sign_in(page, "dana")
    open_entry(page, THEIRS)
    expect(page.get_by_text(STREET).first).to_be_visible()
    send_and_receive(office)
    phones = (carmen, dana)

    # The control: the search finds it wherever it is.
    for phone in phones:
        wait_for(lambda phone=phone: found_in(phone.profile, DOOR))  # type: ignore[misc]  # bound
        wait_for(lambda phone=phone: found_in(phone.profile, WORDS))  # type: ignore[misc]  # bound
    assert found_in(server.data, DOOR)

    # It is hidden over there.
    hills.services[0] = listed(
        confidential=True, addresses=[], latitude=None, longitude=None, transportation=None
    )
    fetch_again(office)
    for phone in phones:
        send_and_receive(phone.page)
        wait_for(lambda phone=phone: found_in(phone.profile, DOOR) == [])  # type: ignore[misc]
        open_entry(phone.page, THEIRS)
        expect(phone.page.get_by_text("The address is private").first).to_be_visible()
    wait_for(lambda: found_in(server.data, DOOR) == [])

    # It is no longer followed.
    open_networks(office)
    office.get_by_role("button", name="Remove…").click()
    office.get_by_role("button", name="Remove the directory").click()
    expect(office.get_by_text("There is none yet.")).to_be_visible()
    for phone in phones:
        send_and_receive(phone.page)
        wait_for(lambda phone=phone: found_in(phone.profile, WORDS) == [])  # type: ignore[misc]
        phone.close()
        assert found_in(phone.profile, (*DOOR, *WORDS)) == []
    server.stop()
    assert found_in(server.data, (*DOOR, *WORDS)) == []
