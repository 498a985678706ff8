/**
 * A document being changed in a form. The draft is the body itself, so that what
 * the form does not know stays as it was. All functions return a new body.
 */
import { isObject, type JsonObject, type JsonValue } from "../data/json.ts";
import { OPEN_ADDRESS_FIELDS, OPEN_FIELDS } from "../data/merge-rules.ts";
import { type Body, isTrue, list, text } from "./fields.ts";

export type Problem =
  | "name"
  | "phones"
  | "schedules"
  | "ages"
  | "url"
  | "website"
  | "email"
  | "address";

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

/** As it is stored: texts trimmed; empty texts, lists and objects gone. */
export function cleaned(body: Body): Body {
  const clean = cleanedValue(body);
  return isObject(clean) ? clean : {};
}

// As the server checks them: what it would refuse days later is told while the form is open.
const PHONE = /^(?=(?:.*\d){3})[0-9A-Za-z ()+.\-/#*]{3,40}$/;
const EMAIL = /^[^\s@<>",;:]+@[^\s@<>",;:]+\.[^\s@<>",;:.]{2,}$/;
const WEB_ADDRESS = /^https?:\/\/[^\s/]+\.\S+$/i;
const OLDEST = 130; // years

/** What keeps the draft from being saved. */
export function problemsOf(body: Body): readonly Problem[] {
  const problems: Problem[] = [];
  const type = text(body, "type");
  if (type !== "location" && text(body, "name") === undefined) problems.push("name");
  if (list(body, "phones").some((phone) => !isEmptyPhone(phone) && !isGoodPhone(phone))) {
    problems.push("phones");
  }
  if (list(body, "schedules").some((row) => isHalfSchedule(row))) problems.push("schedules");
  if (haveAgesFault(body)) problems.push("ages");
  for (const field of ["url", "website"] as const) {
    const address = text(withWebAddress(body, field), field)?.trim();
    if (address && !WEB_ADDRESS.test(address)) problems.push(field);
  }
  const email = text(body, "email")?.trim();
  if (email && !EMAIL.test(email)) problems.push("email");
  if (type === "location" && isHalfAddress(body)) problems.push("address");
  return problems;
}

/** A web address with its beginning, which people leave out. */
export function withWebAddress(body: Body, key: string): Body {
  const address = text(body, key)?.trim();
  if (address === undefined || /^[a-z]+:\/\//i.test(address)) return body;
  return withField(body, key, ["https:", "", address].join("/"));
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

const isEmptyPhone = (phone: Body): boolean =>
  !text(phone, "number") && !text(phone, "description") && phone.extension === undefined;

const isGoodPhone = (phone: Body): boolean => isPhoneNumber(text(phone, "number") ?? "");

export const isPhoneNumber = (number: string): boolean => PHONE.test(number.trim());

/** Days and times belong together; words alone, such as "by appointment", say enough too. */
function isHalfSchedule(row: Body): boolean {
  const times = [text(row, "opens_at"), text(row, "closes_at")].filter(Boolean).length;
  if (times === 0) return text(row, "byday") !== undefined && !text(row, "description");
  return times === 1 || text(row, "byday") === undefined;
}

function haveAgesFault({ minimum_age: youngest, maximum_age: oldest }: Body): boolean {
  const ages = [youngest, oldest].filter((age) => typeof age === "number");
  return ages.some((age) => age > OLDEST) || (ages[0] ?? 0) > (ages[1] ?? OLDEST);
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
