/**
 * The claim: what one edit said in one field, and the dot that names it.
 *
 * A dot is `N-event+value`: how many edits of the field its author saw, plus one; which edit
 * it was; and what it said. The rules are those of `sync/cairn_sync/claim.py`, and both are
 * held to `tests/vectors/merge.json`. Nothing here reads a clock, a disk or a socket.
 */
import type { JsonValue } from "./json.ts";
import { canonicalJson } from "./revision.ts";

/** What a field says: one value, or none when it is absent. */
export type Value = readonly [] | readonly [JsonValue];

export interface Dot {
  readonly n: number;
  readonly event: string; // of zeros: nobody put their name to it
  readonly value: string;
}

export interface Claim {
  readonly dot: Dot;
  readonly value: Value;
  readonly by?: string | undefined; // who, as far as is known
  readonly at?: string | undefined; // when, by their clock
  readonly was?: Value | undefined; // what the field said before; undefined: not known any more
}

export const NOBODY = "0".repeat(16);
const FORM = /^(0|[1-9][0-9]{0,8})-([0-9a-f]{16})([0-9a-f]{16})$/;
const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

export function parseDot(text: unknown): Dot | undefined {
  const [, n, event, value] = (typeof text === "string" && FORM.exec(text)) || [];
  return event && value ? { n: Number(n), event, value } : undefined;
}

export const printDot = ({ n, event, value }: Dot): string => `${n}-${event}${value}`;

export function compareDots(a: Dot, b: Dot): number {
  if (a.n !== b.n) return a.n - b.n;
  const [left, right] = [a.event + a.value, b.event + b.value];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Tell whether nothing is known of the value but the value. */
export const isBaseline = ({ n, event }: Dot): boolean => n === 0 && event === NOBODY;

/** Order claims, the one that is shown first: what is there goes before what was taken away. */
export const byRank = (a: Claim, b: Claim): number =>
  b.value.length - a.value.length || compareDots(b.dot, a.dot);

/** 16 hex digits that name a JSON value: FNV-1a, 64 bits, over its one spelling. */
export function fingerprint(value: JsonValue): string {
  let hashed = OFFSET;
  for (const byte of new TextEncoder().encode(canonicalJson(value))) {
    hashed = BigInt.asUintN(64, (hashed ^ BigInt(byte)) * PRIME);
  }
  return hashed.toString(16).padStart(16, "0");
}

export const eventName = (parent: string | null, by: string, at: string): string =>
  fingerprint([parent, by, at]);

export const valueName = (field: string, value: Value): string => fingerprint([field, ...value]);

/** The claim of a value that no edit has put its name to. */
export const baseline = (field: string, value: Value): Claim => ({
  dot: { n: 0, event: NOBODY, value: valueName(field, value) },
  value,
});

export const sameValue = (a: Value, b: Value): boolean => canonicalJson(a) === canonicalJson(b);
