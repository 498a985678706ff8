/**
 * From a change on screen to what is written down: one entry for each place that changed.
 *
 * `shown` is the register that the author was looking at, not the newest one. An answer
 * that came while they were typing was not seen, so it stays beside what they typed.
 */
import type { JsonValue } from "../../data/json.ts";
import { REMOVED, toldOfRow } from "./merge.ts";
import { type Entry, type Register, seenOf } from "./register.ts";

/** A value for a place; null takes away what is there. */
export interface Write {
  readonly place: string;
  readonly value: JsonValue;
  /** Everybody's own answer (`each`): it never follows another person's. */
  readonly isOwn?: boolean;
}

export interface Author {
  readonly member: string;
  readonly by: string;
  readonly dot: number;
}

export function entryOf(shown: Register, write: Write, { member, by, dot }: Author): Entry {
  const at = shown.get(write.place) ?? [];
  const row = write.value === REMOVED ? toldOfRow(shown, write.place) : [];
  const seen = write.isOwn ? at.filter((told) => told.member === member) : [...at, ...row];
  return { value: write.value, by, dot, seen: seenOf(seen) };
}
