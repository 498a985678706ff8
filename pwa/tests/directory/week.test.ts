import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/open-now.json" with { type: "json" };
import { DAYS, type Day, daysAfter } from "../../src/directory/calendar.ts";
import type { Body } from "../../src/directory/fields.ts";
import { hoursOn } from "../../src/directory/hours.ts";
import { openNow } from "../../src/directory/open-now.ts";
import { problemsOf } from "../../src/directory/problems.ts";
import {
  type Season,
  type Span,
  toSchedules,
  toWeek,
  type Week,
} from "../../src/directory/week.ts";
import {
  addClosed,
  addSeason,
  copyDay,
  newSpan,
  proposedHolidays,
  withDay,
  withNote,
  withSeason,
} from "../../src/directory/week-edits.ts";

const WEEKDAYS: Body = {
  id: "6a1f0000-0000-4000-8000-000000000001",
  freq: "WEEKLY",
  byday: "MO,TU,WE,TH,FR",
  opens_at: "09:00",
  closes_at: "17:00",
  "x-desk": "front", // of another system
};
const SATURDAY: Body = {
  freq: "WEEKLY",
  byday: "SA",
  opens_at: "10:00:00-06:00",
  closes_at: "12:00",
};

const first = (week: Week): Season => week.seasons[0] as Season;
const change = (week: Week, to: (season: Season) => Season): Week =>
  withSeason(week, to(first(week)));
const at = (span: Span, opens: string, closes: string): Span => ({ ...span, opens, closes });

/** Random numbers that are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const DATES = Array.from({ length: 366 }, (_, ahead) => daysAfter("2026-06-01", ahead));

/** All that decides about every minute of a year: what each schedule says of each day. */
const yearOf = (rows: readonly Body[]) =>
  DATES.map((date) =>
    [...new Set(rows.map((row) => JSON.stringify(hoursOn(row, date))))]
      .filter((hours) => hours !== '"none"' && hours !== '"outdated"')
      .sort(),
  );

function randomRows(random: (below: number) => number): Body[] {
  const one = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const row = (): Body => {
    const kind = random(10);
    if (kind === 0) return { description: "By appointment" };
    const times = {
      opens_at: one(["00:00", "08:30", "09:00:00Z", "13:00", "20:00", "9 am"]),
      closes_at: one(["00:00", "12:00", "17:00", "02:00", "23:59", "23:59:59-06:00"]),
    };
    const days = DAYS.filter(() => random(2) === 0);
    const rule: Body =
      kind === 1
        ? { freq: "MONTHLY", byday: one(["1MO", "-1FR,2TU", "+3WE"]) }
        : kind === 2
          ? { freq: "MONTHLY", bymonthday: one(["15", "1,-1"]) }
          : kind === 3
            ? { freq: "WEEKLY", interval: 2, byday: "FR", dtstart: "2026-06-05" }
            : days.length === 0
              ? { freq: "WEEKLY" }
              : { freq: "WEEKLY", byday: days.join(",") };
    const extra: Body = one<Body>([
      {},
      { description: "Ring the bell" },
      { valid_from: "2026-07-01", valid_to: "2026-08-31" },
      { until: "2026-12-31", timezone: -6 },
      { exceptions: [{ date: "2026-11-26", description: "Thanksgiving" }] },
      {
        exceptions: [
          { date: "2026-12-24", until: "2027-01-02", id: "x" },
          { date: "2026-07-03", opens_at: "09:00", closes_at: "12:00" },
        ],
      },
      { attributes: [{ label: "y" }], notes: "z" },
    ]);
    return { ...rule, ...times, ...extra };
  };
  return Array.from({ length: 1 + random(5) }, row);
}

