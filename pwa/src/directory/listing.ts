/**
 * The editors' list of all entries: what a row tells, which rows are asked for, in which order.
 *
 * Ten thousand entries go through here with each change, so a row is worked out when it is
 * first looked at, and kept for as long as its entry is. Pure.
 */
import { containsAll, fold, wordsOf } from "../data/fold.ts";
import { isObject } from "../data/json.ts";
import { hasPhone } from "./call-list.ts";
import type { Entry } from "./entry.ts";
import { type Body, isTrue, text } from "./fields.ts";
import { daysDue, isDue } from "./verification.ts";

export const COLUMNS = [
  "name",
  "organization",
  "category",
  "place",
  "state",
  "public",
  "checked",
  "reports",
] as const;

export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly by: Column;
  readonly isDown: boolean; // the last first
}

export const BY_NAME: Order = { by: "name", isDown: false };

export const STATES = ["published", "draft", "retired"] as const;

export type State = (typeof STATES)[number];

/** What an entry is to those who look for help. What a newer app may say is shown as a draft. */
export function stateOf({ state }: Body): State {
  if (state === undefined) return "published";
  return state === "retired" ? "retired" : "draft";
}

/** One import, or all of one partner's: as `importsOf` tells them. */
export type Import = `list:${string}`;

/** What is asked for; "" and false: not asked. */
export interface Asked {
  readonly words: string;
  readonly category: string;
  readonly state: State | "";
  readonly shown: "" | "public" | "members";
  readonly origin: "" | "list" | "hand" | Import; // brought in with a list, or written here
  readonly isOverdue: boolean;
  readonly isReported: boolean;
  readonly isWithoutPhone: boolean;
  readonly isWithoutOrganization: boolean;
  readonly isWithoutPlace: boolean;
  readonly isConfidential: boolean; // one of its places is
  readonly isMine: boolean; // changed by who is asking
}

export const NOTHING_ASKED: Asked = {
  words: "",
  category: "",
  state: "",
  shown: "",
  origin: "",
  isOverdue: false,
  isReported: false,
  isWithoutPhone: false,
  isWithoutOrganization: false,
  isWithoutPlace: false,
  isConfidential: false,
  isMine: false,
};

/** How many filters are on, the words not counted. */
export const countAsked = ({ words: _words, ...filters }: Asked): number =>
  Object.values(filters).filter((value) => value !== "" && value !== false).length;

export interface Circumstances {
  readonly today: string; // YYYY-MM-DD
  readonly member: string | undefined; // who is asking
  readonly reports: ReadonlyMap<string, number>; // that wait, by document ID
}

/** The entries that are asked for, in their order. */
export function sifted(
  entries: readonly Entry[],
  asked: Asked,
  { today, member, reports }: Circumstances,
): readonly Entry[] {
  const terms = wordsOf(asked.words);
  if (terms.length === 0 && countAsked(asked) === 0) return entries;
  return entries.filter((entry) => {
    const { body } = entry.document;
    return (
      containsAll(foldedOf(entry), terms) &&
      (asked.category === "" || entry.categories.includes(asked.category)) &&
      (asked.state === "" || stateOf(body) === asked.state) &&
      (asked.shown === "" || isTrue(body, "public") === (asked.shown === "public")) &&
      (asked.origin === "" || isFrom(entry, asked.origin)) &&
      (!asked.isOverdue || isDue(body, today)) &&
      (!asked.isReported || reports.has(entry.id)) &&
      (!asked.isWithoutPhone || !hasPhone(entry.phones)) &&
      (!asked.isWithoutOrganization || entry.organization === undefined) &&
      (!asked.isWithoutPlace || entry.area === "") &&
      (!asked.isConfidential || entry.places.some((place) => place.isConfidential)) &&
      (!asked.isMine || isChangedBy(entry, member))
    );
  });
}

const folded = new WeakMap<Entry, string>();

/** All that an entry is found by in this list. */
export function foldedOf(entry: Entry): string {
  const known = folded.get(entry);
  if (known !== undefined) return known;
  const { name, organization = "", area, categories, document } = entry;
  const other = text(document.body, "alternate_name") ?? "";
  const made = fold([name, other, organization, area, ...categories].join(" "));
  folded.set(entry, made);
  return made;
}

