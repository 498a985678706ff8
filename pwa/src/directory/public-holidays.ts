/** The public holidays of the United States, by the rules of its law (5 U.S.C. 6103). Pure. */
import { daysAfter, isNamed, weekday } from "./calendar.ts";

export const HOLIDAYS = [
  "new-year",
  "king",
  "presidents",
  "memorial",
  "juneteenth",
  "independence",
  "labor",
  "indigenous",
  "veterans",
  "thanksgiving",
  "christmas",
] as const;

export type HolidayName = (typeof HOLIDAYS)[number];

export interface PublicHoliday {
  readonly date: string;
  readonly name: HolidayName;
  readonly isObserved: boolean; // offices are closed for one that falls on a weekend
}

const FIXED: Readonly<Record<string, HolidayName>> = {
  "01-01": "new-year",
  "06-19": "juneteenth",
  "07-04": "independence",
  "11-11": "veterans",
  "12-25": "christmas",
};

const MOVING: Readonly<Record<string, readonly [string, HolidayName]>> = {
  "01": ["3MO", "king"],
  "02": ["3MO", "presidents"],
  "05": ["-1MO", "memorial"],
  "09": ["1MO", "labor"],
  "10": ["2MO", "indigenous"],
  "11": ["4TH", "thanksgiving"],
};

const YEAR_DAYS = 365;

/** Those of a year from `today` on, today included, by date. */
export function federalHolidays(today: string): readonly PublicHoliday[] {
  return Array.from({ length: YEAR_DAYS }, (_, ahead) => daysAfter(today, ahead)).flatMap((date) =>
    holidaysOn(date),
  );
}

function holidaysOn(date: string): readonly PublicHoliday[] {
  const [rule, moving] = MOVING[date.slice(5, 7)] ?? [];
  const own = FIXED[date.slice(5)] ?? (rule && isNamed(date, rule) ? moving : undefined);
  if (own !== undefined) return [{ date, name: own, isObserved: false }];
  const beside = { FR: daysAfter(date, 1), MO: daysAfter(date, -1) }[weekday(date) as string];
  const observed = beside && FIXED[beside.slice(5)];
  return observed ? [{ date, name: observed, isObserved: true }] : [];
}
