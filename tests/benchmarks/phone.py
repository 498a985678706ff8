"""The phone's own budgets, in Chromium with its processor made six times slower.

What a key costs is the processor time of the page's main thread, all of it: scripts, style,
layout, paint. Of that, what a bare `<textarea>` costs in the same run is the browser's share.
"""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

from playwright.sync_api import CDPSession, Page, sync_playwright

from cairn_server.worksheets import templates
from tests.benchmarks.changing import changing_figures
from tests.benchmarks.documents import service_fields
from tests.benchmarks.editing import editing_figures
from tests.benchmarks.figure import Figure, Side
from tests.browser.cable import Cable
from tests.browser.phone import Phone
from tests.browser.server import CairnServer
from tests.browser.steps import add_person, open_tab, sign_in, wait_until_installed

__all__ = ["phone_figures"]

SLOWER = 6  # a cheap phone, beside the machines that software is made on
OPEN_MS, KEY_MS = 100, 16
SERVICES = 5_000
LONG = "a word and another " * 5_400  # 100 KB
KEYS, LONG_KEYS, ROUNDS = 15, 7, 3
SAFETY = "a-safety-beyond-leaving"
TYPED = ("legal aid", "bent river night line", "sheltr", "food pantry", "interpreters", "zzqx")

# Two frames: what a key asked for has been laid out and painted.
SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""
# From the tap until what stands in the first screen's place was handed over to be shown.
OPEN = """(id) => new Promise((done) => {
  const began = performance.now();
  const painted = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - began);
    port2.postMessage(0);
  };
  const watch = new MutationObserver(() => {
    if (!document.querySelector(".promise")) return;
    watch.disconnect();
    requestAnimationFrame(painted);
  });
  watch.observe(document.body, { subtree: true, childList: true });
  document.getElementById(id).click();
})"""
BARE = """() => {
  const bare = Object.assign(document.createElement("textarea"), { autocomplete: "off", rows: 5 });
  bare.className = "input bare";
  document.querySelector("main .page").prepend(bare);
  bare.focus();
}"""
SEARCH = """async ([bodies, typed]) => {
  const database = "directory-prairie";
  const shown = bodies.map((body, n) => ({ id: `service:${n}`, database, body }));
  const index = search.buildIndex(shown, [], []);
  await index.ready;
  const taken = [];
  for (const text of typed)
    for (let length = 1; length <= text.length; length++) {
      const began = performance.now();
      index.search(text.slice(0, length));
      taken.push(performance.now() - began);
    }
  return taken;
}"""


def phone_figures(folder: Path) -> Iterator[Figure]:
    with ExitStack() as stack:
        server = CairnServer(folder / "phone-server", folder / "phone-server.log")
        server.start()
        stack.callback(server.stop)
        playwright = stack.enter_context(sync_playwright())
        cable = stack.enter_context(Cable(server.port))
        phone = Phone(playwright, folder / "phone", cable)
        stack.callback(phone.close)
        page = phone.open()
        sign_in(page, "dana")
        wait_until_installed(page)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        open_tab(page, "Worksheets")
        slow(session)
        yield _within("a worksheet opens, 6× slower", opening(page), OPEN_MS)
        yield from typing(page, session)
        yield searching(page, folder)
        slow(session, 1)
        page.reload()
        add_person(page, "elena")
        open_tab(page, "Directory")
        yield from editing_figures(page, session)
        yield from changing_figures(page, session)


def slow(session: CDPSession, times: int = SLOWER) -> None:
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})


def opening(page: Page) -> float:
    """Return the milliseconds of the worksheet that is slowest to open, each at its best."""
    page.locator(f"#open-{SAFETY}").wait_for()
    # Those of one person's; a group's and a survey have first screens of their own.
    ids = [
        f"open-{one.id}"
        for one in templates().values()
        if one.about == "person" and not one.needs and not one.survey
    ]
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for choice in ids:
            page.locator(f"#{choice}").wait_for()
            page.evaluate(SETTLED)
            best[choice] = min(page.evaluate(OPEN, choice), best.get(choice, 1e9))
            page.locator("button.back").click()
    return max(best.values())


def typing(page: Page, session: CDPSession) -> Iterator[Figure]:
    """Yield what a key costs beside a bare control: alone, after 100 KB, in one of many rows."""
    page.evaluate(BARE)
    bare = key_ms(page, session, KEYS)
    page.keyboard.insert_text(LONG)
    bare_long = key_ms(page, session, LONG_KEYS)
    page.evaluate("() => document.querySelector('.bare').remove()")

    page.locator(f"#open-{SAFETY}").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Next:").click()
    page.get_by_role("button", name="Write").nth(3).click()  # a role is asked for: it is looked at
    yield _within("a key, above a bare control's", key_ms(page, session, KEYS) - bare, KEY_MS)
    page.keyboard.insert_text(LONG)
    ours = key_ms(page, session, LONG_KEYS)
    sides = Side("in an answer", ours, "ms"), Side("in a bare control", bare_long, "ms")
    yield Figure("a key after 100 KB", *sides, ours / bare_long, at_most=3)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("the dog")
    page.get_by_role("button", name="Done writing").click()

    page.get_by_role("button", name="All parts").click()
    page.get_by_role("button", name="How we work together").click()
    add = page.locator("#question-steps").get_by_role("button", name="Add").last
    while add.get_attribute("aria-disabled") != "true":
        add.click()
    page.get_by_role("button", name="Write").first.click()
    yield _within("a key in one of 20 rows, likewise", key_ms(page, session, KEYS) - bare, KEY_MS)


def key_ms(page: Page, session: CDPSession, keys: int) -> float:
    """Return the main thread's milliseconds for one key, painted: the middle of `keys`."""
    taken = []
    for _ in range(keys):
        page.evaluate(SETTLED)
        before = _task_ms(session)
        page.keyboard.press("a")
        page.evaluate(SETTLED)
        taken.append(_task_ms(session) - before)
    return statistics.median(taken)


def _task_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration")) * 1000


def searching(page: Page, folder: Path) -> Figure:
    """Return what a key costs the search itself, typed letter by letter."""
    script = Path(__file__).with_name("search.mjs")
    subprocess.run(["node", str(script), str(folder / "search")], check=True)
    dice = Random(1)
    bodies = [service_fields(dice) for _ in range(SERVICES)]
    bare = page.context.new_page()
    bare.add_script_tag(content=(folder / "search" / "search.js").read_text())
    slow(page.context.new_cdp_session(bare))
    taken = bare.evaluate(SEARCH, [bodies, list(TYPED)])
    bare.close()
    page.bring_to_front()  # a page behind another is drawn once a second
    return _within(f"a key of a search in {SERVICES:,}", statistics.median(taken), KEY_MS)


def _within(name: str, measured: float, budget: float) -> Figure:
    return Figure(
        name,
        Side("measured", measured, "ms"),
        Side("the budget", budget, "ms"),
        measured / budget,
        at_most=1.0,
    )