describe("what nobody changed", () => {
  test.each(Object.entries(vectors.schedules as Record<string, Body>))(
    "stays as it was: %s",
    (_name, row) => {
      expect(toSchedules(toWeek([row]))).toEqual([row]);
    },
  );

  test("stays as it was, in its order, whatever an import brought", () => {
    const random = seeded(7);
    for (let turn = 0; turn < 500; turn++) {
      const rows = randomRows(random);

      const saved = toSchedules(toWeek(rows));

      expect(saved).toEqual(rows);
      expect(saved.every((row, n) => row === rows[n])).toBe(true);
    }
  });

  test("is open in the same minutes when it is written anew", () => {
    const random = seeded(11);
    for (let turn = 0; turn < 60; turn++) {
      const rows = randomRows(random).filter((row) => row.exceptions === undefined);
      const week = toWeek(rows);
      const anew = { ...week, seasons: week.seasons.map(forgotten) };

      expect(yearOf(toSchedules(anew))).toEqual(yearOf(rows));
    }
  });

  test("is open in the same minutes of a year, looked at every five", () => {
    const rows = [
      WEEKDAYS,
      SATURDAY,
      { ...SATURDAY, byday: "FR", opens_at: "20:00", closes_at: "02:00" },
    ];
    const week = toWeek(rows);
    const anew = toSchedules({ ...week, seasons: week.seasons.map(forgotten) });
    const zone = { now: 0, winter: 0, summer: 0 };

    for (let minute = 0; minute < 366 * 24 * 60; minute += 5) {
      const now = new Date(Date.UTC(2026, 5, 1, 0, minute));
      expect(openNow(anew, now, zone)).toEqual(openNow(rows, now, zone));
    }
  });
});

/** The season as if somebody had typed it here. */
const forgotten = (season: Season): Season =>
  DAYS.reduce(
    (made, day) =>
      withDay(
        made,
        day,
        season.days[day].map((span) => ({ ...span, of: undefined })),
      ),
    season,
  );

describe("a changed day", () => {
  test("leaves the schedule its ID and fields, and becomes a copy without the ID", () => {
    const week = change(toWeek([WEEKDAYS]), (season) =>
      withDay(
        season,
        "WE",
        season.days.WE.map((span) => at(span, "13:00", "20:00")),
      ),
    );

    const { id: _id, ...copy }: Body = {
      ...WEEKDAYS,
      byday: "WE",
      opens_at: "13:00",
      closes_at: "20:00",
    };
    expect(toSchedules(week)).toEqual([{ ...WEEKDAYS, byday: "MO,TU,TH,FR" }, copy]);
  });

  test("keeps the ID when every day changed alike", () => {
    const week = change(toWeek([WEEKDAYS]), (season) =>
      DAYS.slice(0, 5).reduce(
        (made, day) =>
          withDay(
            made,
            day,
            made.days[day].map((span) => at(span, "08:00", "17:00")),
          ),
        season,
      ),
    );

    expect(toSchedules(week)).toEqual([{ ...WEEKDAYS, opens_at: "08:00" }]);
  });

  test("keeps what a time says of its zone", () => {
    const week = change(toWeek([SATURDAY]), (season) =>
      withDay(
        season,
        "SA",
        season.days.SA.map((span) => at(span, "11:00", "12:00")),
      ),
    );

    expect(toSchedules(week)).toEqual([{ ...SATURDAY, opens_at: "11:00-06:00" }]);
  });

  test("that is cleared takes its schedule along only when it was the last", () => {
    const week = change(toWeek([WEEKDAYS, SATURDAY]), (season) => withDay(season, "SA", []));

    expect(toSchedules(week)).toEqual([WEEKDAYS]);
  });

  test("changes nothing of the other days", () => {
    const random = seeded(23);
    for (let turn = 0; turn < 200; turn++) {
      const rows = randomRows(random);
      const day = DAYS[random(7)] as Day;
      const week = toWeek(rows);
      const cleared = change(week, (season) => withDay(season, day, []));

      const [before, after] = [rows, toSchedules(cleared)].map(yearOf);

      DATES.forEach((date, n) => {
        if (dayName(date) !== day) expect(after?.[n]).toEqual(before?.[n]);
      });
    }
  });
});

const dayName = (date: string): Day => DAYS[(new Date(date).getUTCDay() + 6) % 7] as Day;

test("Monday is copied to the weekdays, in the schedules that are there", () => {
  const monday = { ...WEEKDAYS, byday: "MO" };
  const tuesday = { freq: "WEEKLY", byday: "TU", opens_at: "12:00", closes_at: "13:00" };
  const week = change(toWeek([monday, tuesday]), (season) =>
    copyDay(season, "MO", ["TU", "WE", "TH", "FR"]),
  );

  expect(toSchedules(week)).toEqual([WEEKDAYS]);
});

test("new hours join those that are the same", () => {
  const week = change(toWeek([WEEKDAYS]), (season) =>
    withDay(season, "SU", [at(newSpan(season), "09:00", "17:00")]),
  );

  expect(toSchedules(week)).toEqual([{ ...WEEKDAYS, byday: "MO,TU,WE,TH,FR,SU" }]);
});

