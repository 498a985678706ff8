/**
 * A member's own sheet as it is written down: every answer of theirs that nothing of
 * theirs has followed.
 *
 * A sheet may come in two versions, from two phones of its member. What is saved on top
 * of one holds what all of them held, so that no version left beside it says anything more.
 */
import { type Entry, join, type Leaf, live, type Register, registerOf } from "./register.ts";

/** The answers to write down: those of all versions, and the new ones. */
export function joinedAnswers(
  member: string,
  versions: readonly Leaf["answers"][],
  fresh: ReadonlyMap<string, readonly Entry[]>,
): Leaf["answers"] {
  const own = versions.map((answers) => registerOf({ member, answers }));
  const added = registerOf({ member, answers: Object.fromEntries(fresh) });
  const all = join(...own, added);
  return Object.fromEntries([...all.keys()].sort().map((place) => [place, written(all, place)]));
}

const written = (register: Register, place: string): readonly Entry[] =>
  live(register.get(place) ?? []).map(({ value, by, dot, seen }) => ({ value, by, dot, seen }));

const NAMESPACE_BYTES = 16;

/** The ID of a member's sheet: the same on each of their phones (a UUID of version 5). */
export async function sheetIdOf(worksheetId: string, memberId: string): Promise<string> {
  const named = new TextEncoder().encode(memberId);
  const bytes = new Uint8Array(NAMESPACE_BYTES + named.length);
  bytes.set(bytesOf(worksheetId));
  bytes.set(named, NAMESPACE_BYTES);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-1", bytes)).slice(0, NAMESPACE_BYTES);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return dashed(hash);
}

/** A new ID that begins with the time: rows and runs keep the order they were begun in. */
export function newTimedId(nowMs: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NAMESPACE_BYTES));
  for (let place = 0; place < 6; place++) bytes[place] = Math.floor(nowMs / 256 ** (5 - place));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70; // version 7
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return dashed(bytes);
}

/** A name for one sitting. Chance keeps any two apart; it says nothing of who or where. */
export const newSitting = (): string => hex(crypto.getRandomValues(new Uint8Array(8)));

const bytesOf = (uuid: string): Uint8Array =>
  Uint8Array.from(uuid.replaceAll("-", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const dashed = (bytes: Uint8Array): string =>
  hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
