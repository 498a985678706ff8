"""An editor's box decides what everybody may read."""

from __future__ import annotations

import json
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.server import CairnServer
from tests.browser.steps import open_entry, send_and_receive, sign_in
from tests.browser.waiting import wait_for

ENTRY = "Hot supper"


def public_names(server: CairnServer) -> set[str]:
    """Return the services that somebody without a sign-in is shown."""
    url = f"http://127.0.0.1:{server.port}/hsds/services?per_page=500"
    with urlopen(url) as answer:
        return {one["name"] for one in json.load(answer)["contents"]}


def set_public(page: Page, *, checked: bool) -> None:
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Change this entry").click()
    box = page.get_by_label("Show this entry to everybody")
    expect(box).to_be_checked(checked=not checked)
    assert violations(page) == []
    box.set_checked(checked)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=ENTRY)).to_be_visible()
    send_and_receive(page)


def test_an_editor_takes_an_entry_from_the_public_and_gives_it_back(
    server: CairnServer, new_phone: OpenPhone
) -> None:
    page = new_phone("elena").open()
    sign_in(page, "elena")
    assert ENTRY in public_names(server)

    set_public(page, checked=False)
    wait_for(lambda: ENTRY not in public_names(server))

    set_public(page, checked=True)
    wait_for(lambda: ENTRY in public_names(server))
