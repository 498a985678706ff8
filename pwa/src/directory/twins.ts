/** The same service in our own directory and in another's: known by its ID, or name and phone. Pure. */
import type { Entry } from "./entry.ts";
import { text } from "./fields.ts";
import { isListed } from "./standing.ts";

const DIGITS = 10; // of a telephone number, without the country's

/** Return the entries, those of others with the ID of our own entry of the same service. */
export function withTwins(entries: readonly Entry[]): readonly Entry[] {
  if (!entries.some(({ origin }) => origin)) return entries;
  const own = new Map<string, string>();
  for (const entry of entries) {
    if (entry.origin || !isListed(entry.document.body)) continue;
    for (const key of keysOf(entry)) own.set(key, entry.id);
  }
  return entries.map((entry) => {
    const twin = entry.origin && keysOf(entry).flatMap((key) => own.get(key) ?? [])[0];
    return twin === undefined ? entry : { ...entry, twin };
  });
}

/** What two entries of one service have in common. */
export function keysOf({ id, name, phones, origin, document: { body } }: Entry): readonly string[] {
  const numbers = phones.map((phone) => (text(phone, "number") ?? "").replace(/\D/g, ""));
  const named = numbers
    .filter((digits) => digits !== "")
    .map((digits) => `${name.trim().toLowerCase()} ${digits.slice(-DIGITS)}`);
  return [origin ? `service:${text(body, "origin_id")}` : id, ...named];
}
