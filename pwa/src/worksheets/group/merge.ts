/**
 * What a group has answered: the live answers, equal ones as one, and rows put together.
 *
 * A row is the fields that were filled in under its ID. Who takes a row away writes down,
 * at the row's own place, which of its fields they had seen; a field filled in meanwhile
 * was not seen, so the row stays and somebody is asked.
 */
import type { JsonValue } from "../../data/json.ts";
import { canonicalJson } from "../../data/revision.ts";
import { hasSeen, live, type Register, type Told } from "./register.ts";

/** A value, and the members who gave it, in the order of their IDs. */
export interface Given {
  readonly value: JsonValue;
  readonly members: readonly string[];
}

export interface MergedRow {
  readonly id: string;
  /** One took it away, another filled it in or wants to keep it: a person decides. */
  readonly isAsked: boolean;
}

export interface Merged {
  /** By place. One: the answer. More: as many answers to choose from. Never none. */
  readonly answers: ReadonlyMap<string, readonly Given[]>;
  /** By question, in the order in which they were begun: their IDs begin with the time. */
  readonly rows: ReadonlyMap<string, readonly MergedRow[]>;
  /** The places of the rows that were taken away. */
  readonly gone: ReadonlySet<string>;
}

/** At a row's own place: it was taken away. Null there takes that back. */
export const REMOVED = true;

/** The place of a row that `place` is a field of; undefined: it is none. */
export function rowOf(place: string): string | undefined {
  const parts = place.split("/");
  return parts.length === 3 ? parts.slice(0, 2).join("/") : undefined;
}

/** All entries of a row's fields. */
export const toldOfRow = (register: Register, row: string): readonly Told[] =>
  [...register].flatMap(([place, told]) => (rowOf(place) === row ? told : []));

/** `own`: the places where everybody answers alone, and nobody ends another's answer. */
export function merge(register: Register, own: ReadonlySet<string> = new Set()): Merged {
  const answers = new Map<string, readonly Given[]>();
  const fields = new Map<string, Told[]>(); // live and filled in, by row
  for (const place of [...register.keys()].sort()) {
    const told = register.get(place) ?? [];
    const standing = own.has(place) ? liveOfEach(told) : live(told);
    const filled = standing.filter(({ value }) => value !== null);
    const row = rowOf(place);
    if (filled.length === 0 || (row === undefined && place.includes("/"))) continue;
    answers.set(place, givenOf(filled));
    if (row !== undefined) fields.set(row, [...(fields.get(row) ?? []), ...filled]);
  }
  const rows = new Map<string, readonly MergedRow[]>();
  const gone = new Set<string>();
  for (const row of [...fields.keys()].sort()) {
    const [question = "", id = ""] = row.split("/");
    const standing = standingOf(live(register.get(row) ?? []), fields.get(row) ?? []);
    if (standing !== "gone") {
      rows.set(question, [...(rows.get(question) ?? []), { id, isAsked: standing === "asked" }]);
      continue;
    }
    gone.add(row);
    for (const place of [...answers.keys()]) if (rowOf(place) === row) answers.delete(place);
  }
  return { answers, rows, gone };
}

const liveOfEach = (told: readonly Told[]): readonly Told[] =>
  [...new Set(told.map(({ member }) => member))].flatMap((member) =>
    live(told.filter((one) => one.member === member)),
  );

function standingOf(marks: readonly Told[], filled: readonly Told[]): "kept" | "asked" | "gone" {
  const removals = marks.filter(({ value }) => value === REMOVED);
  if (removals.length === 0) return "kept";
  const isCovered = (entry: Told) => removals.some((removal) => hasSeen(removal, entry));
  return removals.length === marks.length && filled.every(isCovered) ? "gone" : "asked";
}

function givenOf(filled: readonly Told[]): readonly Given[] {
  const membersByValue = new Map<string, Set<string>>();
  const values = new Map<string, JsonValue>();
  for (const { value, member } of filled) {
    const spelled = canonicalJson(value);
    values.set(spelled, value);
    membersByValue.set(spelled, (membersByValue.get(spelled) ?? new Set()).add(member));
  }
  return [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([spelled, value]) => ({
      value,
      members: [...(membersByValue.get(spelled) ?? [])].sort(),
    }));
}
