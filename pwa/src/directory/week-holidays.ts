/**
 * The days on which other hours hold, or none, apart from the schedules they hang on. Pure.
 *
 * Schedules carry their exceptions one by one; people think of a day. So the same exception of
 * several schedules is one holiday here, and a holiday that somebody adds goes to all of them.
 */
import { canonicalJson } from "../data/revision.ts";
import { withField, withoutField } from "./draft.ts";
import { type Body, list, text } from "./fields.ts";
import { readTimes, type Times, withText, writeTimes } from "./typed-times.ts";

export interface Holiday extends Times {
  readonly key: string;
  readonly from: string; // YYYY-MM-DD; "" while nobody has typed it
  readonly to: string; // the last day; "": that one day
  readonly isOpen: boolean; // false: closed all day
  readonly name: string;
  readonly sources: readonly Source[];
  readonly isTouched: boolean; // added or changed here
}

/** Which exception of which schedule said it. */
interface Source {
  readonly row: number;
  readonly place: number;
}

export function readHolidays(rows: readonly Body[]): readonly Holiday[] {
  const holidays = new Map<string, Holiday>();
  for (const [row, schedule] of rows.entries()) {
    for (const [place, exception] of list(schedule, "exceptions").entries()) {
      const from = text(exception, "date");
      if (from === undefined) continue; // kept as it is, and not shown
      const key = canonicalJson(withoutField(exception, "id"));
      const known = holidays.get(key) ?? read(key, from, exception);
      holidays.set(key, { ...known, sources: [...known.sources, { row, place }] });
    }
  }
  return byDay([...holidays.values()]);
}

const read = (key: string, from: string, exception: Body): Holiday => ({
  key,
  from,
  to: text(exception, "until") ?? "",
  isOpen: text(exception, "opens_at") !== undefined,
  ...readTimes(exception),
  name: text(exception, "description") ?? "",
  sources: [],
  isTouched: false,
});

export const byDay = (holidays: readonly Holiday[]): readonly Holiday[] =>
  [...holidays].sort((a, b) => (a.from || "~").localeCompare(b.from || "~"));

/** The last day it holds. */
export const lastDay = ({ from, to }: Holiday): string => (to === "" ? from : to);

export const doOverlap = (one: Holiday, other: Holiday): boolean =>
  one.from <= lastDay(other) && other.from <= lastDay(one);

/** Where a schedule comes from: its place before, another of which it is a copy, or nowhere. */
export type Origin = number | "copy" | "new";

/** The schedule with the exceptions that hang on it now. */
export function writeHolidays(row: Body, origin: Origin, all: readonly Holiday[]): Body {
  const before = list(row, "exceptions");
  const kept = typeof origin === "number" ? written(before, origin, all) : copied(before, all);
  const days = kept.map((exception) => read("", text(exception, "date") ?? "~", exception));
  const isMissing = ({ isTouched, sources }: Holiday) =>
    origin === "new" || (isTouched && !sources.some((source) => source.row === origin));
  const added = all.filter(
    (holiday) =>
      isMissing(holiday) && (holiday.isTouched || !days.some((day) => doOverlap(day, holiday))),
  );
  const exceptions = [...kept, ...added.map((holiday) => exceptionOf({}, holiday, all))];
  if (exceptions.length === 0) {
    return before.length === 0 ? row : withoutField(row, "exceptions");
  }
  const isSame =
    exceptions.length === before.length && exceptions.every((one, n) => one === before[n]);
  return isSame ? row : withField(row, "exceptions", exceptions);
}

/** A schedule's own exceptions, as they are now. */
const written = (before: readonly Body[], of: number, all: readonly Holiday[]): readonly Body[] =>
  before.flatMap((exception, place) => {
    if (text(exception, "date") === undefined) return [exception];
    const holiday = all.find(({ sources }) =>
      sources.some((source) => source.row === of && source.place === place),
    );
    if (holiday === undefined) return [];
    return [holiday.isTouched ? exceptionOf(exception, holiday, all) : exception];
  });

/** What a copied schedule takes along: those of its exceptions that still stand as they are. */
const copied = (before: readonly Body[], all: readonly Holiday[]): readonly Body[] =>
  before
    .map((exception) => withoutField(exception, "id"))
    .filter((exception) =>
      all.some(({ key, isTouched }) => !isTouched && key === canonicalJson(exception)),
    );

/** One that was changed must not say anew what another says of the same days. */
export const doubleOf = (holiday: Holiday, all: readonly Holiday[]): Holiday | undefined =>
  holiday.isTouched && holiday.from !== ""
    ? all.find((one) => one.key !== holiday.key && one.from !== "" && doOverlap(one, holiday))
    : undefined;

/** Without its date while the day is another's too: so it cannot be saved. */
function exceptionOf(before: Body, holiday: Holiday, all: readonly Holiday[]): Body {
  const dated = { ...before, date: doubleOf(holiday, all) ? "" : holiday.from };
  const spanned = withText(dated, "until", holiday.to === holiday.from ? "" : holiday.to);
  const named = withText(spanned, "description", holiday.name);
  return holiday.isOpen
    ? writeTimes(named, holiday)
    : withoutField(withoutField(named, "opens_at"), "closes_at");
}
