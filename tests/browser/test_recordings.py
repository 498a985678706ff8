"""Recordings: played in place of a voice, kept by a tap, heard without a line, and removable."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.own_build import make_build
from tests.browser.server import CairnServer
from tests.browser.steps import open_worksheet, sign_in, wait_until_installed

OUTPUT = Path(__file__).parent / "output"
PLAY = """async (address) => {
  const audio = new Audio(address);
  const ended = new Promise((resolve) => { audio.onended = resolve; });
  await audio.play();
  await ended;
  return audio.duration;
}"""
PART = """async (address) => {
  const answer = await fetch(address, { headers: { Range: "bytes=4-7" } });
  return [answer.status, answer.headers.get("Content-Range"), (await answer.blob()).size];
}"""
KEPT = """async () => (await caches.keys()).filter((name) => name.startsWith("cairn-heard"))"""


def test_recordings_are_played_kept_and_removed(
    new_phone: OpenPhone, server: CairnServer, tmp_path: Path
) -> None:
    server.stop()
    server.build = make_build(tmp_path / "build", recorded="a-safety-beyond-leaving/start/")
    server.start()
    phone = new_phone("phone")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    page.reload()  # under the service worker
    open_worksheet(page, "Safety plan:")
    page.get_by_role("button", name="Start", exact=True).click()
    assert phone.requests_to("/assets/heard-") == []  # none before somebody asks

    question = page.locator(".question").first
    question.get_by_role("button", name="Read aloud").click()
    expect(question.get_by_role("button", name="Stop reading")).to_be_visible()
    expect(question.get_by_role("button", name="Read aloud")).to_be_visible()  # to its end
    played = list(dict.fromkeys(phone.requests_to("/assets/heard-")))
    assert len(played) == 5  # the question, its help, three to pick from
    assert page.evaluate(KEPT) == []
    assert page.evaluate(PART, played[0])[0] == 206

    page.get_by_text("Languages and sound").click()
    assert violations(page) == []
    page.get_by_role("button", name="Keep the recordings on this phone").click()
    expect(page.get_by_text("They are on this phone")).to_be_visible()
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / "recordings.png")
    phone.cable.pull()
    assert page.evaluate(PLAY, played[0]) > 0.2
    status, where, size = page.evaluate(PART, played[0])
    assert (status, size) == (206, 4) and where.startswith("bytes 4-7/")

    page.get_by_role("button", name="Remove the recordings").click()
    expect(page.get_by_text("They come from the server each time")).to_be_visible()
    assert page.evaluate(KEPT) == []
    assert violations(page) == []
