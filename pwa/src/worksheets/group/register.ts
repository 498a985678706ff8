/**
 * The register: every answer that is known at each place of a group worksheet.
 *
 *     place     "aim", a question; "steps/<row>/n", a field of a row; "steps/<row>", the row
 *     entry     one answer: its value, its dot (`by`, `dot`), and the dots its author had seen
 *     register  by place, the entries of all members; joining two is a union
 *
 * Rule 1: joining forgets nothing, so it is commutative, associative and idempotent, and
 * looks at no clock, no common ancestor and nobody's name.
 * Rule 2: an entry is over when another at its place has seen it, unless it has seen that
 * one too: then one of them claims what cannot be, and neither ends the other. What nobody
 * has seen stays live, whoever wrote what, and in whatever order it came.
 * Rule 3: `by` names one sitting at one phone, not the member: two phones of one member
 * count apart, so neither can claim to have seen what the other wrote.
 *
 * `register.py` on the server is the same; both pass `tests/vectors/group-merge.json`.
 */
import type { JsonObject, JsonValue } from "../../data/json.ts";
import { isObject } from "../../data/json.ts";
import { canonicalJson } from "../../data/revision.ts";

/** Dots that were seen: the highest of each sitting. */
export type Seen = Readonly<Record<string, number>>;

export interface Entry {
  readonly value: JsonValue; // null: taken away
  readonly by: string;
  readonly dot: number; // counts up, over all places of the sitting
  readonly seen: Seen;
}

/** An entry, and whose it is. */
export interface Told extends Entry {
  readonly member: string;
}

export type Register = ReadonlyMap<string, readonly Told[]>;

/** One live leaf of one member's sheet. */
export interface Leaf {
  readonly member: string;
  readonly answers: Readonly<Record<string, readonly Entry[]>>; // by place
}

export const EMPTY_REGISTER: Register = new Map();

/** The register of one leaf. */
export const registerOf = ({ member, answers }: Leaf): Register =>
  new Map(
    Object.entries(answers).map(([place, entries]) => [
      place,
      ordered(entries.map((entry) => ({ ...entry, member }))),
    ]),
  );

/** Everything that any of them tells. */
export function join(...registers: readonly Register[]): Register {
  const told = new Map<string, readonly Told[]>();
  for (const register of registers) {
    for (const [place, entries] of register) {
      const known = told.get(place);
      told.set(place, known ? ordered([...known, ...entries]) : entries);
    }
  }
  return told;
}

/** The entries at one place that no other there has seen. */
export const live = (entries: readonly Told[]): readonly Told[] =>
  entries.filter((entry) => !entries.some((other) => other !== entry && follows(other, entry)));

const follows = (later: Entry, earlier: Entry): boolean =>
  hasSeen(later, earlier) && !hasSeen(earlier, later);

export const hasSeen = ({ seen }: { readonly seen: Seen }, { by, dot }: Entry): boolean =>
  (seen[by] ?? 0) >= dot;

/** What an author has seen who looks at these entries now. */
export function seenOf(entries: readonly Entry[]): Seen {
  const seen: Record<string, number> = {};
  const note = (by: string, dot: number) => {
    seen[by] = Math.max(seen[by] ?? 0, dot);
  };
  for (const entry of entries) {
    note(entry.by, entry.dot);
    for (const [by, dot] of Object.entries(entry.seen)) note(by, dot);
  }
  return seen;
}

/** Read the answers of a sheet's body; what is malformed is left out. */
export function readAnswers(body: JsonObject): Leaf["answers"] {
  const answers = isObject(body.answers) ? body.answers : {};
  return Object.fromEntries(
    Object.entries(answers).flatMap(([place, entries]) => {
      const read = Array.isArray(entries) ? entries.flatMap(readEntry) : [];
      return read.length > 0 ? [[place, read]] : [];
    }),
  );
}

function readEntry(raw: JsonValue): readonly Entry[] {
  if (!isObject(raw) || typeof raw.by !== "string" || !isDot(raw.dot)) return [];
  const { value = null, by, dot } = raw;
  const seen = Object.entries(isObject(raw.seen) ? raw.seen : {}).filter(
    (one): one is [string, number] => isDot(one[1]),
  );
  return [{ value, by, dot, seen: Object.fromEntries(seen) }];
}

const isDot = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** Each entry once, in the one order that every phone and server has. */
function ordered<E extends Entry>(entries: readonly E[]): readonly E[] {
  const bySpelling = new Map(entries.map((entry) => [spelling(entry), entry]));
  return [...bySpelling].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

// An interface is no JsonObject to TypeScript; what is in an entry is JSON all the same.
const spelling = (entry: Entry): string => canonicalJson({ ...entry });
