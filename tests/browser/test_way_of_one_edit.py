"""The path that everything hangs on: phone, server, CouchDB peer, other phone."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.server import CairnServer
from tests.browser.steps import (
    open_entry,
    open_tab,
    report,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.waiting import wait_for
from tests.peers import npm_peer

ENTRY = "Alder House 24-hour line"


@pytest.fixture
def peer_url(tmp_path: Path) -> Iterator[str]:
    """An independent CouchDB-protocol server with the two databases made."""
    folder = tmp_path / "peer"
    folder.mkdir()
    with npm_peer(folder) as url:
        for database in ("directory-demo", "commons-demo"):
            urllib.request.urlopen(urllib.request.Request(f"{url}/{database}", method="PUT"))
        yield url


@pytest.fixture
def server(tmp_path: Path, peer_url: str) -> Iterator[CairnServer]:
    running = CairnServer(tmp_path / "data", tmp_path / "server.log", CAIRN_COUCHDB_URL=peer_url)
    running.start()
    yield running
    running.stop()


def held_by(peer_url: str) -> Callable[[str], list[dict[str, Any]]]:
    """Return a look-up of the peer's directory by document type."""

    def documents(kind: str) -> list[dict[str, Any]]:
        address = f"{peer_url}/directory-demo/_all_docs?include_docs=true"
        with urllib.request.urlopen(address) as answer:
            rows = json.load(answer)["rows"]
        return [row["doc"] for row in rows if row["doc"].get("type") == kind]

    return documents


def test_an_edit_travels_from_phone_to_server_to_peer_to_the_other_phone(
    new_phone: OpenPhone, peer_url: str
) -> None:
    # Dana, an advocate, has the app and then loses the signal.
    dana = new_phone("dana")
    page = dana.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    dana.close()  # the browser writes its cookies down when it closes, or after half a minute
    page = dana.open()
    dana.cable.pull()

    # She reports a wrong number. The battery dies; offline again, the report still waits.
    open_entry(page, ENTRY)
    report(page, "The phone number is wrong", note="It rings and nobody answers.")
    expect(page.get_by_text("Saved on this phone. Waiting to be sent.")).to_be_visible()
    dana.kill()
    page = dana.open()
    expect(page.get_by_text("1 change waiting to be sent.")).to_be_visible()
    open_entry(page, ENTRY)
    expect(page.get_by_text("Saved on this phone. Waiting to be sent.")).to_be_visible()

    # With signal, it arrives, and reaches the peer too.
    dana.cable.plug()
    send_and_receive(page)
    peer = held_by(peer_url)
    (suggestion,) = wait_for(lambda: peer("suggestion"))
    assert suggestion["note"] == "It rings and nobody answers."

    # Elena, an editor on another phone, corrects the number and answers.
    elena = new_phone("elena")
    page_b = elena.open()
    sign_in(page_b, "elena")
    open_entry(page_b, ENTRY)
    expect(page_b.get_by_text("It rings and nobody answers.")).to_be_visible()
    page_b.get_by_role("button", name="Change this entry").click()
    page_b.get_by_label("Number", exact=True).first.fill("555-0199")
    page_b.get_by_role("button", name="Save", exact=True).click()
    expect(page_b.get_by_text("Saved on this phone.", exact=True)).to_be_visible()
    page_b.get_by_role("button", name="Fixed").click()
    expect(page_b.get_by_text("Fixed", exact=True)).to_be_visible()
    send_and_receive(page_b)

    # The correction is in the peer, and on Dana's phone after one exchange.
    wait_for(
        lambda: [
            service
            for service in peer("service")
            if service["name"] == ENTRY and service["phones"][0]["number"] == "555-0199"
        ]
    )
    exchanges = len(dana.requests_to("/exchange"))
    send_and_receive(page)
    assert len(dana.requests_to("/exchange")) == exchanges + 1
    open_tab(page, "Directory")
    open_entry(page, ENTRY)
    expect(page.get_by_role("link", name=re.compile("555-0199"))).to_be_visible()
    expect(page.get_by_text("Fixed", exact=True)).to_be_visible()


def test_what_the_peer_holds_reaches_a_phone(new_phone: OpenPhone, peer_url: str) -> None:
    peer = held_by(peer_url)
    service = next(doc for doc in wait_for(lambda: peer("service")) if doc["name"] == ENTRY)
    service["alert"] = "Moved for the winter: call first."
    request = urllib.request.Request(
        f"{peer_url}/directory-demo/{service['_id']}",
        data=json.dumps(service).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.urlopen(request)

    page = new_phone("dana").open()
    sign_in(page, "dana")
    wait_for(lambda: "Moved" in text_of_entry(page))


def text_of_entry(page: Page) -> str:
    """Return what the entry says after one more exchange."""
    send_and_receive(page)
    open_entry(page, ENTRY)
    return page.inner_text("main")
