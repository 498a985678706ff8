/**
 * What a field shows when several claims stand: the rules of lists and of dates.
 * As `sync/cairn_sync/elements.py`.
 */
import { type Claim, sameValue, type Value } from "./claim.ts";
import { isObject, type JsonValue } from "./json.ts";
import { LATEST, LIST_KEYS, WEEKLY } from "./merge-rules.ts";
import { canonicalJson } from "./revision.ts";
import { putTogether, takeApart } from "./weeks.ts";

type Known = JsonValue | readonly JsonValue[];
type Keyed = ReadonlyMap<string, JsonValue>; // by what the element is known by

/** What the field shows, and whether a person has to decide. */
export function shownValue(
  field: string,
  claims: readonly Claim[],
): { readonly value: Value; readonly isConflict: boolean } {
  const [first] = claims;
  if (!first) return { value: [], isConflict: false };
  if (claims.every(({ dot }) => dot.value === first.dot.value)) {
    return { value: first.value, isConflict: false };
  }
  if (LATEST.has(field)) {
    const values = claims.map(({ value }) => value);
    const value = values.reduce((a, b) => (isLater(b, a) ? b : a));
    return { value, isConflict: false };
  }
  const merged =
    mergeLists(claims, LIST_KEYS[field]) ?? (WEEKLY.has(field) ? mergeWeeks(claims) : undefined);
  if (merged) return { value: merged.length > 0 ? [merged] : [], isConflict: false };
  return { value: first.value, isConflict: true };
}

/**
 * Whether a person has to decide what a body says, which says `value` now. Where the days of two
 * answers do not clash, but the body shows only the one (an older merger wrote it), nobody who
 * read it has seen the other.
 */
export function isUndecided(field: string, claims: readonly Claim[], value: Value): boolean {
  const shown = shownValue(field, claims);
  return shown.isConflict || !sameValue(shown.value, value);
}

const isLater = (a: Value, b: Value): boolean =>
  a.length !== b.length ? a.length > b.length : canonicalJson(a) > canonicalJson(b);

/** The list with every claim's change of it; undefined: two touch the same element. */
function mergeLists(
  claims: readonly Claim[],
  key: string | undefined,
): readonly JsonValue[] | undefined {
  const earlier = claims.flatMap(({ was }) => (was ? [was] : []));
  if (earlier.length < claims.length) return undefined;
  const keyed = keyAll([...claims.map(({ value }) => value), ...earlier].map(elementsOf), key);
  if (!keyed) return undefined;
  const merged = mergeKeyed(keyed.slice(0, claims.length), keyed.slice(claims.length));
  return merged && [...merged.values()];
}

/** The hours with every claim's change of them; undefined: two touch the same day. */
function mergeWeeks(claims: readonly Claim[]): readonly JsonValue[] | undefined {
  const earlier = claims.flatMap(({ was }) => (was ? [was] : []));
  if (earlier.length < claims.length) return undefined;
  const lists = claims.map(({ value }) => elementsOf(value) ?? []);
  // Somebody took all hours away: what is left would look like all there are.
  if (lists.some(({ length }) => length === 0)) return undefined;
  const all = [...claims.map(({ value }) => value), ...earlier].map(elementsOf);
  const parts = all.flatMap((one) => takeApart(one) ?? []);
  if (parts.length < all.length) return undefined;
  const merged = mergeKeyed(parts.slice(0, claims.length), parts.slice(claims.length));
  return merged && putTogether(merged, lists);
}

/** Every claim's change of what is known by a name; undefined: two touch the same. */
function mergeKeyed<T extends Known>(
  now: readonly ReadonlyMap<string, T>[],
  before: readonly ReadonlyMap<string, T>[],
): ReadonlyMap<string, T> | undefined {
  const merged = new Map<string, T>();
  for (const name of new Set([...now, ...before].flatMap((elements) => [...elements.keys()]))) {
    const told = now.map((elements, place) => ({
      now: elements.get(name),
      was: before[place]?.get(name),
    }));
    const changes = told.filter(({ now, was }) => textOf(now) !== textOf(was));
    const results = changes.length > 0 ? changes : told;
    const [result] = results;
    const texts = new Set(results.map(({ now }) => textOf(now)));
    if (texts.size > 1) return undefined;
    // Who did not touch it must have what it is now, or what a change found there.
    for (const { was } of changes) texts.add(textOf(was));
    if (told.some(({ now }) => !texts.has(textOf(now)))) return undefined;
    if (result?.now !== undefined) merged.set(name, result.now);
  }
  return merged;
}

function elementsOf(value: Value): readonly JsonValue[] | undefined {
  const [elements = []] = value;
  return Array.isArray(elements) ? (elements as readonly JsonValue[]) : undefined;
}

function keyAll(
  lists: readonly (readonly JsonValue[] | undefined)[],
  key: string | undefined,
): readonly Keyed[] | undefined {
  for (const name of ["id", key]) {
    if (name === undefined) continue;
    const keyed = lists.flatMap((elements) => keyList(elements, name) ?? []);
    if (keyed.length === lists.length) return keyed;
  }
  return undefined;
}

function keyList(elements: readonly JsonValue[] | undefined, name: string): Keyed | undefined {
  const keyed = new Map<string, JsonValue>();
  for (const element of elements ?? []) {
    const own = typeof element === "string" && name !== "id" ? element : partOf(element, name);
    if (typeof own !== "string" || keyed.has(own)) return undefined;
    keyed.set(own, element);
  }
  return elements && keyed;
}

const partOf = (element: JsonValue, name: string): JsonValue | undefined =>
  isObject(element) ? element[name] : undefined;

const textOf = (value: Known | undefined): string =>
  value === undefined ? "" : canonicalJson(value);
