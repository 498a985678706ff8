"""A shelter that was listed by mistake is marked, and then looked for wherever it had been.

In every file of the server's data folder and of the CouchDB beside it, in the log, in what
the doors answer, in exports, and in the whole profile of each phone, after it was closed. Before
that the same search finds it in all of them.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from playwright.sync_api import Page, expect

from cairn_sync.document import new_edit
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer, free_port
from tests.browser.steps import open_entry, report, send_and_receive, sign_in
from tests.browser.waiting import wait_for

SERVICE, PLACE = "Hot supper", "Pike Landing Community Kitchen"
# What leads to the door; each long and odd enough to be found nowhere by chance.
WHEREABOUTS = {
    "url": "https://maps.example.org/?q=zq7larkspur",
    "transportation": "Bus 4 to Larkspurzq crossing",
    "latitude": 47.4123917,
    "longitude": -99.9331752,
}
STREET = "1714 Larkspurzq Lane"
TOLD = ("Larkspurzq", "larkspurzq", "zq7larkspur", "47.4123917", "99.9331752")


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A CouchDB to replicate with, and the folder of its files."""
    port, folder = free_port(), tmp_path / "peer"
    command = [str(Path(sys.executable).parent / "cairn"), "couch", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--data", str(folder), "--admin", "hub:secret"], stdout=subprocess.DEVNULL
    )
    wait_for(lambda: answers(f"http://127.0.0.1:{port}/_up"))
    yield f"http://hub:secret@127.0.0.1:{port}", folder
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def server(tmp_path: Path, peer: tuple[str, Path]) -> Iterator[CairnServer]:
    running = CairnServer(tmp_path / "data", tmp_path / "server.log", CAIRN_COUCHDB_URL=peer[0])
    running.start()
    running.stop()  # the demo is there; the place is listed before anybody looks
    with ThreadPoolExecutor(1) as apart:  # this thread's loop is the browser's
        apart.submit(anyio.run, list_whereabouts, running.data).result()
    running.start()
    yield running
    running.stop()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except OSError:
        return False


async def list_whereabouts(data: Path) -> None:
    databases = SqliteDatabases(data)
    store = await databases.open("directory-demo")
    for place in await store.all_docs(start="location:", end="location;"):
        body = place.parsed_body()
        if body.get("name") == PLACE:
            body["addresses"][0]["address_1"] = STREET
            edit = new_edit(place.doc_id, {**body, **WHEREABOUTS}, parent=place.path)
            [outcome] = await store.bulk_docs([edit])
            assert outcome.error is None
    await databases.close()


def cairn(server: CairnServer, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "cairn"), *words, "--data", str(server.data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def found_in(folder: Path) -> list[str]:
    return [path.name for path in files_holding(folder, TOLD)]


def get(server: CairnServer, path: str) -> str:
    with urllib.request.urlopen(server.url + path) as answer:
        text: str = answer.read().decode()
    return text


def stages(server: CairnServer) -> list[tuple[str | None, int, int]]:
    path = server.data / "erasures.sqlite"
    if not path.exists():
        return []
    with sqlite3.connect(path) as ledger:
        return ledger.execute("SELECT doc_id, stage, upstream FROM erasures").fetchall()


def mark_as_private(phone: Phone) -> None:
    page = phone.page
    open_entry(page, SERVICE)
    page.get_by_role("button", name=f"Change the place: {PLACE}").click()
    page.get_by_role("checkbox", name="The address is private").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=SERVICE)).to_be_visible()


def read_old_version(page: Page) -> None:
    """Look at what the place said before, which only the server keeps."""
    open_entry(page, SERVICE)
    page.get_by_role("button", name="Who changed what").click()
    named = page.locator("section").filter(has=page.get_by_role("heading", name=PLACE))
    place = named.filter(has_text="The place")  # its organization has the same name
    place.get_by_role("button", name="Open this version").first.click()
    expect(page.get_by_text("Bus 4 to Larkspurzq crossing")).to_be_visible()


def answered_by_doors(server: CairnServer) -> str:
    """Return what everybody may read, whatever of it there is."""
    paths = [
        "/hsds/service_at_locations?full=true",
        "/hsds/services?full=true",
        "/plain/en",
        "/readyz",
    ]
    return "".join(get(server, path) for path in paths)


def test_a_shelter_that_is_marked_is_found_nowhere_any_more(
    new_phone: OpenPhone, server: CairnServer, peer: tuple[str, Path], tmp_path: Path
) -> None:
    # Listed: on two phones, in the log of changes, in a report, in an export, at the CouchDB.
    elena, dana = new_phone("elena"), new_phone("dana")
    for phone, name in ((elena, "elena"), (dana, "dana")):
        sign_in(phone.open(), name)
    page = elena.page
    open_entry(page, SERVICE)
    page.get_by_role("button", name=f"Change the place: {PLACE}").click()
    page.get_by_role("textbox", name="How to get there").fill("Tram to Larkspurzq crossing")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=SERVICE)).to_be_visible()
    open_entry(dana.page, SERVICE)
    report(dana.page, "It has moved", f"It was at {STREET} last week.")
    for phone in (elena, dana):
        send_and_receive(phone.page)
    read_old_version(elena.page)
    exports = tmp_path / "exports"
    exports.mkdir()
    assert cairn(server, "directory", "export", str(exports / "before.json")).returncode == 0
    wait_for(lambda: found_in(peer[1]))

    # The control: the search finds it wherever it is.
    assert found_in(server.data) and found_in(exports)
    assert any(name.startswith("history.sqlite") for name in found_in(server.data))
    wait_for(lambda: found_in(elena.profile) and found_in(dana.profile))

    # An editor marks the place.
    mark_as_private(elena)
    send_and_receive(elena.page)
    wait_for(lambda: stages(server) == [(None, 3, 1)])
    for phone in (elena, dana):
        send_and_receive(phone.page)
        wait_for(lambda phone=phone: found_in(phone.profile) == [])  # type: ignore[misc]  # bound
        open_entry(phone.page, SERVICE)
        expect(phone.page.get_by_text("The address is private").first).to_be_visible()

    # Nothing, in any file: with everybody at work, and after all was closed.
    newcomer = new_phone("carmen")
    sign_in(newcomer.open(), "carmen")
    doors = answered_by_doors(server)
    assert cairn(server, "directory", "export", str(tmp_path / "after.json")).returncode == 0
    assert not [one for one in TOLD if one in doors + (tmp_path / "after.json").read_text()]
    wait_for(lambda: found_in(peer[1]) == [])
    assert found_in(server.data) == []
    for phone in (elena, dana, newcomer):
        phone.close()
        assert found_in(phone.profile) == []
    checked = cairn(server, "directory", "check")
    assert checked.returncode != 4, checked.stdout
    server.stop()
    assert found_in(server.data) == [] and found_in(peer[1]) == []
    assert not [one for one in TOLD if one in server.log.read_text()]

    # The old export lies where nobody can take it back: the check names it.
    told = cairn(server, "directory", "check", "--also", str(exports))
    assert told.returncode == 4
    assert "before.json" in told.stdout and "arkspur" not in told.stdout
