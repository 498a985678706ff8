"""What the search in a profile finds, so that "nothing found" means something."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.cable import Cable
from tests.browser.phone import Phone
from tests.browser.profile_grep import files_holding

MARKER = "zq7f3a-the-red-truck"
REPEATED = "somewhere safe to sleep tonight " * 40  # enough that a store would compress it


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(MARKER.encode(), id="UTF-8"),
        pytest.param(b"\x01" + MARKER.encode("utf-16-le"), id="UTF-16, low byte first, unaligned"),
        pytest.param(MARKER.encode("utf-16-be"), id="UTF-16, high byte first"),
        pytest.param(b"head" + gzip.compress((REPEATED + MARKER).encode()), id="gzip in a file"),
        pytest.param(b"head" + zlib.compress((REPEATED + MARKER).encode()), id="zlib in a file"),
    ],
)
def test_a_planted_text_is_found(tmp_path: Path, content: bytes) -> None:
    planted = tmp_path / "Default" / "Sessions" / "Session_1"
    planted.parent.mkdir(parents=True)
    planted.write_bytes(content)
    (tmp_path / "Local State").write_text("nothing here")

    assert files_holding(tmp_path, ["something else", MARKER]) == [planted]


def test_a_text_in_a_file_name_is_found(tmp_path: Path) -> None:
    planted = tmp_path / f"https_{MARKER}_0.indexeddb"
    planted.touch()

    assert files_holding(tmp_path, [MARKER]) == [planted]


def test_a_text_that_a_log_cut_in_two_is_found(tmp_path: Path) -> None:
    first, rest = MARKER[:5].encode(), MARKER[5:].encode()
    filler = b"." * (32 * 1024 - 7 - len(first))
    log = b"".join(
        b"\0\0\0\0" + len(content).to_bytes(2, "little") + kind + content
        for kind, content in ((b"\x02", filler + first), (b"\x04", rest))
    )
    (tmp_path / "000003.log").write_bytes(log)

    assert files_holding(tmp_path, [MARKER]) == [tmp_path / "000003.log"]


def test_a_profile_without_the_text_has_none(tmp_path: Path) -> None:
    (tmp_path / "History").write_bytes(MARKER[:-1].encode() + b"\xff\x11\x02\x90\x4e\x00")

    assert files_holding(tmp_path, [MARKER]) == []


@pytest.fixture
def careless_site() -> Iterator[Cable]:
    """A page with a text field like any other."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><textarea></textarea>")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        with Cable(site.server_port) as cable:
            yield cable
        site.shutdown()


def test_what_a_browser_keeps_of_a_careless_page_is_found_after_a_kill(
    playwright: Playwright, careless_site: Cable, tmp_path: Path
) -> None:
    """The other tests' proof: what is typed into a field like any other does land on disk."""
    phone = Phone(playwright, tmp_path / "phone", careless_site)
    page = phone.open()
    page.evaluate(
        """([text, repeated]) => {
            localStorage.setItem("careless", text + "-storage");
            const opening = indexedDB.open("careless", 1);
            opening.onupgradeneeded = () => opening.result.createObjectStore("notes");
            return new Promise((resolve, reject) => {
                opening.onerror = reject;
                opening.onsuccess = () => {
                    const tx = opening.result.transaction("notes", "readwrite");
                    tx.objectStore("notes").put(repeated.repeat(60) + text + "-database", 1);
                    tx.oncomplete = resolve;
                };
            });
        }""",
        [MARKER, REPEATED],
    )
    page.locator("textarea").press_sequentially(f"{MARKER}-typed")

    def kept(kind: str) -> list[str]:
        found = files_holding(phone.profile, [f"{MARKER}-{kind}"])
        return [path.relative_to(phone.profile).as_posix() for path in found]

    for _ in range(80):  # Chromium writes all of this some seconds late
        if kept("typed") and kept("storage") and kept("database"):
            break
        page.wait_for_timeout(250)  # ms
    phone.kill()

    assert any("Sessions/" in name for name in kept("typed"))
    assert any("Local Storage/" in name for name in kept("storage"))
    assert any("IndexedDB/" in name for name in kept("database"))
