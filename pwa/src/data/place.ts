/**
 * Where on the phone a database lies.
 *
 * IndexedDB keeps deleted bytes on disk, for months. So what may have to be erased for good
 * lies in a Storage Bucket of its own, where the browser has them: `move.ts` copies what is to
 * stay into a new bucket, and the old one is thrown away, folder and all. Elsewhere it lies
 * where IndexedDB puts it, and remnants are a limit that `docs/threat-model.md` names.
 *
 *     cairn-phone, settings:   place.<database> = <bucket>      "": not in one
 *                              moving.<database> = <bucket>     being filled now
 */
import type { PhoneDatabase } from "./schema.ts";

interface Bucket {
  readonly indexedDB: IDBFactory;
  readonly persist?: () => Promise<boolean>;
}

/** What the browser offers; TypeScript does not know of it yet. */
export interface Buckets {
  readonly open: (name: string, options?: { readonly persisted?: boolean }) => Promise<Bucket>;
  readonly keys: () => Promise<string[]>;
  readonly delete: (name: string) => Promise<void>;
}

const PLACE = "place.";
const MOVING = "moving.";
const PREFIX = "cairn-"; // of every bucket's name

/** The browser's buckets; undefined where it has none. */
export const bucketsHere = (): Buckets | undefined =>
  (globalThis.navigator as { readonly storageBuckets?: Buckets } | undefined)?.storageBuckets;

/** Return the factory that holds the database `name`; the first time, choose where it goes. */
export async function factoryOf(phone: PhoneDatabase, name: string): Promise<IDBFactory> {
  const known = await phone.get("settings", PLACE + name);
  return factoryIn(known ?? (await claim(phone, name, await firstPlace(name))));
}

/** Return the factory of a bucket; of "" the browser's own. */
export async function factoryIn(place: string): Promise<IDBFactory> {
  if (place === "") return indexedDB;
  const buckets = bucketsHere();
  if (!buckets) throw new Error("the browser no longer has the place where Cairn's data lie");
  return (await buckets.open(place, { persisted: true })).indexedDB;
}

export const placeOf = async (phone: PhoneDatabase, name: string): Promise<string> =>
  (await phone.get("settings", PLACE + name)) ?? "";

/** Note a new bucket that is about to be filled, so that no tab takes it for a stray. */
export async function newPlace(phone: PhoneDatabase, name: string): Promise<string> {
  const place = randomPlace();
  await phone.put("settings", place, MOVING + name);
  return place;
}

/** Note that the database lies there from now on. */
export async function settle(phone: PhoneDatabase, name: string, place: string): Promise<void> {
  const tx = phone.transaction("settings", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put(place, PLACE + name), tx.store.delete(MOVING + name), tx.done]);
}

/** Throw away the place that a database has left. */
export async function throwAway(place: string, name: string): Promise<void> {
  if (place === "") indexedDB.deleteDatabase(name);
  else await bucketsHere()?.delete(place);
}

/** The browser has promised to keep our data: let it promise the same of what lies in buckets. */
export async function keepPlaces(): Promise<void> {
  const buckets = bucketsHere();
  const names = ((await buckets?.keys()) ?? []).filter((name) => name.startsWith(PREFIX));
  for (const name of names) await (await buckets?.open(name))?.persist?.();
}

let hasLooked = false; // in this page's life: later, what looks astray may be on its way

/** Throw away places that nothing lies in any more: a tab was closed before it could. */
export async function throwAwayStrays(phone: PhoneDatabase): Promise<void> {
  const buckets = bucketsHere();
  if (hasLooked || !buckets) return;
  hasLooked = true;
  const tx = phone.transaction("settings");
  const [names, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
  const found = (await buckets.keys()).filter((name) => name.startsWith(PREFIX));
  for (const stray of found.filter((name) => !values.includes(name))) await buckets.delete(stray);
  for (const { name = "" } of await indexedDB.databases()) {
    const place = values[names.indexOf(PLACE + name)];
    if (place) indexedDB.deleteDatabase(name);
  }
}

/** A phone that began before there were places, or without buckets, goes on where it is. */
async function firstPlace(name: string): Promise<string> {
  const buckets = bucketsHere();
  if (!buckets || !indexedDB.databases) return "";
  if ((await indexedDB.databases()).some((database) => database.name === name)) return "";
  const place = randomPlace();
  return buckets.open(place, { persisted: true }).then(
    () => place,
    () => "",
  );
}

/** Two tabs may choose at once: what was written first counts. */
async function claim(phone: PhoneDatabase, name: string, place: string): Promise<string> {
  const tx = phone.transaction("settings", "readwrite", { durability: "strict" });
  const first = await tx.store.get(PLACE + name);
  await Promise.all([first === undefined && tx.store.put(place, PLACE + name), tx.done]);
  return first ?? place;
}

const randomPlace = (): string =>
  PREFIX + Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");
