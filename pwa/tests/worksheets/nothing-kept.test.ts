/** The sources themselves: nothing here may reach for a place where answers would stay. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const FOLDER = new URL("../../src/worksheets/", import.meta.url);
const SOURCES = readdirSync(FOLDER)
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), "utf8") }));

describe.each(SOURCES)("$name", ({ text }) => {
  test("writes to no storage, address, title, log, worker or network", () => {
    const places =
      /\b(localStorage|sessionStorage|indexedDB|caches|cookie|history\.|location\.|console\.|document\.title|fetch\(|sendBeacon|XMLHttpRequest|postMessage|BroadcastChannel|clipboard|serviceWorker)/;

    expect(text).not.toMatch(places);
    // A text leaves by parts/ways-out.ts alone, where it says nothing of where it comes from.
    expect(text).not.toMatch(/createObjectURL|\bprint\(|showSaveFilePicker|navigator\.share|data:/);
    expect(text).not.toMatch(/from "\.\.\/(data|sync)\//);
  });

  test("has no control that a browser would remember", () => {
    for (const [control] of text.matchAll(/<(?:input|textarea|select)\b(?:[^>]|=>)*>/g)) {
      expect(control).toMatch(/autocomplete="off"|\{\.\.\.control\}/);
      expect(control).not.toMatch(/\bname="/);
    }
  });

  test("asks nothing as the page goes: a question would stand in the way of a quick exit", () => {
    expect(text).not.toMatch(/beforeunload|\bconfirm\(|\bprompt\(/);
  });
});
