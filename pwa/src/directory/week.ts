/**
 * The schedules of an entry as a week that people can change. Pure.
 *
 * Rule 1: what nobody changed is written as it was, to the last unknown field and in its place.
 * Rule 2: of a schedule that changed, only what changed is written; its ID and all else stay.
 * Rule 3: a rule that this week cannot draw is kept whole and told in words.
 *
 * Each span of hours remembers the schedule it came from (`of`). When a schedule's days part
 * company, those that kept its hours keep its ID too, and the others become copies without one.
 */
import { DAYS, type Day } from "./calendar.ts";
import { withField, withoutField } from "./draft.ts";
import { amount, type Body, text } from "./fields.ts";
import { TOO_RARE, timesOf } from "./hours.ts";
import { readTimes, type Times, withText, writeTimes } from "./typed-times.ts";
import { type Holiday, readHolidays, writeHolidays } from "./week-holidays.ts";

export interface Span extends Times {
  readonly of: number | undefined; // the schedule it came from; undefined: a new one
  readonly note: string;
}

export type Days = Readonly<Record<Day, readonly Span[]>>;

/** Hours that hold from one day of the calendar to another, or always. */
export interface Season {
  readonly key: number;
  readonly from: string; // "": from ever
  readonly to: string; // "": for ever
  readonly days: Days;
  readonly base: Body; // what a new schedule of this season begins with
}

/** Such as the first Monday of the month. */
export interface Monthly extends Times {
  readonly key: number;
  readonly of: number | undefined;
  readonly days: readonly MonthDay[];
  readonly note: string;
}

export interface MonthDay {
  readonly nth: string; // "1" to "5", "-1" the last; "" each
  readonly day: Day;
}

export interface Words {
  readonly key: number;
  readonly of: number | undefined;
  readonly words: string;
}

export interface Week {
  readonly seasons: readonly Season[]; // one or more
  readonly monthly: readonly Monthly[];
  readonly words: readonly Words[];
  readonly others: readonly number[]; // schedules kept whole
  readonly holidays: readonly Holiday[];
  readonly rows: readonly Body[]; // the schedules as they were
}

export const NO_DAYS: Days = { MO: [], TU: [], WE: [], TH: [], FR: [], SA: [], SU: [] };

export function toWeek(rows: readonly Body[]): Week {
  const seasons = new Map<string, Season>();
  const monthly: Monthly[] = [];
  const words: Words[] = [];
  const others: number[] = [];
  for (const [of, row] of rows.entries()) {
    if (isWeekly(row)) {
      const name = JSON.stringify(SEASON_FIELDS.map((field) => row[field] ?? null));
      seasons.set(name, withRow(seasons.get(name) ?? seasonOf(of, row), of, row));
    } else if (isMonthly(row)) {
      monthly.push({ key: of, of, days: monthDaysOf(row), note: noteOf(row), ...readTimes(row) });
    } else if (isWords(row)) words.push({ key: of, of, words: noteOf(row) });
    else others.push(of);
  }
  const drawn = [...seasons.values()];
  if (drawn.length === 0) drawn.push({ key: -1, from: "", to: "", days: NO_DAYS, base: {} });
  return { seasons: drawn, monthly, words, others, holidays: readHolidays(rows), rows };
}

/** The schedules that say this week. A span that is not finished has an empty time. */
export function toSchedules(week: Week): readonly Body[] {
  const kept = new Map<number, Body>(week.others.map((of) => [of, week.rows[of] ?? {}]));
  const copied: Body[] = [];
  const fresh: Body[] = [];
  for (const season of week.seasons) {
    for (const group of groupsOf(season, week)) {
      const { of } = group;
      if (of === undefined) fresh.push(weeklyRow(group, season, season.base));
      else if (kept.has(of)) copied.push(weeklyRow(group, season, copyOf(week, of)));
      else kept.set(of, weeklyRow(group, season, rowOf(week, of)));
    }
  }
  const put = (of: number | undefined, row: Body) =>
    of === undefined ? fresh.push(row) : kept.set(of, row);
  for (const one of week.monthly) put(one.of, monthlyRow(one, rowOf(week, one.of)));
  for (const { of, words } of week.words) {
    const row = withText(rowOf(week, of), "description", words);
    if (words.trim() !== "" || text(row, "freq") !== undefined) put(of, row);
  }
  const old = [...kept].sort(([a], [b]) => a - b);
  return [
    ...old.map(([of, row]) => writeHolidays(row, of, week.holidays)),
    ...copied.map((row) => writeHolidays(row, "copy", week.holidays)),
    ...fresh.map((row) => writeHolidays(row, "new", week.holidays)),
  ];
}

/** The days of a month's rule, as schedules write them. */
export const bydayOf = (days: readonly MonthDay[]): string =>
  days.map(({ nth, day }) => nth + day).join(",");

const SEASON_FIELDS = ["valid_from", "valid_to", "dtstart", "until"];

const isPlain = (row: Body): boolean =>
  (amount(row, "interval") ?? 1) === 1 &&
  (timesOf(row) !== undefined || isUnfinished(row)) &&
  TOO_RARE.every((field) => row[field] === undefined);

