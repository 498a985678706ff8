import { expect, test } from "vitest";
import { ageOf } from "../../src/directory/age.ts";

const NOW = new Date("2026-11-20T18:30:00");

test.each([
  ["2026-11-20", "Checked today", false],
  ["2026-11-19", "Checked yesterday", false],
  ["2026-10-30", "Checked 3 weeks ago", false],
  ["2026-10-20", "Checked 1 month ago", false],
  ["2025-12-01", "Checked 11 months ago", false],
  ["2025-11-01", "Last checked 1 year ago. Call first.", true],
  ["2026-11-21", "Checked today", false], // where it was checked, that day had begun
])("an entry last checked on %s says: %s", (assured, words, isOld) => {
  expect(ageOf({ assured_date: assured }, NOW)).toEqual({ words, isOld });
});

test("what is to be checked more often is old sooner", () => {
  const body = { categories: ["hotline"], assured_date: "2026-03-10" };
  expect(ageOf(body, NOW)).toEqual({
    words: "Last checked 8 months ago. Call first.",
    isOld: true,
  });
});

test("on a phone whose clock is far behind, nothing was checked today", () => {
  const { words, isOld } = ageOf({ assured_date: "2026-11-12" }, new Date("2020-01-01T00:10:00"));
  expect(words).not.toContain("today");
  expect(isOld).toBe(true);
});

test("on a phone whose clock is far ahead, all is old", () => {
  expect(ageOf({ assured_date: "2026-11-12" }, new Date("2036-01-01T00:10:00")).isOld).toBe(true);
});

test.each([undefined, "soon"])("without a date that can be read, call first (%s)", (assured) => {
  expect(ageOf(assured ? { assured_date: assured } : {}, NOW).isOld).toBe(true);
});

test.each([
  ["2026-11-20", "Checked there today"],
  ["2026-10-30", "Checked there 3 weeks ago"],
  ["2025-11-01", "Last checked there 1 year ago. Call first."],
  [undefined, "No one there says when it was checked: call first"],
])("another collaborative's entry last checked on %s says that it was there: %s", (day, words) => {
  expect(ageOf(day === undefined ? {} : { assured_date: day }, NOW, true).words).toBe(words);
});
