/** What people do to a week: change a day, copy it, begin a season. All functions return a new one. */
import { DAYS, type Day } from "./calendar.ts";
import type { Body } from "./fields.ts";
import { federalHolidays, type PublicHoliday } from "./public-holidays.ts";
import { NO_TIMES } from "./typed-times.ts";
import { inOrder, type Monthly, NO_DAYS, type Season, type Span, type Week } from "./week.ts";
import { byDay, doOverlap, type Holiday } from "./week-holidays.ts";

/** The week with another season in the place of the one with its key. */
export const withSeason = (week: Week, season: Season): Week => ({
  ...week,
  seasons: week.seasons.map((one) => (one.key === season.key ? season : one)),
});

export const withDay = (season: Season, day: Day, spans: readonly Span[]): Season => ({
  ...season,
  days: { ...season.days, [day]: spans },
});

/** The hours of one day on others too, in the place of what was there. */
export const copyDay = (season: Season, from: Day, to: readonly Day[]): Season =>
  to.reduce((made, day) => withDay(made, day, inOrder(season.days[from])), season);

/** A span to be typed, with the note that all others of its season have. */
export function newSpan(season: Season): Span {
  const notes = notesOf(season);
  return { of: undefined, note: notes.length === 1 ? (notes[0] ?? "") : "", ...NO_TIMES };
}

/** The different notes on a season's hours; "" is one of them when some have none. */
export const notesOf = (season: Season): readonly string[] => [
  ...new Set(DAYS.flatMap((day) => season.days[day].map(({ note }) => note))),
];

export function withNote(season: Season, before: string, note: string): Season {
  const noted = (spans: readonly Span[]) =>
    spans.map((span) => (span.note === before ? { ...span, note } : span));
  return DAYS.reduce((made, day) => withDay(made, day, noted(made.days[day])), season);
}

/** One more season, which begins with the hours of the first. */
export function addSeason(week: Week): Week {
  const days = week.seasons[0]?.days ?? NO_DAYS;
  const { dtstart: _start, until: _until, ...base }: Body = week.seasons[0]?.base ?? {};
  return {
    ...week,
    seasons: [...week.seasons, { key: newKey(week), from: "", to: "", days, base }],
  };
}

export const addMonthly = (week: Week): Week => {
  const days: Monthly["days"] = [{ nth: "1", day: "MO" }];
  const fresh = { key: newKey(week), of: undefined, days, note: "", ...NO_TIMES };
  return { ...week, monthly: [...week.monthly, fresh] };
};

export const addWords = (week: Week, words = ""): Week => ({
  ...week,
  words: [...week.words, { key: newKey(week), of: undefined, words }],
});

export const addHoliday = (week: Week): Week => ({
  ...week,
  holidays: [...week.holidays, newHoliday(week, { from: "", name: "" })],
});

/** The week with days on which it is closed, in the order of the calendar. */
export const addClosed = (week: Week, days: readonly Pick<Holiday, "from" | "name">[]): Week =>
  days.reduce(
    (made, day) => withHolidays(made, byDay([...made.holidays, newHoliday(made, day)])),
    week,
  );

export const withHolidays = (week: Week, holidays: readonly Holiday[]): Week => ({
  ...week,
  holidays,
});

const newHoliday = (week: Week, day: Pick<Holiday, "from" | "name">): Holiday => ({
  key: `new-${newKey(week)}`,
  to: "",
  isOpen: false,
  sources: [],
  isTouched: true,
  ...NO_TIMES,
  ...day,
});

/** The public holidays of a year from `today` on which nothing is said yet. */
export const proposedHolidays = (week: Week, today: string): readonly PublicHoliday[] =>
  federalHolidays(today).filter(
    ({ date }) => !week.holidays.some((one) => doOverlap(one, { ...one, from: date, to: date })),
  );

/** A key that no part of the week has. */
function newKey(week: Week): number {
  const used = [week.seasons, week.monthly, week.words].flat().map(({ key }) => key);
  const added = week.holidays.flatMap(({ key }) => /^new-(\d+)$/.exec(key)?.[1] ?? []);
  return Math.max(week.rows.length, ...used, ...added.map(Number)) + 1;
}
