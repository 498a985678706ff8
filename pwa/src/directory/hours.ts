/**
 * What one schedule says of one day: hours, none, or nothing that can be told. Pure.
 *
 * Hours that close at or before they open run past midnight; equal times mean all day.
 * An exception stands in place of all that the schedule says of its days.
 */
import { daysAfter, isNamed, monthLength } from "./calendar.ts";
import { amount, type Body, list, text } from "./fields.ts";

/** Minutes since midnight; `closes` over 1440 is on the next day. */
export interface Hours {
  readonly opens: number;
  readonly closes: number;
}

export type DayHours =
  | Hours
  | "none"
  | "closed" // by an exception for this very day
  | "outdated" // the schedule does not hold on this day, or no more
  | "unreadable"; // somebody has to be asked

export const DAY_MINUTES = 24 * 60;

export function hoursOn(schedule: Body, date: string): DayHours {
  const exception = exceptionOn(schedule, date);
  if (exception) {
    return timesOf(exception) ?? (text(exception, "opens_at") ? "unreadable" : "closed");
  }
  if (!isValidOn(schedule, date)) return "outdated";
  if (text(schedule, "opens_at") === undefined) return "unreadable"; // words may say anything
  const recurs = recursOn(schedule, date);
  if (recurs === false) return "none";
  return (recurs && timesOf(schedule)) || "unreadable";
}

/** The exception that covers `date`, if any. */
export const exceptionOn = (schedule: Body, date: string): Body | undefined =>
  list(schedule, "exceptions").find((one) => {
    const first = text(one, "date") ?? "~"; // after every date
    return first <= date && date <= (text(one, "until") ?? first);
  });

export const isAllDay = ({ opens, closes }: Hours): boolean =>
  opens === 0 && closes >= DAY_MINUTES - 1;

function isValidOn(schedule: Body, date: string): boolean {
  const from = [text(schedule, "valid_from"), text(schedule, "dtstart")];
  const to = [text(schedule, "valid_to"), text(schedule, "until")];
  return (
    from.every((day) => day === undefined || day <= date) &&
    to.every((day) => day === undefined || date <= day)
  );
}

/** Rules that are left to people. */
export const TOO_RARE: readonly string[] = ["byweekno", "byyearday", "count"];

/** Whether the rule names this day; `undefined` when that cannot be told. */
function recursOn(schedule: Body, date: string): boolean | undefined {
  if (TOO_RARE.some((field) => schedule[field] !== undefined)) return undefined;
  const every = amount(schedule, "interval") ?? 1;
  const days = text(schedule, "byday")?.split(",");
  const freq = text(schedule, "freq") ?? "WEEKLY";
  if (freq === "MONTHLY") {
    const dates = text(schedule, "bymonthday")?.split(",").map(Number);
    if (every > 1 || (days === undefined && dates === undefined)) return undefined;
    return (
      (days ?? []).some((day) => isNamed(date, day)) ||
      (dates ?? []).some((day) => isDayOfMonth(date, day))
    );
  }
  if (freq !== "WEEKLY") return undefined;
  if (days?.some((day) => /\d/.test(day))) return undefined;
  if (days !== undefined && !days.some((day) => isNamed(date, day))) return false;
  return every === 1 ? true : isInTurn(schedule, date, every);
}

function isDayOfMonth(date: string, day: number): boolean {
  return Number(date.slice(8)) === (day < 0 ? monthLength(date) + 1 + day : day);
}

/** Every second week, and the like, counted from the week of its start. */
function isInTurn(schedule: Body, date: string, every: number): boolean | undefined {
  const start = text(schedule, "dtstart");
  if (start === undefined) return undefined;
  const weeks = (Date.parse(monday(date)) - Date.parse(monday(start))) / (7 * 86_400_000);
  return Number.isNaN(weeks) ? undefined : weeks % every === 0;
}

const monday = (date: string): string => {
  const past = (new Date(Date.parse(date)).getUTCDay() + 6) % 7;
  return daysAfter(date, -past);
};

/**
 * From when to when a schedule or an exception says; `undefined`: it cannot be read.
 *
 * 23:59 is how many write midnight: nobody closes for the last minute of a day.
 */
export function timesOf(body: Body): Hours | undefined {
  const opens = minutesOf(text(body, "opens_at"));
  const closes = minutesOf(text(body, "closes_at"));
  if (opens === undefined || closes === undefined) return undefined;
  if (closes === DAY_MINUTES - 1 && opens < closes) return { opens, closes: DAY_MINUTES };
  return { opens, closes: closes <= opens ? closes + DAY_MINUTES : closes };
}

/** Minutes since midnight; of a zone behind the time nothing is said here. */
export function minutesOf(time: string | undefined): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time ?? "") ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return total <= DAY_MINUTES ? total : undefined; // no number is below it either
}
