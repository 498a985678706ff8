/** Which entries a person asked for, beside the words they typed. */
import type { Entry } from "./entry.ts";
import { openNow } from "./open-now.ts";

export interface Filters {
  readonly category: string; // "" for any
  readonly language: string; // "" for any
  readonly isFree: boolean;
  readonly isOpenNow: boolean;
  readonly isWithoutPolice: boolean;
}

export const NO_FILTERS: Filters = {
  category: "",
  language: "",
  isFree: false,
  isOpenNow: false,
  isWithoutPolice: false,
};

export const countFilters = (filters: Filters): number =>
  Object.values(filters).filter((value) => value !== "" && value !== false).length;

/** Whether `entry` passes every filter. "Open now" leaves out hours that are not known. */
export const passes = (entry: Entry, filters: Filters, now: Date): boolean =>
  (filters.category === "" || entry.categories.includes(filters.category)) &&
  (filters.language === "" || entry.languages.includes(filters.language)) &&
  (!filters.isFree || entry.isFree) &&
  (!filters.isWithoutPolice || entry.isWithoutPolice) &&
  (!filters.isOpenNow || openNow(entry.schedules, now).state === "open");

/** The languages that entries are offered in, the most common first. */
export function languagesOf(entries: readonly Entry[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const code of entries.flatMap((entry) => entry.languages)) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}
