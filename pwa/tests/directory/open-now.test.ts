import { describe, expect, test } from "vitest";
import { openNow, weekOf } from "../../src/directory/open-now.ts";

const WEEKDAYS = { freq: "WEEKLY", byday: "MO,TU,WE,TH,FR", opens_at: "09:00", closes_at: "17:00" };
const NIGHTS = { freq: "WEEKLY", byday: "FR", opens_at: "20:00", closes_at: "02:00" };
const ALWAYS = { freq: "WEEKLY", opens_at: "00:00", closes_at: "00:00" };

// 2026-11-20 is a Friday.
const friday = (time: string) => new Date(`2026-11-20T${time}`);
const saturday = (time: string) => new Date(`2026-11-21T${time}`);

describe("openNow", () => {
  test("is open from the minute it opens", () => {
    expect(openNow([WEEKDAYS], friday("09:00"))).toEqual({ state: "open", until: 17 * 60 });
  });

  test("is closed from the minute it closes", () => {
    expect(openNow([WEEKDAYS], friday("17:00"))).toEqual({ state: "closed" });
  });

  test("is closed on a day that is not named", () => {
    expect(openNow([WEEKDAYS], saturday("10:00"))).toEqual({ state: "closed" });
  });

  test("runs past midnight into the next day", () => {
    expect(openNow([NIGHTS], saturday("01:59"))).toEqual({ state: "open", until: 2 * 60 });
    expect(openNow([NIGHTS], saturday("02:00"))).toEqual({ state: "closed" });
    expect(openNow([NIGHTS], friday("01:00"))).toEqual({ state: "closed" });
  });

  test("takes equal times on all days as day and night", () => {
    expect(openNow([ALWAYS], friday("03:00"))).toEqual({ state: "open", until: undefined });
  });

  test("does not know without hours that it can read", () => {
    expect(openNow([], friday("10:00"))).toEqual({ state: "unknown" });
    expect(openNow([{ byday: "MO", description: "Call" }], friday("10:00"))).toEqual({
      state: "unknown",
    });
  });

  test("leaves monthly hours to the words beside them", () => {
    const monthly = { ...WEEKDAYS, freq: "MONTHLY", byday: "2TU" };

    expect(openNow([monthly], friday("10:00"))).toEqual({ state: "unknown" });
  });

  test("heeds the days between which hours are valid", () => {
    const past = { ...WEEKDAYS, valid_to: "2026-11-19" };
    const lasting = { ...WEEKDAYS, valid_from: "2026-11-20", valid_to: "2026-11-20" };

    expect(openNow([past, lasting], friday("10:00")).state).toBe("open");
    expect(openNow([past], friday("10:00")).state).toBe("unknown");
  });
});

test("weekOf sorts the hours of a day", () => {
  const afternoon = { ...WEEKDAYS, byday: "MO", opens_at: "13:00" };
  const morning = { ...WEEKDAYS, byday: "MO", closes_at: "12:00" };

  expect(weekOf([afternoon, morning], friday("10:00")).MO).toEqual([
    { opens: 9 * 60, closes: 12 * 60 },
    { opens: 13 * 60, closes: 17 * 60 },
  ]);
});
