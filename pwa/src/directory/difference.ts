/** Where two versions of one document differ, and what the other one says there. Pure. */
import { isObject, type JsonValue } from "../data/json.ts";
import type { Body } from "./fields.ts";

export interface Difference {
  readonly field: string;
  readonly words: string; // of the other version; "" when the field is not in it
}

const UNTOLD = new Set(["type", "schema", "last_modified", "updated_on", "updated_by", "edits"]);

/** The fields in which `other` is not as `shown`, by name. */
export function differencesOf(shown: Body, other: Body): readonly Difference[] {
  const fields = [...new Set([...Object.keys(shown), ...Object.keys(other)])].sort();
  return fields
    .filter((field) => !UNTOLD.has(field))
    .map((field) => ({ field, words: wordsOf(other[field]), before: wordsOf(shown[field]) }))
    .filter(({ words, before }) => words !== before)
    .map(({ field, words }) => ({ field, words }));
}

/** A value as text: a row's parts beside each other, rows below each other. */
export function wordsOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(wordsOf).join("\n");
  if (!isObject(value)) return String(value);
  const keys = Object.keys(value).sort();
  return keys
    .map((key) => wordsOf(value[key]))
    .filter(Boolean)
    .join(", ");
}

/**
 * Undo a change in the document as it is now: each field that still says what was saved says
 * again what it said before. What others changed since stays.
 */
export function undone(
  now: Body,
  { before, saved }: { readonly before: Body; readonly saved: Body },
): Body {
  const body: Record<string, JsonValue> = { ...now };
  for (const field of new Set([...Object.keys(before), ...Object.keys(saved)])) {
    const isChanged = wordsOf(before[field]) !== wordsOf(saved[field]);
    if (!isChanged || wordsOf(now[field]) !== wordsOf(saved[field])) continue;
    const value = before[field];
    if (value === undefined) delete body[field];
    else body[field] = value;
  }
  return body;
}
