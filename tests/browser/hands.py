"""A person's taps, without the time between them: a script in the page."""

from __future__ import annotations

from playwright.sync_api import Page

__all__ = ["lend_hands"]

HANDS = """() => {
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const tap = async (what) => { what.click(); await settled(); };
  const main = () => document.querySelector("main");
  const button = (words, from = main()) =>
    [...from.querySelectorAll("button")].find((one) => one.innerText.trim() === words);
  const until = async (find) => {
    for (let n = 0; n < 300; n++) {
      const found = find();
      if (found) return found;
      await settled();
    }
    throw new Error(`never there: ${find}: ${document.body.innerText}`);
  };
  const question = (id) => document.getElementById(`question-${id}`);
  const show = async (at) => {
    const hidden = at.querySelector(".mask-show");
    if (hidden) await tap(hidden);
  };
  const hands = {
    parts: async () => {
      const all = button("All parts") ?? button("Choose a part");
      if (all) await tap(all);
      return [...main().querySelectorAll(".part-choice strong")].map((one) => one.innerText);
    },
    part: async (title) => {
      if (main().querySelector("h1").innerText === title) return;
      await hands.parts();
      const choices = [...main().querySelectorAll(".part-choice")];
      await tap(choices.find((one) => one.querySelector("strong").innerText === title));
    },
    questions: () => [...main().querySelectorAll("[id^=question-]")].map(({ id }) => id.slice(9)),
    // False: this version cannot offer it.
    pick: async (id, words, wanted) => {
      await show(question(id));
      const label = [...question(id).querySelectorAll(".check")]
        .find((one) => one.innerText.trim() === words);
      if (!label) return false;
      const input = label.querySelector("input");
      if (input.checked !== wanted) await tap(input);
      return true;
    },
    write: async (one, at, words) => {
      await tap(at);
      const field = one.querySelector("textarea");
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, words);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await settled();
    },
    // In every field of these questions; how many there were.
    writeAll: async (words, ids) => {
      let written = 0;
      for (const one of main().querySelectorAll(".question")) {
        if (!ids.includes(one.id.slice(9))) continue;
        await show(one);
        const add = button("Add one", one);
        if (add) await tap(add);
        for (;;) {
          await show(one);
          const at = button("Write", one);
          if (!at) break;
          await hands.write(one, at, `${words} ${++written}`);
          await show(one);
          await tap(button("Done writing", one));
        }
      }
      return written;
    },
    // The first answer, wherever there is none yet.
    pickAll: async () => {
      for (const group of main().querySelectorAll(".choices")) {
        const inputs = [...group.querySelectorAll("input")];
        if (!inputs.some((one) => one.checked)) await tap(inputs[0]);
      }
    },
    // A group's: a run of its own.
    beginRun: async (id) => {
      await tap(await until(() => document.getElementById(`open-${id}`)));
      await tap(await until(() => document.getElementById("start-new")));
      await tap(await until(() => button("Start")));
      await tap(await until(() => document.getElementById("fill-in")));
      await until(() => main().querySelector(".part-choice"));
    },
    endRun: async () => {
      await hands.parts();
      for (const words of ["Done for now", "Back"]) await tap(await until(() => button(words)));
      const runs = () => document.getElementById("start-new");
      await until(() => button("Leave") ?? runs());
      if (!runs()) await tap(button("Leave"));
      await until(runs);
      await tap(button("Back"));
    },
    begin: async (id) => {
      await tap(await until(() => document.getElementById(`open-${id}`)));
      await until(() => button("Choose a part"));
    },
    end: async () => {
      for (const words of ["We are done", "Keep nothing. Erase it now", "Close"])
        await tap(await until(() => button(words)));
    },
  };
  window.hands = hands;
}"""


def lend_hands(page: Page) -> None:
    if not page.evaluate("() => 'hands' in window"):
        page.evaluate(HANDS)
