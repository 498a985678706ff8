import { expect, test } from "vitest";
import { comingDays } from "../../src/directory/coming.ts";

const WEEKDAYS = { freq: "WEEKLY", byday: "MO,TU,WE,TH,FR", opens_at: "09:00", closes_at: "17:00" };
const THANKSGIVING = { date: "2026-11-26", description: "Thanksgiving" };

test("a holiday of several schedules is told once, the nearest first", () => {
  const short = { date: "2026-12-24", until: "2026-12-31", opens_at: "09:00", closes_at: "12:00" };
  const schedule = { ...WEEKDAYS, exceptions: [short, THANKSGIVING] };

  expect(comingDays([schedule, schedule], "2026-11-20")).toEqual([
    { from: "2026-11-26", to: "2026-11-26", hours: undefined, name: "Thanksgiving" },
    { from: "2026-12-24", to: "2026-12-31", hours: { opens: 540, closes: 720 }, name: undefined },
  ]);
});

test("what is over or far away is not told, nor what cannot be read", () => {
  const exceptions = [
    { date: "2026-11-19" },
    { date: "2027-07-04" },
    { date: "2026-11-27", opens_at: "late" },
    { description: "no day" },
  ];

  expect(comingDays([{ ...WEEKDAYS, exceptions }], "2026-11-20")).toEqual([]);
});

test("one that has begun is told until its last day", () => {
  const exceptions = [{ date: "2026-11-15", until: "2026-11-20" }];

  expect(comingDays([{ ...WEEKDAYS, exceptions }], "2026-11-20")).toHaveLength(1);
  expect(comingDays([{ ...WEEKDAYS, exceptions }], "2026-11-21")).toEqual([]);
});