test("hours that are not finished keep the form from being saved", () => {
  const typed = (opens: string, closes: string) => {
    const week = change(toWeek([]), (season) =>
      withDay(season, "MO", [at(newSpan(season), opens, closes)]),
    );
    return problemsOf({ type: "service", name: "Food", schedules: toSchedules(week) });
  };

  expect(typed("", "")).toEqual(["schedules"]);
  expect(typed("09:00", "")).toEqual(["schedules"]);
  expect(typed("22:00", "06:00")).toEqual(["schedules"]); // until the next day?
  expect(typed("18:00", "00:00")).toEqual([]);
  expect(typed("09:00", "17:00")).toEqual([]);
});

test("hours of a draft that was kept are typed on where they ended", () => {
  const unfinished = { freq: "WEEKLY", byday: "MO", opens_at: "09:00", closes_at: "" };

  expect(first(toWeek([unfinished])).days.MO).toMatchObject([{ opens: "09:00", closes: "" }]);
  expect(toSchedules(toWeek([unfinished]))).toEqual([unfinished]);
});

test("a note is changed on all the hours that have it", () => {
  const noted = { ...WEEKDAYS, description: "Ring twice" };
  const week = change(toWeek([noted, SATURDAY]), (season) =>
    withNote(season, "Ring twice", "Knock"),
  );

  expect(toSchedules(week)).toEqual([{ ...noted, description: "Knock" }, SATURDAY]);
});

test("a season begins with the hours of the first, and ends without them", () => {
  const two = addSeason(toWeek([WEEKDAYS]));
  const [one, summer] = two.seasons as [Season, Season];
  const dated = withSeason(two, { ...summer, from: "2027-06-01", to: "2027-08-31" });

  const { id: _id, ...copy }: Body = {
    ...WEEKDAYS,
    valid_from: "2027-06-01",
    valid_to: "2027-08-31",
  };
  expect(toSchedules(dated)).toEqual([WEEKDAYS, copy]);
  expect(toSchedules({ ...dated, seasons: [one] })).toEqual([WEEKDAYS]);
});

describe("a holiday", () => {
  const THANKSGIVING = { date: "2026-11-26", description: "Thanksgiving" };

  test("goes to every schedule, words too", () => {
    const rows = [WEEKDAYS, { description: "Or by appointment" }];

    const saved = toSchedules(
      addClosed(toWeek(rows), [{ from: "2026-11-26", name: "Thanksgiving" }]),
    );

    expect(saved).toEqual(rows.map((row) => ({ ...row, exceptions: [THANKSGIVING] })));
    expect(
      openNow(saved, new Date("2026-11-26T10:00:00Z"), { now: 0, winter: 0, summer: 0 }).state,
    ).toBe("closed");
  });

  test("that is taken away goes from every schedule that had it", () => {
    const rows = [WEEKDAYS, SATURDAY].map((row) => ({ ...row, exceptions: [THANKSGIVING] }));
    const week = toWeek(rows);

    expect(week.holidays).toHaveLength(1);
    expect(toSchedules({ ...week, holidays: [] })).toEqual([WEEKDAYS, SATURDAY]);
  });

  test("that is changed keeps its ID and what else it says", () => {
    const own = { ...THANKSGIVING, id: "e1", "x-why": "law" };
    const week = toWeek([{ ...WEEKDAYS, exceptions: [own] }]);
    const [day] = week.holidays;
    const changed = { ...day, isOpen: true, opens: "09:00", closes: "12:00", isTouched: true };

    const saved = toSchedules({ ...week, holidays: [changed as NonNullable<typeof day>] });

    expect(saved[0]?.exceptions).toEqual([{ ...own, opens_at: "09:00", closes_at: "12:00" }]);
  });

  test("stays with hours that parted from their schedule", () => {
    const week = change(toWeek([{ ...WEEKDAYS, exceptions: [THANKSGIVING] }]), (season) =>
      withDay(
        season,
        "TH",
        season.days.TH.map((span) => at(span, "13:00", "17:00")),
      ),
    );

    expect(toSchedules(week).map((row) => row.exceptions)).toEqual([
      [THANKSGIVING],
      [THANKSGIVING],
    ]);
  });

  test("is proposed only where nothing is said of the day", () => {
    const week = toWeek([
      { ...WEEKDAYS, exceptions: [{ date: "2026-12-24", until: "2027-01-03" }] },
    ]);

    const proposed = proposedHolidays(week, "2026-11-21").map(({ date }) => date);

    expect(proposed.slice(0, 2)).toEqual(["2026-11-26", "2027-01-18"]);
  });
});
