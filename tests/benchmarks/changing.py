"""What a key in an entry's form costs the phone, and one changed entry among 10,000.

Both are told in processor time of the page's main thread, which other work on the machine
changes less than it does the clock.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from playwright.sync_api import CDPSession, Page

from tests.benchmarks.figure import Figure, Side

__all__ = ["changing_figures"]

KEY_SLOWER, CHANGE_SLOWER = 6, 4
KEY_MS, CHANGE_MS = 16, 150
KEYS, CHANGES, ROUNDS = 15, 9, 3

SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""
# A control like the one that is measured, with the same words, of which nothing is kept.
BARE = """(id) => {
  const ours = document.getElementById(id);
  const bare = document.createElement(ours.localName);
  Object.assign(bare, { autocomplete: "off", spellcheck: false, className: "input bare" });
  bare.value = ours.value;
  ours.after(bare);
  bare.focus();
  bare.setSelectionRange(bare.value.length, bare.value.length);
}"""
# As if another tab had saved it: into the phone's store, and then the word of it.
CHANGE = """async (row) => {
  const button = document.getElementById(row);
  const id = row.slice(row.indexOf("service:"));
  const factories = [indexedDB];
  for (const name of (await navigator.storageBuckets?.keys()) ?? [])
    factories.push((await navigator.storageBuckets.open(name)).indexedDB);
  for (const factory of factories) {
    const found = (await factory.databases()).find(({ name }) => name.startsWith("cairn-shared-"));
    if (!found) continue;
    const request = factory.open(found.name);
    const db = await new Promise((done) => { request.onsuccess = () => done(request.result); });
    const collaborative = found.name.replace("cairn-shared-", "");
    const key = [`directory-${collaborative}`, id];
    const tx = db.transaction("documents", "readwrite");
    const store = tx.objectStore("documents");
    const read = store.get(key);
    read.onsuccess = () => {
      const old = read.result;
      const [start, top] = [old.revisions.start + 1, Math.random().toString(16).slice(2)];
      const revisions = { start, ids: [top, ...old.revisions.ids] };
      const body = { ...old.body, name: `${old.body.name}~` };
      store.put({ ...old, rev: `${start}-${top}`, revisions, body });
    };
    await new Promise((done) => { tx.oncomplete = done; });
    db.close();
    const shown = new Promise((done) => {
      const name = button.textContent;
      const watch = new MutationObserver(() => {
        if (document.getElementById(row)?.textContent === name) return;
        watch.disconnect();
        done();
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    const channel = new BroadcastChannel(`cairn-space-${collaborative}`);
    channel.postMessage({ kind: "documents", keys: [key] });
    await shown;
    channel.close();
  }
}"""


def changing_figures(page: Page, session: CDPSession) -> Iterator[Figure]:
    """Yield what a change of one of 10,000 costs the list that shows it, and a key in its form.

    `page` holds the app, an editor signed in, among the entries that `editing.fill` has made.
    """
    page.set_viewport_size({"width": 360, "height": 640})
    page.get_by_role("navigation").get_by_text("Directory", exact=True).click()
    row = page.locator("li.entry button.entry-name").first
    row.wait_for()
    session.send("Emulation.setCPUThrottlingRate", {"rate": CHANGE_SLOWER})
    changed = following(page, session, row.get_attribute("id") or "")
    yield _within("one entry of 10,000 changes elsewhere, 4× slower", changed, CHANGE_MS)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    row.click()
    page.locator("#edit").click()
    page.locator("#field-name").wait_for()
    page.evaluate(
        "() => document.querySelectorAll('main details').forEach((one) => one.open = true)"
    )
    page.locator("#field-url").wait_for()
    session.send("Emulation.setCPUThrottlingRate", {"rate": KEY_SLOWER})
    for name in ("name", "description"):
        taken = typing(page, session, f"field-{name}")
        yield _within(f"a key in the largest form ({name}), above a bare control's", taken, KEY_MS)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def following(page: Page, session: CDPSession, row: str) -> float:
    """Return the main thread's milliseconds until a change of this row is drawn: the middle."""

    def once() -> float:
        page.evaluate(SETTLED)
        before = _task_ms(session)
        page.evaluate(CHANGE, row)
        page.evaluate(SETTLED)
        return _task_ms(session) - before

    return statistics.median(once() for _ in range(CHANGES))


def typing(page: Page, session: CDPSession, control: str) -> float:
    """Return what a key costs here above a bare control with the same words: the best of some."""
    taken = []
    for _ in range(ROUNDS):
        page.evaluate(BARE, control)
        bare = _key_ms(page, session)
        page.evaluate("() => document.querySelector('.bare').remove()")
        page.locator(f"#{control}").click()
        page.keyboard.press("Control+End")
        taken.append(_key_ms(page, session) - bare)
    return min(taken)


def _key_ms(page: Page, session: CDPSession) -> float:
    taken = []
    for _ in range(KEYS):
        page.evaluate(SETTLED)
        before = _task_ms(session)
        page.keyboard.press("a")
        page.evaluate(SETTLED)
        taken.append(_task_ms(session) - before)
    return statistics.median(taken)


def _task_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration")) * 1000


def _within(name: str, measured: float, budget: float) -> Figure:
    sides = Side("measured", measured, "ms"), Side("the budget", budget, "ms")
    return Figure(name, *sides, measured / budget, at_most=1.0)
