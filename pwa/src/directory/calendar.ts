/** Days of the calendar as `YYYY-MM-DD`, apart from any clock and zone. Pure. */

export const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

export type Day = (typeof DAYS)[number];

const DAY_MS = 24 * 60 * 60 * 1000;

/** The calendar day of `date`, as UTC writes it. */
export const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

/** `days` after `date`; before it when negative. */
export const daysAfter = (date: string, days: number): string =>
  isoDay(new Date(Date.parse(date) + days * DAY_MS));

const MONDAY = Date.UTC(2024, 0, 1);

const weekdays = new Map<string, Day>(); // few days are ever asked for, and each thousands of times

export function weekday(date: string): Day {
  const known = weekdays.get(date);
  if (known !== undefined) return known;
  const day = DAYS[((((Date.parse(date) - MONDAY) / DAY_MS) % 7) + 7) % 7] ?? "MO";
  weekdays.set(date, day);
  return day;
}

/** Whether `date` is such a day of its month: "TU" any Tuesday, "2TU" the second, "-1TU" the last. */
export function isNamed(date: string, byday: string): boolean {
  if (byday.length === 2) return byday === weekday(date);
  const [, nth, day] = /^([+-]?\d)?([A-Z]{2})$/.exec(byday.trim()) ?? [];
  if (day !== weekday(date)) return false;
  if (nth === undefined) return true;
  const of = Number(date.slice(8));
  return Number(nth) === (Number(nth) < 0 ? -weeksFromEnd(date, of) : Math.ceil(of / 7));
}

const weeksFromEnd = (date: string, of: number): number =>
  Math.ceil((monthLength(date) - of + 1) / 7);

/** How many days the month of `date` has. */
export const monthLength = (date: string): number =>
  new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();

const FIXED = /-(01-01|06-19|07-04|11-11|12-24|12-25|12-31)$/;
const MOVING: Readonly<Record<string, string>> = {
  "01": "3MO",
  "02": "3MO",
  "05": "-1MO",
  "09": "1MO",
  "10": "2MO",
  "11": "4TH",
};

/** Whether offices in the United States are often closed on `date`. */
export function isHoliday(date: string): boolean {
  const eve = daysAfter(date, -1);
  return (
    FIXED.test(date) ||
    isNamed(date, MOVING[date.slice(5, 7)] ?? "") ||
    (eve.slice(5, 7) === "11" && isNamed(eve, "4TH")) || // the day after Thanksgiving
    (weekday(date) === "MO" && FIXED.test(eve)) || // for one that falls on a Sunday
    (weekday(date) === "FR" && FIXED.test(daysAfter(date, 1))) // or on a Saturday
  );
}