/** Whose list brought the entry, and when; before that was noted its ID still told that one did. */
function broughtBy({
  id,
  document,
}: Entry): { readonly list: string; readonly on: string } | undefined {
  const { brought } = document.body;
  if (isObject(brought))
    return { list: text(brought, "list") ?? "", on: text(brought, "on") ?? "" };
  // made from the list's own (version 5), others by chance
  return /^service:.{14}5/.test(id) ? { list: "", on: "" } : undefined;
}

function isFrom(entry: Entry, origin: Exclude<Asked["origin"], "">): boolean {
  const brought = broughtBy(entry);
  if (origin === "hand") return brought === undefined;
  if (!brought || origin === "list") return brought !== undefined;
  return origin === importOf(brought.list) || origin === importOf(brought.list, brought.on);
}

const importOf = (list: string, on = ""): Import => `list:${on}:${list}`;

export interface BroughtIn {
  readonly origin: Import;
  readonly list: string; // "": not known which
  readonly on: string; // YYYY-MM-DD; "": all of this list's
  readonly count: number; // of entries
}

/** The imports that these entries came from: each partner's as one, and day by day if several. */
export function importsOf(entries: readonly Entry[]): readonly BroughtIn[] {
  const days = new Map<string, Map<string, number>>();
  for (const entry of entries) {
    const brought = broughtBy(entry);
    if (!brought) continue;
    const counts = days.get(brought.list) ?? new Map<string, number>();
    counts.set(brought.on, (counts.get(brought.on) ?? 0) + 1);
    days.set(brought.list, counts);
  }
  return [...days].sort(byName).flatMap(([list, counts]) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const each = counts.size > 1 ? [...counts].sort(byName).filter(([on]) => on !== "") : [];
    const told = each.map(([on, count]) => ({ origin: importOf(list, on), list, on, count }));
    return [{ origin: importOf(list), list, on: "", count: all }, ...told];
  });
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;

/** Whether the books name this member, or their change is still waiting here. */
function isChangedBy({ document, isWaiting }: Entry, member: string | undefined): boolean {
  if (isWaiting) return true;
  const books = document.body.edits;
  if (member === undefined || !isObject(books)) return false;
  return Object.values(books).some((told) => {
    if (!isObject(told)) return false;
    const claims = Array.isArray(told.claims) ? told.claims : [told];
    return claims.some((claim) => isObject(claim) && claim.by === member);
  });
}

/** Words that a row shows, for those columns that are ordered by words. */
export type WordsOf = (entry: Entry, column: Column) => string;

/**
 * The entries by a column; those alike in it stay in the order that they come in, which is by
 * name. What says nothing comes last, whichever way.
 */
export function ordered(
  entries: readonly Entry[],
  { by, isDown }: Order,
  { today, reports }: Circumstances,
  words: WordsOf,
): readonly Entry[] {
  const rank =
    by === "reports"
      ? (entry: Entry) => reports.get(entry.id)
      : by === "checked"
        ? (entry: Entry) => -(daysDue(entry.document.body, today) ?? Number.MAX_SAFE_INTEGER)
        : rankOfWords(entries, (entry) => words(entry, by));
  const turn = isDown ? -1 : 1;
  return entries
    .map((entry) => ({ entry, at: rank(entry) }))
    .sort((a, b) =>
      a.at === undefined || b.at === undefined
        ? Number(a.at === undefined) - Number(b.at === undefined)
        : (a.at - b.at) * turn,
    )
    .map(({ entry }) => entry);
}

/** Each text's place among all texts: few are different, and comparing them is slow. */
function rankOfWords(
  entries: readonly Entry[],
  words: (entry: Entry) => string,
): (entry: Entry) => number | undefined {
  const all = [...new Set(entries.map(words))].sort(new Intl.Collator().compare);
  const places = new Map(all.map((one, place) => [one, one === "" ? undefined : place]));
  return (entry) => places.get(words(entry));
}
