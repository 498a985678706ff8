import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/open-now.json" with { type: "json" };
import type { Body } from "../../src/data/document.ts";
import { dayOf, openNow, weekOf, zoneOf } from "../../src/directory/open-now.ts";

const CENTRAL = { now: -6, winter: -6, summer: -5 };
const SCHEDULES: Readonly<Record<string, Body>> = vectors.schedules;
const WEEKDAYS = SCHEDULES.weekdays ?? {};

// 2026-11-20 is a Friday.
const FRIDAY = new Date("2026-11-20T12:00:00-06:00");

test.each(vectors.cases)("$name", ({ schedules: names, now, zone, clock, answer }) => {
  const schedules = names.map((name) => SCHEDULES[name] ?? {});

  const open = openNow(schedules, new Date(now), zone ?? CENTRAL, clock);

  const elsewhere = answer.state === "open" ? { isElsewhere: false } : {};
  expect(open).toEqual({ ...elsewhere, ...answer });
});

describe("weekOf", () => {
  test("sorts the hours of a day, and leaves the others empty", () => {
    const evening = { ...WEEKDAYS, byday: "FR", opens_at: "18:00", closes_at: "20:00" };
    const week = weekOf([evening, WEEKDAYS], FRIDAY, CENTRAL);

    expect(week.FR.map(({ opens }) => opens)).toEqual([9 * 60, 18 * 60]);
    expect(week.SA).toEqual([]);
  });

  test("is of the coming days, with their exceptions", () => {
    const week = weekOf([SCHEDULES["short on Thanksgiving"] ?? {}], FRIDAY, CENTRAL);

    expect(week.TH).toEqual([{ opens: 9 * 60, closes: 12 * 60 }]);
    expect(week.WE).toEqual([{ opens: 9 * 60, closes: 17 * 60 }]);
  });
});

test("a phone's zone is told from its own clock", () => {
  const { now, winter, summer } = zoneOf(FRIDAY);

  expect(now).toBe(-FRIDAY.getTimezoneOffset() / 60);
  expect(summer).toBeGreaterThanOrEqual(winter);
  expect(dayOf(new Date(2026, 10, 20, 12))).toBe("FR");
});
