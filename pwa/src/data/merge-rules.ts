/** What has to be known of the directory's documents to merge them: as `merging.py` has it. */
import { isObject, type JsonObject, type JsonValue } from "./json.ts";

/** Of which changes are written into the books, and merged. */
export const MERGED_TYPES: ReadonlySet<string> = new Set([
  "organization",
  "service",
  "location",
  "taxonomy",
  "taxonomy_term",
]);

export const EDITS = "edits";
export const MARK = "confidential";
/** Must say the same everywhere. */
export const ALIKE: readonly string[] = ["type", "schema"];
/** The highest ever said stands; no books are kept. */
export const HIGHEST: readonly string[] = ["last_modified"];
/** The highest stands, unless overwritten. */
export const LATEST: ReadonlySet<string> = new Set(["assured_date"]);
/** What names the elements of a list. */
export const LIST_KEYS: Readonly<Record<string, string>> = {
  accessibility: "description",
  attempts: "",
  categories: "",
  languages: "code",
  phones: "number",
  required_documents: "document",
  service_areas: "name",
  service_at_locations: "location_id",
};
/** Lists of schedules, merged by day. */
export const WEEKLY: ReadonlySet<string> = new Set(["schedules"]);
/** The first of fields that make one answer, and all of them. */
export const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  latitude: ["latitude", "longitude"],
  minimum_age: ["minimum_age", "maximum_age"],
  state: ["state", "replaced_by"],
};
/** No previous value of these is kept: an address may have been taken away for safety. */
export const FORGETS: ReadonlySet<string> = new Set(["addresses", "latitude", "transportation"]);

// What a private place may hold; the server refuses all else. A list of what is allowed,
// because a field that nobody thought of may hold an address as well.
export const OPEN_FIELDS: readonly string[] = [
  ...["type", "schema", "location_type", "name", "alternate_name", "organization_id"],
  ...["addresses", "phones", "schedules", "languages", "accessibility", "confidential"],
  ...["assured_date", "last_modified", "public", "verify_every_days", "state"],
];
export const OPEN_ADDRESS_FIELDS: readonly string[] = [
  ...["address_type", "city", "region", "state_province", "country"],
];

/** Tell whether an object itself has a field. (`Object.hasOwn` would need Safari 15.4.) */
export const hasOwn = (object: object, name: string): boolean => Object.keys(object).includes(name);

/** Under which name a field's books are kept; undefined: there are none. */
export function unitOf(name: string): string | undefined {
  if (name === EDITS || name === MARK || ALIKE.includes(name) || HIGHEST.includes(name)) {
    return undefined;
  }
  return Object.keys(TOGETHER).find((unit) => TOGETHER[unit]?.includes(name)) ?? name;
}

/** What a body says of a unit. */
export function readUnit(body: JsonObject, unit: string): readonly [] | readonly [JsonValue] {
  const names = hasOwn(TOGETHER, unit) ? TOGETHER[unit] : undefined;
  if (!names) {
    const value = hasOwn(body, unit) ? body[unit] : undefined;
    return value === undefined ? [] : [value];
  }
  const found = Object.entries(body).filter(([name]) => names.includes(name));
  return found.length > 0 ? [Object.fromEntries(found)] : [];
}

/** The body's fields for what a unit says. */
export const fieldsOf = (unit: string, value: JsonValue): JsonObject =>
  hasOwn(TOGETHER, unit) && isObject(value) ? value : { [unit]: value };

/** Tell whether a private place must not say this in a field that it may have. */
export const isHidden = (unit: string, value: JsonValue): boolean =>
  (unit === "addresses" &&
    !(
      Array.isArray(value) &&
      value.every(
        (address: JsonValue) =>
          isObject(address) &&
          Object.keys(address).every((part) => OPEN_ADDRESS_FIELDS.includes(part)),
      )
    )) ||
  // What replaces it may be listed with an address.
  (unit === "state" && isObject(value) && hasOwn(value, "replaced_by"));

/** What a private place says in the place of what it must not: as the server's `said_instead`. */
export function saidInstead(unit: string, value: JsonValue): readonly [] | readonly [JsonValue] {
  if (unit !== "state" || !isObject(value) || value.state === undefined) return [];
  return [{ state: value.state }];
}
