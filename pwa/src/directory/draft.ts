/**
 * A document being changed in a form. The draft is the body itself, so that what
 * the form does not know stays as it was. All functions return a new body.
 */
import { isObject, type JsonObject, type JsonValue } from "../data/json.ts";
import { type Body, isTrue, list, text } from "./fields.ts";

export type Problem = "name" | "phones" | "schedules" | "email" | "address";

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

/** As it is stored: texts trimmed; empty texts, lists and objects gone. */
export function cleaned(body: Body): Body {
  const clean = cleanedValue(body);
  return isObject(clean) ? clean : {};
}

/** What keeps the draft from being saved. */
export function problemsOf(body: Body): readonly Problem[] {
  const problems: Problem[] = [];
  const type = text(body, "type");
  if (type !== "location" && text(body, "name") === undefined) problems.push("name");
  if (list(body, "phones").some((phone) => isStarted(phone) && !text(phone, "number"))) {
    problems.push("phones");
  }
  if (list(body, "schedules").some((row) => isHalfSchedule(row))) problems.push("schedules");
  if (!/^$|^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text(body, "email")?.trim() ?? "")) {
    problems.push("email");
  }
  if (type === "location" && isHalfAddress(body)) problems.push("address");
  return problems;
}

/** A web address with its beginning, which people leave out. */
export function withWebAddress(body: Body, key: string): Body {
  const address = text(body, key)?.trim();
  if (address === undefined || /^[a-z]+:\/\//i.test(address)) return body;
  return withField(body, key, ["https:", "", address].join("/"));
}

// What a private place may hold; the server refuses all else. A list of what is allowed,
// because a field that nobody thought of may hold an address as well.
const OPEN_FIELDS = [
  ...["type", "schema", "location_type", "name", "alternate_name", "organization_id"],
  ...["addresses", "phones", "schedules", "languages", "accessibility", "confidential"],
];
const OPEN_ADDRESS_FIELDS = ["address_type", "city", "region", "state_province", "country"];

/** Nothing by which a private place could be found. Its city or region may stay. */
export function withoutAddress(body: Body): Body {
  if (!isTrue(body, "confidential")) return body;
  const open = only(body, OPEN_FIELDS);
  const addresses = list(open, "addresses").map((address) => only(address, OPEN_ADDRESS_FIELDS));
  return withField(open, "addresses", addresses);
}

const only = (body: Body, fields: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([field]) => fields.includes(field)));

const isStarted = (phone: Body): boolean =>
  text(phone, "description") !== undefined || phone.extension !== undefined;

function isHalfSchedule(row: Body): boolean {
  const parts = [text(row, "byday"), text(row, "opens_at"), text(row, "closes_at")];
  const given = parts.filter((part) => part !== undefined).length;
  return given > 0 && given < parts.length;
}

function isHalfAddress(body: Body): boolean {
  if (isTrue(body, "confidential")) return false;
  const address = list(body, "addresses")[0];
  if (address === undefined) return false;
  const parts = ["address_1", "city", "state_province", "postal_code"];
  const given = parts.filter((part) => text(address, part) !== undefined).length;
  return given > 0 && given < parts.length;
}

function cleanedValue(value: JsonValue): JsonValue | undefined {
  if (typeof value === "string") return value.trim() || undefined;
  if (Array.isArray(value)) {
    const items = value.map(cleanedValue).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isObject(value)) return value ?? undefined;
  const fields = Object.entries(value).flatMap(([key, field]): [string, JsonValue][] => {
    const clean = cleanedValue(field);
    return clean === undefined ? [] : [[key, clean]];
  });
  return fields.length > 0 ? (Object.fromEntries(fields) as JsonObject) : undefined;
}