/** Of a draft that was kept before all was typed. */
const isUnfinished = (row: Body): boolean => row.opens_at === "" || row.closes_at === "";

const isWeekly = (row: Body): boolean =>
  isPlain(row) &&
  (text(row, "freq") ?? "WEEKLY") === "WEEKLY" &&
  row.bymonthday === undefined &&
  (text(row, "byday") ?? "MO").split(",").every((day) => DAYS.includes(day as Day));

const MONTH_DAY = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/;

const isMonthly = (row: Body): boolean =>
  isPlain(row) &&
  text(row, "freq") === "MONTHLY" &&
  row.bymonthday === undefined &&
  (text(row, "byday") ?? "").split(",").every((day) => MONTH_DAY.test(day));

const isWords = (row: Body): boolean =>
  !isUnfinished(row) &&
  text(row, "opens_at") === undefined &&
  text(row, "closes_at") === undefined &&
  text(row, "description") !== undefined;

const monthDaysOf = (row: Body): readonly MonthDay[] =>
  (text(row, "byday") ?? "").split(",").map(monthDayOf);

function monthDayOf(byday: string): MonthDay {
  const [, nth = "", day] = MONTH_DAY.exec(byday) ?? [];
  return { nth: nth.replace("+", ""), day: DAYS.find((one) => one === day) ?? "MO" };
}

const noteOf = (row: Body): string => text(row, "description") ?? "";

const daysOf = (row: Body): readonly Day[] => {
  const named = text(row, "byday")?.split(",");
  return DAYS.filter((day) => named?.includes(day) ?? true);
};

function seasonOf(key: number, row: Body): Season {
  const own = ["dtstart", "until", "timezone"].filter((field) => row[field] !== undefined);
  const base = Object.fromEntries(own.map((field) => [field, row[field] ?? null]));
  const [from, to] = [text(row, "valid_from") ?? "", text(row, "valid_to") ?? ""];
  return { key, from, to, days: NO_DAYS, base };
}

function withRow(season: Season, of: number, row: Body): Season {
  const span: Span = { of, note: noteOf(row), ...readTimes(row) };
  const named = daysOf(row);
  const days = DAYS.map((day): [Day, readonly Span[]] => {
    const before = season.days[day];
    return [day, named.includes(day) ? inOrder([...before, span]) : before];
  });
  return { ...season, days: { ...NO_DAYS, ...Object.fromEntries(days) } };
}

/** By when they open; what has no time yet stays last. */
export const inOrder = (spans: readonly Span[]): readonly Span[] =>
  [...spans].sort((a, b) => (a.opens || "~").localeCompare(b.opens || "~"));

const rowOf = (week: Week, of: number | undefined): Body =>
  of === undefined ? {} : (week.rows[of] ?? {});

/** The days of a season that have the same span. */
interface Group {
  readonly of: number | undefined;
  readonly span: Span;
  readonly days: readonly Day[];
}

const sameHours = (one: Times & { readonly note: string }, other: Times): boolean =>
  one.opens === other.opens && one.closes === other.closes;

/** One group for each schedule to be written; those that keep its ID stand before its copies. */
function groupsOf(season: Season, week: Week): readonly Group[] {
  const groups: Group[] = [];
  const all = DAYS.flatMap((day) => season.days[day].map((span) => ({ day, span })));
  // A new span joins hours that are written already.
  const known = all.filter(({ span }) => span.of !== undefined);
  const added = all.filter(({ span }) => span.of === undefined);
  for (const { day, span } of [...known, ...added]) {
    const like = (group: Group) =>
      sameHours(group.span, span) &&
      group.span.note === span.note &&
      group.span.isOvernight === span.isOvernight;
    const at = groups.findIndex(
      (group) =>
        like(group) &&
        (group.of === span.of || (span.of === undefined && !group.days.includes(day))),
    );
    const found = groups[at];
    if (found) groups[at] = { ...found, days: [...found.days, day] };
    else groups.push({ of: span.of, span, days: [day] });
  }
  const isAsBefore = ({ of, span }: Group) => sameHours(span, readTimes(rowOf(week, of)));
  return groups
    .map((group) => ({ ...group, days: DAYS.filter((day) => group.days.includes(day)) }))
    .sort((a, b) => Number(isAsBefore(b)) - Number(isAsBefore(a)));
}

/** What a copy of a schedule must not say of itself. */
const copyOf = (week: Week, of: number): Body =>
  ["id", "metadata"].reduce(withoutField, rowOf(week, of));

function weeklyRow({ of, span, days }: Group, season: Season, before: Body): Body {
  const isSame = of !== undefined && String(daysOf(before)) === String(days);
  const dated = withText(withText(before, "valid_from", season.from), "valid_to", season.to);
  const named = isSame ? dated : { ...dated, freq: "WEEKLY", byday: days.join(",") };
  return withText(writeTimes(named, span), "description", span.note);
}

function monthlyRow({ of, days, note, ...times }: Monthly, before: Body): Body {
  const start = of === undefined ? { freq: "MONTHLY" } : before;
  const isSame = bydayOf(monthDaysOf(before)) === bydayOf(days);
  const named = of !== undefined && isSame ? start : withField(start, "byday", bydayOf(days));
  return withText(writeTimes(named, times), "description", note);
}
