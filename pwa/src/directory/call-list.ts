/**
 * Which entries an editor is to call today, the most dangerous mistakes first. Pure.
 *
 * A wrong number on a crisis line costs more than one of a food shelf, and what an advocate
 * found to be wrong is wrong now; then whatever waits longest.
 */
import type { Body } from "./fields.ts";
import { text, texts } from "./fields.ts";
import { takesCalls, takesTexts } from "./phone-link.ts";
import { daysDue, isDue } from "./verification.ts";

export const CALLS_A_DAY = 20; // what one person can do beside other work
export const ATTEMPTS_ENOUGH = 3; // days without an answer, before something else is to be done

export interface Callable {
  readonly id: string;
  readonly categories: readonly string[];
  readonly phones: readonly Body[];
  readonly document: { readonly body: Body };
}

/** The entries to call today, in order. `reported` names those with a report that waits. */
export function callsFor<E extends Callable>(
  entries: readonly E[],
  reported: ReadonlySet<string>,
  today: string,
): readonly E[] {
  const rank = ({ id, categories, phones, document }: Callable): readonly number[] => [
    isUrgent(categories) ? 0 : 1,
    reported.has(id) ? 0 : 1,
    -(daysDue(document.body, today) ?? Number.MAX_SAFE_INTEGER),
    hasPhone(phones) ? 1 : 0,
  ];
  return entries
    .filter(({ id, document: { body } }) => {
      const isWanted = isRunning(body) && (isDue(body, today) || reported.has(id));
      return isWanted && !isDoneOn(body, today);
    })
    .map((entry) => ({ entry, rank: rank(entry) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ entry }) => entry);
}

/** Whether somebody checked it on this day, or tried to. */
export const isDoneOn = (body: Body, day: string): boolean =>
  text(body, "assured_date") === day || attemptsOf(body).includes(day);

export const attemptsOf = (body: Body): readonly string[] => texts(body, "attempts");

export const hasPhone = (phones: readonly Body[]): boolean =>
  phones.some((phone) => takesCalls(phone) || takesTexts(phone));

/** The entry as somebody found it to be true. Who did is in its record of changes. */
export function checkedOn(body: Body, day: string): Body {
  // The address of whoever checked it before would stand beside a day that is not theirs.
  const { attempts: _tries, assurer_email: _before, ...rest } = body;
  return { ...rest, assured_date: day };
}

const MOST_ATTEMPTS = 50; // as the server takes them

export const attemptedOn = (body: Body, day: string): Body => ({
  ...body,
  attempts: [...new Set([...attemptsOf(body), day])].sort().slice(-MOST_ATTEMPTS),
});

// One that is closed for a while may be open again; one that is gone need not be called.
const isRunning = (body: Body): boolean =>
  !["inactive", "defunct"].includes(text(body, "status") ?? "");

const isUrgent = (categories: readonly string[]): boolean =>
  categories.includes("hotline") || categories.includes("shelter");

function compare(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((number, at) => number !== b[at]);
  return (a[place] ?? 0) - (b[place] ?? 0);
}
