/**
 * The revision: the token `N-sig` that names one edit of one document.
 *
 * An edit's signature is taken over what the edit says, in the one spelling that
 * RFC 8785 gives JSON, so the same edit of the same revision has the same ID on
 * every phone and every server (`sync/cairn_sync/document.py`, `new_edit`). Both
 * sides are held to `tests/vectors/revision.json`.
 */
import { isObject, type JsonObject, type JsonValue } from "./json.ts";

/** A path of revisions as the protocol writes it: the newest generation, then signatures down. */
export interface Revisions {
  readonly start: number; // generation of ids[0]
  readonly ids: readonly string[]; // signatures, newest first, never empty
}

/** One edit of one document, with the whole path it stands on. */
export interface Edit {
  readonly id: string;
  readonly rev: string;
  readonly revisions: Revisions;
  readonly deleted: boolean; // true: a tombstone
  readonly body: JsonObject; // without the `_` fields
}

/** Return the edit that puts `body` on top of the path `parent`; without one, the first edit. */
export async function newEdit(
  id: string,
  body: JsonObject,
  { parent, deleted = false }: { readonly parent?: Revisions; readonly deleted?: boolean } = {},
): Promise<Edit> {
  const signed = canonicalJson([parent ? topOf(parent) : null, deleted, body, []]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(signed));
  const signature = hex(new Uint8Array(digest)).slice(0, 32);
  const revisions = parent
    ? { start: parent.start + 1, ids: [signature, ...parent.ids] }
    : { start: 1, ids: [signature] };
  return { id, rev: topOf(revisions), revisions, deleted, body };
}

/** The newest revision of a path, `N-sig`. */
export const topOf = (path: Revisions): string => `${path.start}-${path.ids[0]}`;

/** Tell whether `rev` is the path's newest revision or one of its ancestors. */
export function includesRev(path: Revisions, rev: string): boolean {
  const { generation, signature } = splitRev(rev);
  return path.ids[path.start - generation] === signature;
}

/** Return the part of the path from `rev` down; undefined when `rev` is not on it. */
export function pathFrom(path: Revisions, rev: string): Revisions | undefined {
  if (!includesRev(path, rev)) return undefined;
  const { generation } = splitRev(rev);
  return { start: generation, ids: path.ids.slice(path.start - generation) };
}

/** Return the path below its newest revision; undefined when nothing is known there. */
export const parentOf = (path: Revisions): Revisions | undefined =>
  path.ids.length > 1 ? { start: path.start - 1, ids: path.ids.slice(1) } : undefined;

/** Order revisions as the winner is chosen: by generation, then by signature as ASCII text. */
export function compareRevs(a: string, b: string): number {
  const [left, right] = [splitRev(a), splitRev(b)];
  if (left.generation !== right.generation) return left.generation - right.generation;
  if (left.signature === right.signature) return 0;
  return left.signature < right.signature ? -1 : 1;
}

/** Read `_revisions`; undefined when it is not a path. */
export function parseRevisions(value: unknown): Revisions | undefined {
  if (!isObject(value)) return undefined;
  const { start, ids } = value;
  if (typeof start !== "number" || !Number.isInteger(start) || !Array.isArray(ids))
    return undefined;
  const signatures = ids.filter((id): id is string => typeof id === "string" && id !== "");
  if (signatures.length !== ids.length || ids.length === 0 || ids.length > start) return undefined;
  return { start, ids: signatures };
}

/**
 * Return `value` in the one spelling of RFC 8785.
 *
 * Throws a RangeError for what peers would not read alike: numbers that are not
 * finite, integers beyond 2^53 - 1, and text with half a surrogate pair.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "string") return canonicalText(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // JavaScript's own order of strings, by UTF-16 code unit, is the one RFC 8785 asks for.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, part]) => `${canonicalText(name)}:${canonicalJson(part)}`).join(",")}}`;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw new RangeError(`the number ${value} is not one that every peer can hold`);
  }
  return JSON.stringify(value);
}

// JSON.stringify escapes exactly the halves that stand alone. (A look-behind would need Safari 16.4.)
const ESCAPED_SURROGATE = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f]/;

function canonicalText(value: string): string {
  const text = JSON.stringify(value);
  if (ESCAPED_SURROGATE.test(text)) throw new RangeError("text must be Unicode");
  return text;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

function splitRev(rev: string): { readonly generation: number; readonly signature: string } {
  const dash = rev.indexOf("-");
  return { generation: Number(rev.slice(0, dash)), signature: rev.slice(dash + 1) };
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
