"""What an editor's list of 10,000 entries costs the phone, and opening one of them.

The entries are put into the phone's own store: how they come there is measured elsewhere.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID

from playwright.sync_api import CDPSession, Page

from tests.benchmarks.documents import service_fields
from tests.benchmarks.figure import Figure, Side

__all__ = ["editing_figures"]

ENTRIES = 10_000
LIST_SLOWER, ENTRY_SLOWER = 4, 6
FRAME_MS, JUMP_MS, OPEN_MS = 1000 / 60, 2000 / 60, 50  # of two frames, one may be blank
WISHED_PERCENT = 5
FRAMES, STEP = 100, 60  # pixels a frame: 3,600 a second, a hard push with a finger
JUMPS, JUMP = 10, 20_000  # pixels at once: the bar at the side, pulled
OPENED, ROUNDS = 6, 3
SCROLLED, STILL = 4, 10  # times over the same rows
DESK, HAND = {"width": 1280, "height": 800}, {"width": 360, "height": 640}

FILL = """async ([bodies]) => {
  const factories = [indexedDB];
  for (const name of (await navigator.storageBuckets?.keys()) ?? [])
    factories.push((await navigator.storageBuckets.open(name)).indexedDB);
  for (const factory of factories) {
    const found = (await factory.databases()).find(({ name }) => name.startsWith("cairn-shared-"));
    if (!found) continue;
    const request = factory.open(found.name);
    const db = await new Promise((done) => { request.onsuccess = () => done(request.result); });
    const database = found.name.replace("cairn-shared-", "directory-");
    const tx = db.transaction("documents", "readwrite");
    for (const [id, body] of bodies) {
      const revisions = { start: 1, ids: ["a".repeat(32)] };
      const edit = { id, rev: "1-" + "a".repeat(32), revisions, deleted: false, body };
      tx.objectStore("documents").put({ ...edit, database, type: body.type, conflicts: [] });
    }
    await new Promise((done) => { tx.oncomplete = done; });
    db.close();
  }
}"""
SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""
TOP = """() => { document.querySelector("main").scrollTop = 600; }"""
SCROLL = """([step]) => new Promise((done) => {
  document.querySelector("main").scrollTop += step;
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
})"""
OPEN = """(id) => new Promise((done) => {
  const began = performance.now();
  const painted = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - began);
    port2.postMessage(0);
  };
  const watch = new MutationObserver(() => {
    if (!document.getElementById("report")) return;
    watch.disconnect();
    requestAnimationFrame(painted);
  });
  watch.observe(document.body, { subtree: true, childList: true });
  document.getElementById(id).click();
})"""


def editing_figures(page: Page, session: CDPSession) -> Iterator[Figure]:
    """Yield what the list costs while it is scrolled, and how soon an entry is there.

    `page` shows the app, an editor signed in, and `session` counts in thread time.
    """
    fill(page)
    page.locator("li.entry").first.wait_for()
    session.send("Emulation.setCPUThrottlingRate", {"rate": ENTRY_SLOWER})
    yield _within("an entry of 10,000 opens, 6× slower", opening(page), OPEN_MS)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    for name, size in (("table", DESK), ("cards", HAND)):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by another name
        page.get_by_role("navigation").get_by_text("Directory", exact=True).click()
        page.locator("#open-entries").click()
        page.locator(".grid-row").first.wait_for()
        session.send("Emulation.setCPUThrottlingRate", {"rate": LIST_SLOWER})
        yield from scrolling(page, session, name)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def fill(page: Page) -> None:
    """Put the entries into the phone's store, and open the app anew."""
    dice = Random(1)
    bodies: list[tuple[str, dict[str, Any]]] = [
        (f"service:{UUID(int=dice.getrandbits(128), version=4)}", service_fields(dice))
        for _ in range(ENTRIES)
    ]
    for start in range(0, ENTRIES, 1000):
        page.evaluate(FILL, [bodies[start : start + 1000]])
    page.reload()


def opening(page: Page) -> float:
    """Return the milliseconds of the entry that is slowest to open, each at its best."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for place in range(OPENED):
            row = page.locator("li.entry button.entry-name").nth(place)
            name = row.get_attribute("id") or ""
            page.evaluate(SETTLED)
            best[name] = min(page.evaluate(OPEN, name), best.get(name, 1e9))
            page.locator("button.back").click()
            row.wait_for()
    return max(best.values())


def scrolling(page: Page, session: CDPSession, name: str) -> Iterator[Figure]:
    """Yield what a frame costs the main thread, above one in which nothing moves.

    The same rows are scrolled through again and again, and each frame counts at its best: thread
    time too grows when the machine has other work, by what that does to caches and clocks.
    """

    def cost(step: int) -> float:
        before = _task_ms(session)
        page.evaluate(SCROLL, [step])
        return _task_ms(session) - before

    stills, rounds, jumps = [], [], []
    for _ in range(SCROLLED):
        page.evaluate(TOP)
        for _ in range(STILL):
            page.evaluate(SETTLED)
        stills += [cost(0) for _ in range(STILL)]
        rounds.append([cost(STEP) for _ in range(FRAMES)])
        jumps.append([cost(JUMP) for _ in range(JUMPS)])
    still = statistics.median(stills)
    frames, falls = (
        [min(one) - still for one in zip(*all, strict=True)] for all in (rounds, jumps)
    )
    middle = statistics.median(frames)
    yield _within(f"a frame of 10,000 rows scrolled, {name}, 4× slower", middle, FRAME_MS)
    over = 100 * sum(frame > FRAME_MS for frame in frames) / len(frames)
    sides = Side("measured", over, "%"), Side("the budget", WISHED_PERCENT, "%")
    yield Figure(f"frames over 16.7 ms, {name}, likewise", *sides, over / WISHED_PERCENT, at_most=1)
    fall = statistics.median(falls)
    sides = Side("measured", fall, "ms"), Side("wished for", JUMP_MS, "ms")
    yield Figure(f"a jump in 10,000 rows, {name}, likewise", *sides, fall / JUMP_MS)


def _task_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration")) * 1000


def _within(name: str, measured: float, budget: float) -> Figure:
    sides = Side("measured", measured, "ms"), Side("the budget", budget, "ms")
    return Figure(name, *sides, measured / budget, at_most=1.0)
