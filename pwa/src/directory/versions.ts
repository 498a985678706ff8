/** Versions of a document as the server tells editors of them: read, compared, brought back. Pure. */
import { sameValue, type Value } from "../data/claim.ts";
import { isObject, isText, type JsonObject, type JsonValue } from "../data/json.ts";
import { readUnit, unitOf } from "../data/merge-rules.ts";
import { withValue } from "./changes.ts";
import type { Body } from "./fields.ts";

/** By which way a change came; a word that this app does not know reads as "found". */
export type Door =
  | "phone"
  | "couchdb"
  | "import"
  | "undo"
  | "partner"
  | "upstream"
  | "merge"
  | "command"
  | "found";

export interface Version {
  readonly number: number;
  readonly at: string; // when it was made, or else when the server took it
  readonly isTimeKnown: boolean; // false: it was there by then
  readonly door: Door;
  readonly source: string | undefined; // an import's name
  readonly people: readonly string[]; // member IDs
  readonly fields: readonly string[]; // that changed
  readonly base: number | undefined; // the version that was changed
  readonly state: "kept" | "removed" | "erased";
  readonly forgotten: readonly string[]; // fields that were erased from it for good
}

export interface Versions {
  readonly versions: readonly Version[]; // the newest first
  readonly hasMore: boolean;
}

/** What two versions say of one field. */
export interface Pair {
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
}

const DOORS: readonly string[] = [
  ...["phone", "couchdb", "import", "undo", "partner", "upstream", "merge", "command"],
];

const LINKS = "service_at_locations";

/** Of a whole version, what stays as it is now: whether it is shown, and when it was checked. */
const STANDING: readonly string[] = [
  ...["state", "public", "assured_date", "assurer_email", "attempts"],
];

/** Read a page of the door's answer; undefined when it is none. */
export function versionsIn({ versions, more }: JsonObject): Versions | undefined {
  if (!Array.isArray(versions)) return undefined;
  return { versions: versions.flatMap(readVersion), hasMore: more === true };
}

/** Read what one version says. */
export const bodyIn = ({ body }: JsonObject): Body | undefined =>
  isObject(body) ? body : undefined;

function readVersion(told: JsonValue): readonly Version[] {
  if (!isObject(told) || typeof told.number !== "number" || !isText(told.at)) return [];
  const { number, at, made, door, source, base, state } = told;
  return [
    {
      number,
      at: isText(made) ? made : at,
      isTimeKnown: isText(made) || door !== "found",
      door: isText(door) && DOORS.includes(door) ? (door as Door) : "found",
      source: isText(source) ? source : undefined,
      people: textsIn(told.people),
      fields: textsIn(told.fields),
      base: typeof base === "number" ? base : undefined,
      state: state === "removed" || state === "erased" ? state : "kept",
      forgotten: textsIn(told.forgotten),
    },
  ];
}

/** Every field of two versions, by name: first those in which they differ. */
export function pairsOf(before: Body, after: Body): readonly Pair[] {
  const names = [...Object.keys(before), ...Object.keys(after)];
  const units = [...new Set(names.map(unitOf))].filter((unit) => unit !== undefined).sort();
  const pairs = units.map((field) => ({
    field,
    before: readUnit(before, field),
    after: readUnit(after, field),
  }));
  return [...pairs.filter(differs), ...pairs.filter((pair) => !differs(pair))];
}

export const differs = ({ before, after }: Pair): boolean => !sameValue(before, after);

/** The fields of a whole version that say something else than the document does now. */
export const toBringBack = (now: Body, version: Body): readonly string[] =>
  pairsOf(now, version)
    .filter((pair) => differs(pair) && !STANDING.includes(pair.field))
    .map(({ field }) => field);

/**
 * The document as it is now, with these fields as a version has them. Links to places that are no
 * longer there (`isThere`, by document ID) stay out.
 */
export const broughtBack = (
  now: Body,
  version: Body,
  fields: readonly string[],
  isThere: (id: string) => boolean,
): Body =>
  fields.reduce((body, field) => {
    const said = readUnit(version, field);
    return withValue(body, field, field === LINKS ? withoutLost(said, isThere) : said);
  }, now);

function withoutLost([said]: Value, isThere: (id: string) => boolean): Value {
  if (!Array.isArray(said)) return [];
  const kept = said.filter(
    (link: JsonValue) =>
      isObject(link) && isText(link.location_id) && isThere(`location:${link.location_id}`),
  );
  return kept.length > 0 ? [kept] : [];
}

const textsIn = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter(isText) : [];
