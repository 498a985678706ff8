import { expect, test } from "vitest";
import {
  attemptedOn,
  type Callable,
  callsFor,
  checkedOn,
  isDoneOn,
} from "../../src/directory/call-list.ts";
import type { Body } from "../../src/directory/fields.ts";

const TODAY = "2026-11-20";
const PHONE = [{ number: "555-0134" }];

const entry = (id: string, body: Body, phones: readonly Body[] = PHONE): Callable => ({
  id,
  categories: (body.categories ?? []) as readonly string[],
  phones,
  document: { body },
});

const called = (entries: readonly Callable[], reported: readonly string[] = []) =>
  callsFor(entries, new Set(reported), TODAY).map(({ id }) => id);

test("crisis lines and shelters come first, then what was reported, then what waits longest", () => {
  const entries = [
    entry("food", { categories: ["food"], assured_date: "2025-01-01" }),
    entry("never", { categories: ["pets"] }),
    entry("reported", { categories: ["money"], assured_date: "2026-11-19" }),
    entry("shelter", { categories: ["shelter"], assured_date: "2026-08-01" }),
    entry("line", { categories: ["hotline"], assured_date: "2026-01-01" }),
  ];
  expect(called(entries, ["reported"])).toEqual(["line", "shelter", "reported", "never", "food"]);
});

test("of two that wait alike, the one without a phone that works comes first", () => {
  const old = { assured_date: "2025-01-01" };
  const fax = [{ number: "555-0134", type: "fax" }];
  expect(called([entry("b", old), entry("fax", old, fax)])).toEqual(["fax", "b"]);
});

test("what is not due, is gone, or was done today is left out", () => {
  const entries = [
    entry("fresh", { assured_date: "2026-11-01" }),
    entry("gone", { status: "defunct" }),
    entry("done", { assured_date: TODAY }),
    entry("tried", { attempts: [TODAY] }),
    entry("paused", { status: "temporarily closed" }),
  ];
  expect(called(entries, ["done", "tried", "gone"])).toEqual(["paused"]);
});

test("attempts are counted by day, and forgotten once somebody was reached", () => {
  const tried = attemptedOn(attemptedOn({ attempts: ["2026-11-18"] }, TODAY), TODAY);
  expect(tried.attempts).toEqual(["2026-11-18", TODAY]);
  expect(isDoneOn(tried, TODAY)).toBe(true);
  expect(checkedOn({ ...tried, assurer_email: "a@example.org" }, TODAY)).toEqual({
    assured_date: TODAY,
  });
});
