/** When an entry is to be checked again: as the server's `verification.py` has it. */
import daysByCategory from "../../../server/cairn_server/directory/cadence.json";
import { type Body, text, texts } from "./fields.ts";

const MOST_DAYS = 3650;
const CLOCKS_DIFFER_DAYS = 1; // a day begins earlier elsewhere; further ahead, a clock was wrong
const DAY = 24 * 60 * 60 * 1000;

/** After how many days the entry is to be checked again. */
export function cadenceDays(body: Body): number {
  const own = body.verify_every_days;
  if (typeof own === "number" && Number.isInteger(own) && own >= 1 && own <= MOST_DAYS) return own;
  const table: Readonly<Record<string, number>> = daysByCategory;
  const days = texts(body, "categories").flatMap((kind) => table[kind] ?? []);
  return Math.min(...(days.length > 0 ? days : [daysByCategory.other]));
}

/** Days since it was last checked, below 0 for a date ahead; undefined: nobody knows. */
export function daysSinceChecked(body: Body, today: string): number | undefined {
  return daysBetween(text(body, "assured_date"), today);
}

/** Days from one day to another; undefined where one of them is none. */
export function daysBetween(from: string | undefined, to: string): number | undefined {
  const begun = dayNumber(from);
  const now = dayNumber(to);
  return begun === undefined || now === undefined ? undefined : now - begun;
}

/** A date further ahead than clocks differ: this clock, or the one that wrote it, is wrong. */
export const isAhead = (days: number): boolean => days < -CLOCKS_DIFFER_DAYS;

/** For how many days it should have been checked, below 0 when it is not due; undefined: for ever. */
export function daysDue(body: Body, today: string): number | undefined {
  const days = daysSinceChecked(body, today);
  return days === undefined || isAhead(days) ? undefined : days - cadenceDays(body);
}

export const isDue = (body: Body, today: string): boolean => (daysDue(body, today) ?? 0) >= 0;

/** Days since 1970 began; undefined for what is no day of the calendar. */
function dayNumber(date: string | undefined): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date ?? "")) return undefined;
  const instant = new Date(`${date}T00:00Z`);
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${date}`);
  return isReal ? instant.getTime() / DAY : undefined;
}
