/**
 * A document being changed in a form. The draft is the body itself, so that what
 * the form does not know stays as it was. All functions return a new body.
 */
import { isObject, type JsonObject, type JsonValue } from "../data/json.ts";
import { OPEN_ADDRESS_FIELDS, OPEN_FIELDS } from "../data/merge-rules.ts";
import { canonicalJson } from "../data/revision.ts";
import { type Body, isTrue, list } from "./fields.ts";
import { isEmptyRow, isRowList } from "./rows.ts";
import { withScheme } from "./shape.ts";

export const withField = (body: Body, key: string, value: JsonValue): Body => ({
  ...body,
  [key]: value,
});

export function withoutField(body: Body, key: string): Body {
  const { [key]: _gone, ...rest } = body;
  return rest;
}

/** The whole number in `words`; without one the field goes. */
export function withNumber(body: Body, key: string, words: string): Body {
  const digits = words.replace(/\D/g, "").slice(0, 6);
  return digits === "" ? withoutField(body, key) : withField(body, key, Number(digits));
}

const MOST_DOLLARS = 1_000_000; // as the server has it

/** The dollars in `words`, where a comma may part thousands or begin the cents. */
export function dollarsIn(words: string): number | undefined {
  const written = words.replace(/[^\d.,]/g, "");
  const plain = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(written)
    ? written.replaceAll(",", "")
    : written.replace(",", ".");
  const dollars = Number.parseFloat(plain);
  return dollars <= MOST_DOLLARS ? dollars : undefined;
}

/**
 * As it is stored: texts trimmed; empty texts, rows, lists and objects gone. What stands as it
 * stood in `before` stays as it is, letter by letter.
 */
export function cleaned(body: Body, before: Body = {}): Body {
  const clean = cleanedValue(body, before, "");
  return isObject(clean) ? clean : {};
}

/** What was changed between `before` and `body`, done to `now`. */
export function onTopOf(now: Body, { before, body }: Change): Body {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(body)])];
  return fields
    .filter((field) => !isAlike(before[field], body[field]))
    .reduce((made, field) => {
      const value = body[field];
      return value === undefined ? withoutField(made, field) : withField(made, field, value);
    }, now);
}

/** Return `now`, with every field that is another in `after` than in `before` as it is there. */
export function carriedOver(now: Body, before: Body, after: Body): Body {
  if (now === before) return after;
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  let made = now;
  for (const field of fields) {
    const value = after[field];
    if (value === before[field]) continue;
    made = value === undefined ? withoutField(made, field) : withField(made, field, value);
  }
  return made;
}

export interface Change {
  readonly before: Body;
  readonly body: Body;
}

/** Nothing by which a private place could be found. Its city or region may stay. */
export function withoutAddress(body: Body): Body {
  if (!isTrue(body, "confidential")) return body;
  const open = only(body, OPEN_FIELDS);
  const addresses = list(open, "addresses").map((address) => only(address, OPEN_ADDRESS_FIELDS));
  return withField(open, "addresses", addresses);
}

const only = (body: Body, fields: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([field]) => fields.includes(field)));

const WEB_FIELDS: ReadonlySet<string> = new Set(["url", "website", "logo", "uri"]);

function cleanedValue(value: JsonValue, before: JsonValue | undefined, key: string): Cleaned {
  if (isAlike(value, before)) return value;
  if (typeof value === "string") {
    const words = withoutControls(value).trim();
    return (WEB_FIELDS.has(key) ? withScheme(words) : words) || undefined;
  }
  if (Array.isArray(value)) return cleanedList(value, Array.isArray(before) ? before : [], key);
  if (!isObject(value)) return value ?? undefined;
  const known = isObject(before) ? before : {};
  const fields = Object.entries(value).flatMap(([name, field]): [string, JsonValue][] => {
    const clean = cleanedValue(field, known[name], name);
    return clean === undefined ? [] : [[name, clean]];
  });
  return fields.length > 0 ? (Object.fromEntries(fields) as JsonObject) : undefined;
}

function cleanedList(value: readonly JsonValue[], before: readonly JsonValue[], key: string) {
  const items = value.flatMap((item, place): readonly JsonValue[] => {
    if (before.some((known) => isAlike(known, item))) return [item];
    if (isRowList(key) && isObject(item) && isEmptyRow(item)) return [];
    const clean = cleanedValue(
      item,
      before.find((known) => isSameRow(known, item)) ?? before[place],
      "",
    );
    return clean === undefined ? [] : [clean];
  });
  return items.length > 0 ? items : undefined;
}

type Cleaned = JsonValue | undefined; // undefined: nothing is left

const isSameRow = (one: JsonValue, other: JsonValue): boolean =>
  isObject(one) && isObject(other) && one.id !== undefined && one.id === other.id;

/** Whether two values say the same, whatever order their fields stand in. */
export const isAlike = (one: JsonValue | undefined, other: JsonValue | undefined): boolean =>
  one === other ||
  (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other));

/** What pasting may bring, and the server refuses. */
const withoutControls = (words: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what goes
  words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "");
