/**
 * Merge a week's hours: two changes are one change if they touch different days. Pure.
 * As `sync/cairn_sync/weeks.py`, where it is told how.
 */
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { canonicalJson } from "./revision.ts";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const SEASON = ["valid_from", "valid_to", "dtstart", "until"];

export type Parts = ReadonlyMap<string, readonly JsonObject[]>;

/** What the schedules say, by day and season; undefined: it cannot be taken apart. */
export function takeApart(schedules: readonly JsonValue[] | undefined): Parts | undefined {
  const parts = new Map<string, JsonObject[]>();
  for (const schedule of schedules ?? [null]) {
    if (!isObject(schedule)) return undefined;
    const told = daysOf(schedule).length > 0 ? withoutDays(schedule) : schedule;
    for (const name of namesOf(schedule)) {
      const said = parts.get(name) ?? [];
      // Said twice: nobody could tell which was taken away.
      if (said.some((one) => canonicalJson(one) === canonicalJson(told))) return undefined;
      parts.set(name, [...said, told]);
    }
  }
  // Which of a day's hours stands first says nothing.
  return new Map([...parts].map(([name, told]) => [name, [...told].sort(byText)]));
}

/**
 * The schedules that say these parts, in the order of the lists that they come from. One that is
 * as it was in a list is that schedule. undefined: two would have one ID.
 */
export function putTogether(
  parts: Parts,
  lists: readonly (readonly JsonValue[])[],
): readonly JsonObject[] | undefined {
  const known = lists.flat().filter(isObject);
  const days = new Map<string, string[]>();
  for (const [name, told] of parts) {
    const day = name.slice(0, 2);
    for (const schedule of DAYS.includes(day) ? told : []) {
      const text = canonicalJson(schedule);
      days.set(text, [...(days.get(text) ?? []), day]);
    }
  }
  const made: JsonObject[] = [];
  const seen = new Set<string>();
  for (const schedule of known) {
    const isByDay = daysOf(schedule).length > 0;
    const rest = withoutDays(schedule);
    const [name = ""] = isByDay ? [canonicalJson(rest)] : namesOf(schedule);
    if (seen.has(name)) continue;
    seen.add(name);
    const left = days.get(name);
    if (!isByDay) made.push(...(parts.get(name) ?? []));
    else if (left) made.push(withDays(rest, left, known));
  }
  const ids = made.flatMap(({ id }) => (typeof id === "string" ? [id] : []));
  return new Set(ids).size === ids.length ? made : undefined;
}

function withDays(rest: JsonObject, days: readonly string[], known: readonly JsonObject[]) {
  const text = canonicalJson(rest);
  const asBefore = known.find((schedule) => {
    const own = daysOf(schedule);
    return (
      own.length === days.length &&
      own.every((day) => days.includes(day)) &&
      canonicalJson(withoutDays(schedule)) === text
    );
  });
  return asBefore ?? { ...rest, byday: DAYS.filter((day) => days.includes(day)).join(",") };
}

/** The names of the parts to which a schedule belongs. */
function namesOf(schedule: JsonObject): readonly string[] {
  const season = canonicalJson(SEASON.map((field) => schedule[field] ?? null));
  const days = daysOf(schedule);
  if (days.length > 0) return days.map((day) => `${day} ${season}`);
  return [typeof schedule.id === "string" ? `id ${schedule.id}` : "others"];
}

/** The weekdays of a schedule that can be parted by them, else none. */
function daysOf({ freq, byday, count }: JsonObject): readonly string[] {
  if (freq !== "WEEKLY" || count !== undefined || typeof byday !== "string") return [];
  const days = byday.split(",");
  return new Set(days).size === days.length && days.every((day) => DAYS.includes(day)) ? days : [];
}

const withoutDays = ({ byday: _days, ...rest }: JsonObject): JsonObject => rest;

const byText = (one: JsonObject, other: JsonObject): number =>
  canonicalJson(one) < canonicalJson(other) ? -1 : 1;
