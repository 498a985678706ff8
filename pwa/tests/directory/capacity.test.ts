import { expect, test } from "vitest";
import { freshnessOf } from "../../src/directory/capacity.ts";

const NOW = Date.parse("2026-11-20T18:30:00Z");

test.each([
  ["2026-11-20T18:00:00Z", false],
  ["2026-11-19T18:30:00Z", false],
  ["2026-11-19T18:29:59Z", true],
  ["2026-11-20T18:35:00Z", false], // clocks differ a little
  ["2026-11-20T19:30:00Z", true], // one of the two clocks is wrong
  ["soon", true],
])("a count of %s is old: %s", (updated, isOld) => {
  expect(freshnessOf({ updated }, NOW).isOld).toBe(isOld);
});

test("nobody knows from when a count without a moment is", () => {
  expect(freshnessOf({}, NOW)).toEqual({ at: undefined, isOld: true });
});
