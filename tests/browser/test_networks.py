"""Another collaborative's directory: from a coordinator's tap to a phone without signal."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.server import CairnServer
from tests.browser.steps import (
    entry,
    open_entry,
    open_tab,
    search,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.stores import FIND_STORE

OUTPUT = Path(__file__).parent / "output"
THEIRS = "Hills Night Line"
BOTH = "Hot supper"  # in the demo's own directory too
NOTE = "Ask for the night shift"


def told(number: int, name: str, phone: str) -> dict[str, Any]:
    """Return a service as the other directory tells it."""
    uuid = f"6f1c2d3e-0001-4a5b-8c6d-{number:012d}"
    organization = {"id": "6f1c2d3e-0004-4a5b-8c6d-000000000004", "name": "Hills Together"}
    return {
        "id": uuid,
        "name": name,
        "status": "active",
        "assured_date": "2026-10-01",
        "phones": [{"id": uuid, "number": phone}],
        "organization_id": organization["id"],
        "organization": organization,
        "service_at_locations": [],
    }


class Hills(ThreadingHTTPServer):
    """The other collaborative's public directory, on this machine."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.services: list[dict[str, Any]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hsds"


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Hills)
        body = "\n".join(map(json.dumps, self.server.services)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hills() -> Iterator[Hills]:
    with Hills() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[CairnServer]:
    running = CairnServer(
        tmp_path / "data", tmp_path / "server.log", CAIRN_NETWORK_PRIVATE_ADDRESSES="true"
    )
    running.start()
    yield running
    running.stop()


def look(page: Page, name: str) -> list[str]:
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"networks-{name}.png", full_page=True)
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return violations(page) + ([f"{name} is wide"] if wide else [])


def own_phone(page: Page, name: str) -> str:
    """Return the first number of an entry, as the phone has it."""
    open_entry(page, name)
    return str(page.locator("a[href^='tel:']").first.get_attribute("href")).removeprefix("tel:")


def open_networks(page: Page) -> None:
    page.get_by_role("button", name="Settings", exact=True).click()
    page.get_by_role("button", name="Other directories").click()
    expect(page.get_by_role("heading", level=1, name="Other directories")).to_be_visible()


def subscribe(page: Page, url: str) -> list[str]:
    """Add the other directory as a coordinator does; return what stands in the way."""
    open_networks(page)
    expect(page.get_by_text("There is none yet.")).to_be_visible()
    page.get_by_role("button", name="Add a directory").click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_label("Name of the other collaborative")).to_be_focused()
    barriers = look(page, "form")
    page.get_by_label("Name of the other collaborative").fill("Northern Hills")
    page.get_by_role("textbox", name="Address").fill(url)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Northern Hills")).to_be_visible()
    return barriers


