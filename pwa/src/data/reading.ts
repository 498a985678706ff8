/** Reading documents: the server's, with a member's outbox laid over them. */
import type { DocumentKey } from "./channel.ts";
import type { ShownDocument, StoredDocument } from "./document.ts";
import { type OutboxEntry, showDocument, topEdit } from "./outbox.ts";
import type { MemberDatabase, SharedDatabase } from "./schema.ts";

export interface Readable {
  readonly shared: SharedDatabase;
  readonly own: MemberDatabase | undefined;
}

/** A text that no other key has. */
export const nameOfKey = ([database, docId]: DocumentKey): string => `${database}/${docId}`;

const keyOf = ({
  database,
  id,
}: {
  readonly database: string;
  readonly id: string;
}): DocumentKey => [database, id];

/** Return every document of a type, in no order. */
export async function readType({ shared, own }: Readable, type: string): Promise<ShownDocument[]> {
  // In this order, everywhere: an edit on its way from the outbox to the documents is seen in one.
  const entries = (await own?.getAll("outbox")) ?? [];
  const stored = await shared.getAllFromIndex("documents", "type", type);
  const locked = await lockedIn(own);
  const entryByName = new Map(entries.map((entry) => [nameOfKey(keyOf(entry)), entry]));
  const shown = stored.map((document) => {
    const name = nameOfKey(keyOf(document));
    const entry = entryByName.get(name);
    entryByName.delete(name);
    return showDocument(document, entry);
  });
  // Those on nothing, or on what was of another type, or has ended since.
  const others = [...entryByName.values()].filter((entry) => topEdit(entry).body.type === type);
  const under = await getStored(shared, others.map(keyOf));
  return [...shown, ...others.map((entry, place) => showDocument(under[place], entry))].filter(
    (document) => document?.body.type === type && !locked.has(document.database),
  ) as ShownDocument[];
}

/** Return what is shown at each of `keys`; undefined where there is nothing to show. */
export async function readKeys(
  { shared, own }: Readable,
  keys: readonly DocumentKey[],
): Promise<(ShownDocument | undefined)[]> {
  const entries = own ? await getEntries(own, keys) : [];
  const stored = await getStored(shared, keys);
  const locked = await lockedIn(own);
  return keys.map(([database], place) =>
    locked.has(database) ? undefined : showDocument(stored[place], entries[place]),
  );
}

/** Return the document with this ID, of whichever database shows one. */
export async function readId(
  { shared, own }: Readable,
  docId: string,
): Promise<ShownDocument | undefined> {
  const entries = (await own?.getAllFromIndex("outbox", "id", docId)) ?? [];
  const stored = await shared.getAllFromIndex("documents", "id", docId);
  const keys = new Map([...stored, ...entries].map((one) => [one.database, keyOf(one)]));
  return (await readKeys({ shared, own }, [...keys.values()])).find((shown) => shown !== undefined);
}

async function getEntries(
  own: MemberDatabase,
  keys: readonly DocumentKey[],
): Promise<(OutboxEntry | undefined)[]> {
  const { store } = own.transaction("outbox");
  return Promise.all(keys.map(([database, docId]) => store.get([database, docId])));
}

async function getStored(
  shared: SharedDatabase,
  keys: readonly DocumentKey[],
): Promise<(StoredDocument | undefined)[]> {
  if (keys.length === 0) return [];
  const { store } = shared.transaction("documents");
  return Promise.all(keys.map(([database, docId]) => store.get([database, docId])));
}

/** The databases that are kept, but no longer shown. */
async function lockedIn(own: MemberDatabase | undefined): Promise<ReadonlySet<string>> {
  const known = (await own?.getAll("databases")) ?? [];
  return new Set(known.filter(({ locked }) => locked).map(({ name }) => name));
}
