import { expect, test } from "vitest";
import { NONE, ranged, still, toggled, withAll } from "../../src/directory/selection.ts";

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
