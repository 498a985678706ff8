from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from cairn_server.settings import Settings
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.conftest import Cairn, Clock

SCRIPT = b"console.log('cairn')"


@pytest.fixture
def built(tmp_path: Path, clock: Clock) -> Iterator[Cairn]:
    """Serve a folder that looks like the build's."""
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>Cairn</title>")
    (static / "service-worker.js").write_bytes(SCRIPT)
    (static / "manifest.webmanifest").write_text("{}")
    (static / "assets" / "main-a1b2.js").write_bytes(SCRIPT)
    (static / "assets" / "main-a1b2.js.gz").write_bytes(gzip.compress(SCRIPT))
    (static / "assets" / "main-a1b2.js.br").write_bytes(b"brotli, were it real")
    (tmp_path / "deployment.txt").write_text("not for the world")
    server = Cairn(Settings(data=tmp_path), MemoryDatabases(), clock)
    with server.client:
        yield server


@pytest.mark.parametrize(
    ("path", "content_type", "caching"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/service-worker.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        (
            "/assets/main-a1b2.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
    ],
)
def test_each_file_says_what_it_is_and_how_long_it_keeps(
    built: Cairn, path: str, content_type: str, caching: str
) -> None:
    answer = built.client.get(path, headers={"Accept-Encoding": "gzip"})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Cache-Control"] == caching
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, br", "br"),
        ("gzip", "gzip"),
        ("gzip;q=0, br;q=0.0", None),
        ("identity", None),
        ("gzip;q=0.5, br; q=0", "gzip"),
    ],
)
def test_the_smallest_twin_that_the_browser_takes_is_sent(
    built: Cairn, accepted: str, chosen: str | None
) -> None:
    with built.client.stream(
        "GET", "/assets/main-a1b2.js", headers={"Accept-Encoding": accepted}
    ) as answer:
        sent = b"".join(answer.iter_raw())

    assert answer.headers.get("Content-Encoding") == chosen
    assert (
        sent
        == {
            "br": b"brotli, were it real",
            "gzip": gzip.compress(SCRIPT),
            None: SCRIPT,
        }[chosen]
    )


def test_a_file_that_did_not_change_is_not_sent_again(built: Cairn) -> None:
    etag = built.client.get("/").headers["ETag"]

    answer = built.client.get("/", headers={"If-None-Match": etag})

    assert answer.status_code == 304
    assert answer.content == b""


def test_a_new_build_shows_without_a_restart(built: Cairn) -> None:
    built.client.get("/")
    (built.settings.data / "static" / "index.html").write_text("<!doctype html><title>New</title>")

    assert "New" in built.client.get("/").text


@pytest.mark.parametrize(
    "path",
    [
        "/../deployment.txt",
        "/..%2fdeployment.txt",
        "/%2e%2e/deployment.txt",
        "/assets",
        "/assets/",
        "/assets/../../deployment.txt",
        "/assets/main-a1b2.js.gz",
        "/events",
        "/_session",
        "/%00",
        "//etc/passwd",
        "/worksheets/s1",
        "/" + "a" * 300,
        "/" + "a/" * 3000,
    ],
)
def test_nothing_else_is_served(built: Cairn, path: str) -> None:
    answer = built.client.get(path)

    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"


def test_before_the_first_build_a_page_says_what_to_do(cairn: Cairn) -> None:
    answer = cairn.client.get("/")

    assert answer.status_code == 503
    assert "make build" in answer.text


def test_a_recording_is_sent_in_the_parts_that_are_asked_for(built: Cairn, tmp_path: Path) -> None:
    (tmp_path / "static" / "assets" / "heard-1.mp3").write_bytes(b"0123456789")
    address = "/assets/heard-1.mp3"

    whole = built.client.get(address)
    part = built.client.get(address, headers={"Range": "bytes=0-1"})
    other = {"Range": "bytes=0-1", "If-Range": '"of another build"'}

    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    assert whole.headers["content-type"] == "audio/mpeg"
    assert (part.status_code, part.content) == (206, b"01")
    assert part.headers["content-range"] == "bytes 0-1/10"
    assert built.client.get(address, headers=other).status_code == 200
    assert built.client.get(address, headers={"Range": "bytes=10-"}).status_code == 416
