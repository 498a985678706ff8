/** A week of hours in words, in the language on screen. */
import { currentLanguage, perLanguage, t, tn } from "../locale.ts";
import { DAYS, type Day } from "./calendar.ts";
import { amount, type Body, text } from "./fields.ts";
import { minutesOf } from "./hours.ts";
import type { HolidayName } from "./public-holidays.ts";
import { isWhole, readTimes, type Times } from "./typed-times.ts";
import type { MonthDay, Season } from "./week.ts";
import { type Holiday, lastDay } from "./week-holidays.ts";
import { timeWords } from "./words.ts";

const dateFormat = perLanguage(
  (tag) =>
    new Intl.DateTimeFormat(tag, {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
    }),
);

/** "Thu, Nov 26, 2026"; what is no day of the calendar is shown as it is written. */
export function dateWords(date: string): string {
  const noon = new Date(`${date}T12:00`);
  return Number.isNaN(noon.getTime()) ? date : dateFormat().format(noon);
}

/** "9:00 AM to 5:00 PM"; "" while something is missing. */
export function timesWords(times: Times): string {
  const [opens, closes] = [minutesOf(times.opens), minutesOf(times.closes)];
  if (opens === undefined || closes === undefined) return "";
  if (opens === 0 && closes === LAST_MINUTE) return t("24 hours");
  const [from, to] = [
    unbroken(timeWords(opens)),
    closes === 0 ? t("midnight") : unbroken(timeWords(closes)),
  ];
  return closes > opens || closes === 0
    ? t("{from} to {to}", { from, to })
    : t("{from} to {to} the next day", { from, to });
}

const unbroken = (words: string): string => words.replace(/\s/g, "\u00a0");

const LAST_MINUTE = 24 * 60 - 1;

const weekdayFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, { weekday: "long" }));

/** A weekday within a sentence: "lunes", where a heading says "Lunes". 2024 began on a Monday. */
export const dayInside = (day: Day): string =>
  weekdayFormat().format(new Date(2024, 0, 1 + DAYS.indexOf(day)));

/** What one day says, in one line. */
export function dayLine(season: Season, day: Day): string {
  const spans = season.days[day];
  if (spans.some((span) => !isWhole(span))) return t("Not finished yet");
  if (spans.length > 0) return spans.map(timesWords).join(",\n");
  const isBlank = DAYS.every((each) => season.days[each].length === 0);
  return isBlank ? t("No hours") : t("Closed");
}

/** "From June 1 to August 31"; "" for hours without end. */
export function validWords(from: string, to: string): string {
  if (from && to) return t("From {from} to {to}", { from: dateWords(from), to: dateWords(to) });
  if (from) return t("From {from} on", { from: dateWords(from) });
  return to ? t("Until {to}", { to: dateWords(to) }) : "";
}

/** "Thu, Nov 26, 2026: Closed". */
export function holidayLine(holiday: Holiday): string {
  const last = lastDay(holiday);
  const when =
    last === holiday.from
      ? dateWords(holiday.from)
      : t("{from} to {to}", { from: dateWords(holiday.from), to: dateWords(last) });
  const what = holiday.isOpen ? timesWords(holiday) || t("Not finished yet") : t("Closed");
  return t("{when}: {what}", { when: holiday.from === "" ? t("A new day") : when, what });
}

/** "first Monday". */
export const monthDayWords = ({ nth, day }: MonthDay): string =>
  t("{nth} {day}", { nth: nthWords(nth), day: dayInside(day) });

export const NTHS = ["1", "2", "3", "4", "5", "-1", ""] as const;

export function nthWords(nth: string): string {
  const words: Readonly<Record<string, string>> = {
    "1": t("First"),
    "2": t("Second"),
    "3": t("Third"),
    "4": t("Fourth"),
    "5": t("Fifth"),
    "-1": t("Last"),
    "": t("Every"),
  };
  return words[nth] ?? t("Number {n} from the end", { n: nth.replace("-", "") });
}

/** A schedule that the week cannot draw. */
export function ruleWords(row: Body): string {
  const from = text(row, "valid_from") ?? text(row, "dtstart") ?? "";
  const to = text(row, "valid_to") ?? text(row, "until") ?? "";
  const times =
    timesWords(readTimes(row)) ||
    [text(row, "opens_at"), text(row, "closes_at")].filter(Boolean).join(" - ");
  const parts = [
    everyWords(row),
    daysWords(row),
    times,
    validWords(from, to),
    text(row, "description"),
  ];
  return parts.filter(Boolean).join(". ");
}

function everyWords(row: Body): string {
  const n = amount(row, "interval") ?? 1;
  if (text(row, "freq") === "MONTHLY") return tn("Every month", "Every {n} months", n);
  return n === 1 ? "" : tn("Every week", "Every {n} weeks", n);
}

function daysWords(row: Body): string {
  const named = (text(row, "byday") ?? "").split(",").flatMap((byday) => {
    const [, nth = "", code] = /^([+-]?\d)?(..)$/.exec(byday) ?? [];
    const day = DAYS.find((one) => one === code);
    if (day === undefined) return [];
    return nth === "" ? dayInside(day) : monthDayWords({ nth: nth.replace("+", ""), day });
  });
  const dates = (text(row, "bymonthday") ?? "").split(",").filter(Boolean).map(monthDateWords);
  const rare = ["byweekno", "byyearday", "count"].filter((field) => row[field] !== undefined);
  return listed([...named, ...dates, ...(rare.length > 0 ? [t("on some days only")] : [])]);
}

function monthDateWords(date: string): string {
  if (date.trim() === "-1") return t("the last day of the month");
  return date.startsWith("-")
    ? t("day {n} from the end of the month", { n: date.slice(1) })
    : t("day {n} of the month", { n: date });
}

const listed = (words: readonly string[]): string =>
  new Intl.ListFormat(currentLanguage()).format(words);

export function publicHolidayWords(name: HolidayName): string {
  const words: Readonly<Record<HolidayName, string>> = {
    "new-year": t("New Year's Day"),
    king: t("Martin Luther King Jr. Day"),
    presidents: t("Presidents' Day"),
    memorial: t("Memorial Day"),
    juneteenth: t("Juneteenth"),
    independence: t("Independence Day"),
    labor: t("Labor Day"),
    indigenous: t("Indigenous Peoples' Day or Columbus Day"),
    veterans: t("Veterans Day"),
    thanksgiving: t("Thanksgiving"),
    christmas: t("Christmas Day"),
  };
  return words[name];
}
