import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/public-holidays.json" with { type: "json" };
import { federalHolidays } from "../../src/directory/public-holidays.ts";

const all = ["2026-01-01", "2027-01-01", "2028-01-01"].flatMap((day) => federalHolidays(day));

test.each(Object.entries(vectors.years))("the holidays of %s", (year, expected) => {
  const own = all.filter(({ date, isObserved }) => !isObserved && date.startsWith(year));

  expect(Object.fromEntries(own.map(({ name, date }) => [name, date]))).toEqual(expected);
});

test("one on a weekend is observed on the day beside it", () => {
  const observed = all.filter(({ isObserved }) => isObserved);

  expect(Object.fromEntries(observed.map(({ date, name }) => [date, name]))).toEqual(
    vectors.observed,
  );
});

test("a year is told from its first day on", () => {
  const dates = federalHolidays("2026-11-26").map(({ date }) => date);

  expect(dates[0]).toBe("2026-11-26");
  expect(dates.at(-1)).toBe("2027-11-25");
});
