import { expect, test } from "vitest";
import { seenOf, spanOf } from "../../src/directory/span.ts";

const SIGHT = { above: 0, height: 500, rowHeight: 50, count: 10_000 };
const length = ({ first, end }: { first: number; end: number }) => end - first;

test("what can be seen even in part is seen", () => {
  expect(seenOf({ ...SIGHT, above: 1025 })).toEqual({ first: 20, end: 31 });
});

test("what is spare lies on both sides", () => {
  expect(spanOf({ ...SIGHT, above: 5000 })).toEqual({ first: 88, end: 123 });
});

test.each([-300, 0, 600, 5000, 499_000, 500_000])(
  "%i pixels down there are as many rows",
  (above) => {
    const span = spanOf({ ...SIGHT, above });
    expect(length(span)).toBe(35);
    expect(span.first).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeLessThanOrEqual(SIGHT.count);
  },
);

test("a short list is there as a whole", () => {
  expect(spanOf({ ...SIGHT, count: 3 })).toEqual({ first: 0, end: 3 });
  expect(spanOf({ ...SIGHT, count: 0 })).toEqual({ first: 0, end: 0 });
});

test("as long as nobody knows how high a row is, there are some", () => {
  expect(spanOf({ ...SIGHT, rowHeight: 0 })).toEqual({ first: 0, end: 24 });
});
