import { expect, test } from "vitest";
import { NONE, ranged, still, toggled, withAll } from "../../src/directory/selection.ts";
import { spanOf } from "../../src/directory/span.ts";

const SHOWN = ["a", "b", "c", "d", "e"];
const chosen = ({ ids }: { readonly ids: ReadonlySet<string> }) => [...ids].sort().join("");

test("one is chosen, and let go again", () => {
  const one = toggled(NONE, "b");
  expect(chosen(one)).toBe("b");
  expect(chosen(toggled(one, "b"))).toBe("");
});

test("a range goes from the last choice, up or down, and adds to what was chosen", () => {
  const from = toggled(toggled(NONE, "a"), "d");
  expect(chosen(ranged(from, "b", SHOWN))).toBe("abcd");
  expect(chosen(ranged(ranged(from, "e", SHOWN), "c", SHOWN))).toBe("acde");
});

test("without a beginning that is in sight, a range is a single choice", () => {
  expect(chosen(ranged(NONE, "c", SHOWN))).toBe("c");
  expect(chosen(ranged(toggled(NONE, "z"), "c", SHOWN))).toBe("cz");
});

test("all that were found are added; what is gone is no longer chosen", () => {
  const all = withAll(toggled(NONE, "z"), SHOWN);
  expect(chosen(all)).toBe("abcdez");
  expect(chosen(still(all, (id) => id !== "z"))).toBe("abcde");
  expect(still(all, () => true)).toBe(all);
});

test("only rows near the screen are drawn, in pairs, and always as many", () => {
  const sight = { height: 500, rowHeight: 50, count: 10_000 };
  expect(spanOf({ ...sight, above: -300 })).toEqual({ first: 0, end: 18 });
  expect(spanOf({ ...sight, above: 50_000 })).toEqual({ first: 988, end: 1024 });
  expect(spanOf({ ...sight, above: 50_099 })).toEqual({ first: 988, end: 1024 });
  expect(spanOf({ ...sight, above: 50_100 })).toEqual({ first: 990, end: 1026 });
  expect(spanOf({ ...sight, above: 499_500 })).toEqual({ first: 9978, end: 10_000 });
  expect(spanOf({ ...sight, count: 3, above: 9_000 })).toEqual({ first: 3, end: 3 });
});
