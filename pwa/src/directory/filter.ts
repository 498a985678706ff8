/** Which entries answer what was asked for, and which cannot serve the person. Pure. */
import { fold } from "../data/fold.ts";
import { milesBetween } from "./distance.ts";
import type { Entry } from "./entry.ts";
import { amount, isTrue, texts, textsOf } from "./fields.ts";
import type { Filters } from "./filters.ts";
import { mayBeOpen } from "./open-now.ts";
import { opennessOf } from "./openness.ts";
import { spotsOf, townsOf } from "./towns.ts";

export interface Sifted {
  readonly found: readonly Entry[];
  readonly hidden: readonly Entry[]; // fit, but for a rule of theirs that leaves the person out
  readonly milesById: ReadonlyMap<string, number>; // of those whose way is known
}

/**
 * The entries that pass every filter: in the order given, or the nearest first when a place was
 * chosen; police last in either.
 */
export function sift(
  entries: readonly Entry[],
  filters: Filters,
  { all, now }: { readonly all: readonly Entry[]; readonly now: Date },
): Sifted {
  const fitting = entries.filter((entry) => passes(entry, filters, now));
  const found = fitting.filter((entry) => canServe(entry, filters));
  const hidden = fitting.filter((entry) => !canServe(entry, filters));
  return { ...byDistance(found, all, filters.near), hidden };
}

/** Whether `entry` passes every filter. "Open now" leaves out hours that are not known. */
export const passes = (entry: Entry, filters: Filters, now: Date): boolean =>
  (filters.category === "" || entry.categories.includes(filters.category)) &&
  (filters.language === "" || entry.languages.includes(filters.language)) &&
  (filters.access === "" || accessOf(entry).some((access) => isSame(access, filters.access))) &&
  (filters.people === "" || peoplesOf(entry).some((people) => isSame(people, filters.people))) &&
  (!isSaidOnly(filters.served) || servedBy(entry).includes(filters.served)) &&
  (!filters.isFree || entry.isFree) &&
  (!filters.isOursOnly || entry.origin === undefined) &&
  (!filters.isWithoutPolice || entry.isWithoutPolice) &&
  (!filters.isRestorative || isTrue(entry.document.body, "restorative")) &&
  (!filters.isOpenNow || mayBeOpen(opennessOf(entry, now)));

// Who names one of these groups and not the person's own leaves them out. All other groups
// ("deaf", "veterans") are welcomes: naming one shuts no one out.
const GROUPS: readonly (readonly string[])[] = [
  ["women", "men"],
  ["children", "teens", "teen-boys", "older-adults"],
];
const ALSO: Readonly<Record<string, string>> = { "teen-boys": "teens", teens: "teen-boys" };
const FOR_THE_OTHER = "people-who-caused-harm";

const isSaidOnly = (served: string): boolean =>
  served !== "" && !GROUPS.some((group) => group.includes(served));

/** False only where the entry itself says so: what is not said shuts no one out. */
export function canServe(entry: Entry, filters: Filters): boolean {
  const { body } = entry.document;
  const age = Number.parseInt(filters.age, 10);
  if (age < (amount(body, "minimum_age") ?? 0)) return false;
  if (age > (amount(body, "maximum_age") ?? Number.POSITIVE_INFINITY)) return false;
  const served = servedBy(entry);
  if (filters.served === "" || served.includes(filters.served)) return true;
  if (served.includes(ALSO[filters.served] ?? "")) return true;
  if (served.length === 1 && served[0] === FOR_THE_OTHER) return false;
  const group = GROUPS.find((one) => one.includes(filters.served)) ?? [];
  return !served.some((one) => group.includes(one));
}

function byDistance(found: readonly Entry[], all: readonly Entry[], near: string) {
  const milesById = new Map<string, number>();
  const towns = near === "" ? undefined : townsOf(all);
  const from = towns?.find(near)?.spot;
  if (towns === undefined || from === undefined) return { found, milesById };
  for (const entry of found) {
    const miles = spotsOf(entry, towns).map((spot) => milesBetween(from, spot));
    if (miles.length > 0) milesById.set(entry.id, Math.min(...miles));
  }
  const far = ({ id }: Entry) => milesById.get(id) ?? Number.MAX_VALUE;
  const order = (a: Entry, b: Entry) => Number(a.isPolice) - Number(b.isPolice) || far(a) - far(b);
  return { found: [...found].sort(order), milesById };
}

const servedBy = ({ document: { body } }: Entry): readonly string[] => texts(body, "who_is_served");

const peoplesOf = ({ document: { body } }: Entry): readonly string[] =>
  texts(body, "culturally_specific");

const accessOf = ({ places }: Entry): readonly string[] =>
  places.flatMap(({ body }) => textsOf(body, "accessibility", "description"));

const isSame = (one: string, other: string): boolean => fold(one) === fold(other);

/** The languages that entries are offered in, the most common first. */
export const languagesOf = (entries: readonly Entry[]): readonly string[] =>
  mostCommon(entries.flatMap(({ languages }) => languages));

/** What places have for people with disabilities, as they write it. */
export const accessesOf = (entries: readonly Entry[]): readonly string[] =>
  mostCommon(entries.flatMap((entry) => [...new Set(accessOf(entry))]));

/** For whom services were made, as they write it. */
export const peopleOf = (entries: readonly Entry[]): readonly string[] =>
  mostCommon(entries.flatMap(peoplesOf));

const MOST = 60; // in a list to pick from

function mostCommon(values: readonly string[]): readonly string[] {
  const counts = new Map<string, { readonly value: string; count: number }>();
  for (const value of values) {
    const one = counts.get(fold(value)) ?? { value, count: 0 };
    one.count += 1;
    counts.set(fold(value), one);
  }
  const ordered = [...counts.values()].sort((a, b) => b.count - a.count);
  return ordered.slice(0, MOST).map(({ value }) => value);
}
