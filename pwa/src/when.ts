/** Times in words, in the language on screen. The clock is always passed in. */
import { perLanguage } from "./locale.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["week", 7 * DAY],
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
];

const relativeFormat = perLanguage((tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
const countedFormat = perLanguage((tag) => new Intl.RelativeTimeFormat(tag));
const dayFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, { dateStyle: "long" }));

/** "2 hours ago", "yesterday", "3 weeks ago"; under a minute is "now". */
export function agoInWords(then: number, now: number): string {
  return relativeFormat().format(...counted(Math.max(now - then, 0)));
}

/** "yesterday"; else counted: "1 month ago", where "last month" may be 28 days or 2. */
export function daysAgoInWords(days: number): string {
  const format = days === 1 ? relativeFormat() : countedFormat();
  return format.format(...counted(days * DAY));
}

function counted(past: number): [number, Intl.RelativeTimeFormatUnit] {
  const [unit, length] = STEPS.find(([, step]) => past >= step) ?? ["second", MINUTE];
  return [-Math.floor(past / length), unit];
}

/** "November 20, 2026". Takes `YYYY-MM-DD` as that day here, or an instant. */
export function dayInWords(date: string): string {
  const instant = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(`${date}T12:00`) : new Date(date);
  if (Number.isNaN(instant.getTime())) return date;
  return dayFormat().format(instant);
}

/** Today here, as `YYYY-MM-DD`. */
export function today(now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
