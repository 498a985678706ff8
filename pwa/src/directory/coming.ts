/** Which days on which other hours hold, or none, are near. Pure. */
import { daysAfter } from "./calendar.ts";
import { type Body, list, text } from "./fields.ts";
import { type Hours, timesOf } from "./hours.ts";

export interface ComingDay {
  readonly from: string;
  readonly to: string; // the last day
  readonly hours: Hours | undefined; // undefined: closed
  readonly name: string | undefined;
}

const AHEAD_DAYS = 45;
const MOST = 5;

/** Those of the next six weeks, each once, the nearest first. */
export function comingDays(schedules: readonly Body[], today: string): readonly ComingDay[] {
  const horizon = daysAfter(today, AHEAD_DAYS);
  const days = new Map<string, ComingDay>();
  for (const exception of schedules.flatMap((schedule) => list(schedule, "exceptions"))) {
    const from = text(exception, "date");
    const to = text(exception, "until") ?? from;
    const hours = timesOf(exception);
    if (from === undefined || to === undefined || to < today || from > horizon) continue;
    if (hours === undefined && text(exception, "opens_at") !== undefined) continue; // unreadable
    const name = text(exception, "description");
    const key = [from, to, hours?.opens, hours?.closes].join();
    const known = days.get(key);
    days.set(key, { from, to, hours, name: known?.name ?? name });
  }
  return [...days.values()].sort((a, b) => a.from.localeCompare(b.from)).slice(0, MOST);
}
