import { expect, test } from "vitest";
import { ageOf } from "../../src/directory/age.ts";

const NOW = new Date("2026-11-20T18:30:00");

test.each([
  ["2026-11-20", "Checked today", false],
  ["2026-11-19", "Checked yesterday", false],
  ["2026-10-30", "Checked 3 weeks ago", false],
  ["2025-12-01", "Checked 11 months ago", false],
  ["2025-11-01", "Not checked for over a year: call first", true],
])("an entry last checked on %s says: %s", (assured, words, isOld) => {
  expect(ageOf(assured, NOW)).toEqual({ words, isOld });
});

test("a date in the future counts as today, as clocks differ", () => {
  expect(ageOf("2026-11-22", NOW).words).toBe("Checked today");
});

test.each([undefined, "soon"])("without a date that can be read, call first (%s)", (assured) => {
  expect(ageOf(assured, NOW).isOld).toBe(true);
});
