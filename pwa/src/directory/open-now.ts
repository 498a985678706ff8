/**
 * Is it open? Decided from weekly hours and the time on this phone, nothing else.
 *
 * HSDS gives a time zone as a number, which cannot say "summer time"; places and
 * phones of one collaborative are near each other, so the phone's own time is used.
 * Hours that close at or before they open run past midnight; equal times mean all day.
 */
import { type Body, text } from "./fields.ts";

export const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

export type Day = (typeof DAYS)[number];

/** Minutes since midnight; `closes` over 1440 is on the next day. */
export interface Hours {
  readonly opens: number;
  readonly closes: number;
}

export type Openness =
  | { readonly state: "open"; readonly until: number | undefined } // undefined: day and night
  | { readonly state: "closed" }
  | { readonly state: "unknown" };

const DAY_MINUTES = 24 * 60;

/** Whether any of the weekly hours hold at `now`. No hours given: unknown. */
export function openNow(schedules: readonly Body[], now: Date): Openness {
  const week = weekOf(schedules, now);
  if (DAYS.every((day) => week[day].length === 0)) return { state: "unknown" };

  const minute = now.getHours() * 60 + now.getMinutes();
  const day = dayOf(now);
  const yesterday = DAYS[(DAYS.indexOf(day) + 6) % 7] ?? "MO";
  const holding = [
    ...week[day].filter(({ opens, closes }) => opens <= minute && minute < closes),
    ...week[yesterday]
      .map(({ opens, closes }) => ({ opens, closes: closes - DAY_MINUTES }))
      .filter(({ closes }) => minute < closes),
  ];
  if (holding.length === 0) return { state: "closed" };
  if (DAYS.every((each) => isAllDay(week[each]))) return { state: "open", until: undefined };
  const until = Math.max(...holding.map(({ closes }) => closes));
  return { state: "open", until: until % DAY_MINUTES };
}

/** The hours of each day in the week of `now`, in order. */
export function weekOf(schedules: readonly Body[], now: Date): Readonly<Record<Day, Hours[]>> {
  const week: Record<Day, Hours[]> = { MO: [], TU: [], WE: [], TH: [], FR: [], SA: [], SU: [] };
  for (const schedule of schedules) {
    const hours = hoursOf(schedule);
    if (hours === undefined || !isValid(schedule, now)) continue;
    for (const day of daysOf(schedule)) week[day].push(hours);
  }
  for (const day of DAYS) week[day].sort((a, b) => a.opens - b.opens);
  return week;
}

export const isAllDay = (hours: readonly Hours[]): boolean =>
  hours.some(({ opens, closes }) => opens === 0 && closes >= DAY_MINUTES - 1);

/** The day of the week of `now`, as schedules write it. */
export const dayOf = (now: Date): Day => DAYS[(now.getDay() + 6) % 7] ?? "MO";

function hoursOf(schedule: Body): Hours | undefined {
  if ((text(schedule, "freq") ?? "WEEKLY") !== "WEEKLY") return undefined;
  const opens = minutesOf(text(schedule, "opens_at"));
  const closes = minutesOf(text(schedule, "closes_at"));
  if (opens === undefined || closes === undefined) return undefined;
  return { opens, closes: closes <= opens ? closes + DAY_MINUTES : closes };
}

function minutesOf(time: string | undefined): number | undefined {
  const match = /^(\d\d):(\d\d)/.exec(time ?? "");
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

function daysOf(schedule: Body): readonly Day[] {
  const named = (text(schedule, "byday") ?? DAYS.join()).split(",").map((day) => day.trim());
  return DAYS.filter((day) => named.includes(day));
}

function isValid(schedule: Body, now: Date): boolean {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return day >= (text(schedule, "valid_from") ?? "") && day <= (text(schedule, "valid_to") ?? "9");
}