def test_others_services_are_found_without_signal_and_go_with_the_subscription(
    new_phone: OpenPhone, hills: Hills
) -> None:
    office = new_phone("carmen").open()
    sign_in(office, "carmen")
    hills.services = [
        told(1, THEIRS, "701-555-0140"),
        told(2, BOTH, own_phone(office, BOTH)),
    ]
    barriers = subscribe(office, hills.url)
    expect(office.get_by_text("2 services")).to_be_visible()
    expect(office.get_by_text("Last contact")).to_be_visible()
    barriers += look(office, "list")

    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    search(page, BOTH)
    expect(entry(page).filter(has_text=BOTH)).to_have_count(2)
    rows = page.locator("main li.entry").filter(has_text=BOTH)
    expect(rows.nth(0)).not_to_contain_text("Northern Hills")
    expect(rows.nth(1)).to_contain_text("From: Northern Hills · Received today")
    expect(rows.nth(1)).to_contain_text("Also in our own directory")
    barriers += look(page, "twins")

    phone.cable.pull()
    open_entry(page, THEIRS)
    card = page.locator("#origin")
    expect(card).to_contain_text("From: Northern Hills")
    expect(page.get_by_role("button", name="Report what is wrong")).to_be_visible()
    expect(page.get_by_label("Write a note of our own")).to_have_count(0)
    barriers += look(page, "entry")
    open_tab(page, "Directory")
    search(page, "")
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Only our own directory").check()
    page.locator("#filters").get_by_role("button", name="Show ").click()
    search(page, THEIRS)
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    phone.cable.plug()

    open_entry(office, THEIRS)
    expect(office.get_by_role("button", name="Change this entry")).to_have_count(0)
    office.get_by_label("Write a note of our own").fill(f"{NOTE}: Maria")
    expect(office.get_by_text("This may be a person's name.")).to_be_visible()
    office.get_by_label("Write a note of our own").fill(NOTE)
    office.get_by_role("button", name="Save the note").click()
    expect(office.locator("#origin")).to_contain_text(NOTE)
    barriers += look(office, "note")
    send_and_receive(office)
    send_and_receive(page)
    open_entry(page, THEIRS)
    expect(page.locator("#origin")).to_contain_text(NOTE)
    hills.services[0]["alert"] = "Closed on Sundays"
    open_networks(office)
    with office.expect_response("**/check"):
        office.get_by_role("button", name="Check now").click()
    expect(office.locator("main").get_by_text("It is being fetched.")).to_be_visible()
    expect(office.locator("main").get_by_text("It is being fetched.")).to_have_count(0)
    send_and_receive(page)
    open_entry(page, THEIRS)
    expect(page.get_by_text("Closed on Sundays")).to_be_visible()
    expect(page.locator("main").get_by_text(NOTE)).to_be_visible()  # it survives their change

    open_networks(office)
    office.get_by_role("button", name="Remove…").click()
    barriers += look(office, "remove")
    office.get_by_role("button", name="Remove the directory").click()
    expect(office.get_by_text("There is none yet.")).to_be_visible()
    send_and_receive(page)
    open_tab(page, "Directory")
    search(page, THEIRS)
    expect(page.get_by_text("Nothing found")).to_be_visible()
    search(page, BOTH)
    expect(entry(page).filter(has_text=BOTH)).to_have_count(1)
    assert _stored_networks(page) == []

    # The note waits for its service, and is back with it.
    send_and_receive(office)
    office.get_by_role("button", name="Settings", exact=True).click()
    office.get_by_role("button", name="1 note without its entry").click()
    card = office.locator("main .card").filter(has_text=NOTE)
    expect(card).to_contain_text(THEIRS)
    expect(card).to_contain_text("From: Northern Hills")
    barriers += look(office, "lost-notes")
    barriers += subscribe(office, hills.url)
    expect(office.get_by_text("2 services")).to_be_visible()
    send_and_receive(office)
    open_entry(office, THEIRS)
    expect(office.locator("#origin")).to_contain_text(NOTE)
    office.get_by_role("button", name="Settings", exact=True).click()
    expect(office.get_by_role("button", name="Other directories")).to_be_visible()
    expect(office.get_by_text("without its entry")).to_have_count(0)
    assert barriers == []


def test_a_hand_out_says_that_a_service_is_anothers_and_on_paper_not_whose(
    new_phone: OpenPhone, hills: Hills
) -> None:
    hills.services = [told(1, THEIRS, "701-555-0140")]
    page = new_phone("carmen").open()
    sign_in(page, "carmen")
    barriers = subscribe(page, hills.url)
    expect(page.get_by_text("1 service", exact=True)).to_be_visible()
    send_and_receive(page)
    open_entry(page, THEIRS)
    page.get_by_role("button", name="Add to hand-out").click()
    open_tab(page, "Directory")
    page.get_by_role("button", name="Hand-out: 1 service").click()

    expect(page.get_by_text("From: Northern Hills. The name is not on paper.")).to_be_visible()
    barriers += look(page, "hand-out")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a text file").click()

    saved = Path(download.value.path()).read_text("utf-8")
    assert saved.startswith(f"{THEIRS}\n701-555-0140\nLast checked: October 1, 2026.")
    assert saved.endswith("From another directory.\n")
    assert barriers == []


def test_a_directory_that_lost_most_of_its_entries_is_followed_only_on_a_tap(
    new_phone: OpenPhone, hills: Hills
) -> None:
    hills.services = [told(n, f"Line {n}", f"701-555-01{n:02d}") for n in range(1, 11)]
    page = new_phone("carmen").open()
    sign_in(page, "carmen")
    subscribe(page, hills.url)
    expect(page.get_by_text("10 services")).to_be_visible()
    hills.services = hills.services[:2]
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("8 entries are gone over there")).to_be_visible()
    barriers = look(page, "lost")
    page.get_by_role("button", name="It is right: take them out here too").click()
    expect(page.get_by_text("2 services")).to_be_visible()
    hills.shutdown()
    hills.server_close()
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("It does not answer.")).to_be_visible()
    expect(page.get_by_text("2 services")).to_be_visible()
    assert barriers == []


def _stored_networks(page: Page) -> list[str]:
    """Return the databases of others of which the phone still holds a document."""
    found: list[str] = page.evaluate(
        "async () => { const find = "
        + FIND_STORE
        + """;
            const open = await find("cairn-shared-");
            const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
            const all = db.transaction("documents").objectStore("documents").getAllKeys();
            const keys = await new Promise((done) => { all.onsuccess = () => done(all.result); });
            db.close();
            if (keys.length === 0) throw new Error("these are not the documents");
            return keys.map(([one]) => one).filter((one) => one.startsWith("network-"));
        }"""
    )
    return found
