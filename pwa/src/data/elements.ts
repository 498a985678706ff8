/**
 * What a field shows when several claims stand: the rules of lists and of dates.
 * As `sync/cairn_sync/elements.py`.
 */
import type { Claim, Value } from "./claim.ts";
import { isObject, type JsonValue } from "./json.ts";
import { LATEST, LIST_KEYS } from "./merge-rules.ts";
import { canonicalJson } from "./revision.ts";

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
  const merged = mergeLists(claims, LIST_KEYS[field]);
  if (merged) return { value: merged.length > 0 ? [merged] : [], isConflict: false };
  return { value: first.value, isConflict: true };
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
  const merged: JsonValue[] = [];
  for (const name of new Set(keyed.flatMap((elements) => [...elements.keys()]))) {
    const told = claims.map((_, place) => ({
      now: keyed[place]?.get(name),
      was: keyed[claims.length + place]?.get(name),
    }));
    const changes = told.filter(({ now, was }) => textOf(now) !== textOf(was));
    const results = changes.length > 0 ? changes : told;
    const [result] = results;
    const texts = new Set(results.map(({ now }) => textOf(now)));
    if (texts.size > 1) return undefined;
    // Who did not touch it must have what it is now, or what a change found there.
    for (const { was } of changes) texts.add(textOf(was));
    if (told.some(({ now }) => !texts.has(textOf(now)))) return undefined;
    if (result?.now !== undefined) merged.push(result.now);
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

const textOf = (value: JsonValue | undefined): string =>
  value === undefined ? "" : canonicalJson(value);
