/**
 * The phone's IndexedDB databases, what each store holds, and how they are opened.
 *
 *     cairn-phone                   who uses this phone, settings, which databases were made
 *     cairn-shared-<collaborative>  documents, as the server holds them: one copy a phone
 *     cairn-member-<member ID>      one member's outbox, refusals, cursor and access
 *
 * A schema version is a function in a list: to change a layout, add one and never
 * edit one that phones already ran. A tab that runs older code gives way to a newer
 * one at once (`onOutdated`), so an upgrade is never blocked.
 */
import {
  type DBSchema,
  type IDBPCursorWithValue,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
  wrap,
} from "idb";
import type { StoredDocument } from "./document.ts";
import type { KeptDraft } from "./drafts.ts";
import { measured, type OutboxEntry, type RefusedEdit } from "./outbox.ts";
import { factoryOf } from "./place.ts";
import type { KeptReview } from "./reviews.ts";
import type { MemberOnPhone } from "./session.ts";

export interface PhoneSchema extends DBSchema {
  members: { key: string; value: MemberOnPhone };
  settings: { key: string; value: string };
  // The mark inside each database made on this phone, by its name. When the database
  // opens with another mark, the browser threw the first one away.
  marks: { key: string; value: string };
}

export interface SharedSchema extends DBSchema {
  documents: {
    key: [database: string, docId: string];
    value: StoredDocument;
    indexes: { id: string; type: string };
  };
  state: { key: string; value: string }; // "mark", "cursor"
}

/** What a member may do in a database, as the server last said. */
export interface DatabaseAccess {
  readonly name: string;
  readonly role: string; // "read", "suggest" or "write"
  readonly epoch: string;
  readonly locked: boolean; // true: no longer listed. Kept, but neither shown nor sent to.
}

export interface MemberSchema extends DBSchema {
  outbox: {
    key: [database: string, docId: string];
    value: OutboxEntry;
    indexes: { id: string; bytes: number };
  };
  refused: { key: [database: string, docId: string, rev: string]; value: RefusedEdit };
  databases: { key: string; value: DatabaseAccess };
  reviews: { key: string; value: KeptReview }; // by random ID
  drafts: { key: string; value: KeptDraft }; // forms that were begun and not saved
  state: { key: string; value: string }; // "mark"; the rest in `commit.ts` and `turn.ts`
}

export type PhoneDatabase = IDBPDatabase<PhoneSchema>;
export type SharedDatabase = IDBPDatabase<SharedSchema>;
export type MemberDatabase = IDBPDatabase<MemberSchema>;

export const openPhoneDatabase = (): Promise<PhoneDatabase> =>
  openVersions<PhoneSchema>("cairn-phone", [
    (db) => {
      db.createObjectStore("members", { keyPath: "id" });
      db.createObjectStore("settings");
      db.createObjectStore("marks");
    },
  ]);

/** Open it where it lies, or in `factory`. */
export const openSharedDatabase = (
  collaborative: string,
  phone?: PhoneDatabase,
  factory?: IDBFactory,
): Promise<SharedDatabase> =>
  openPlaced<SharedSchema>(`cairn-shared-${collaborative}`, { phone, factory }, [
    (db) => {
      const documents = db.createObjectStore("documents", { keyPath: ["database", "id"] });
      documents.createIndex("id", "id");
      documents.createIndex("type", "type");
      db.createObjectStore("state").put(newMark(), "mark");
    },
  ]);

export const openMemberDatabase = (
  memberId: string,
  phone?: PhoneDatabase,
  factory?: IDBFactory,
): Promise<MemberDatabase> =>
  openPlaced<MemberSchema>(`cairn-member-${memberId}`, { phone, factory }, [
    (db) => {
      const outbox = db.createObjectStore("outbox", { keyPath: ["database", "id"] });
      outbox.createIndex("id", "id");
      db.createObjectStore("refused", { keyPath: ["database", "id", "rev"] });
      db.createObjectStore("databases", { keyPath: "name" });
      db.createObjectStore("state").put(newMark(), "mark");
    },
    (db) => {
      db.createObjectStore("reviews", { keyPath: "id" });
    },
    (db) => {
      db.createObjectStore("drafts", { keyPath: "id" });
    },
    (_db, tx) => {
      const outbox = tx.objectStore("outbox");
      outbox.createIndex("bytes", "bytes");
      void measureAll(outbox.openCursor());
    },
  ]);

type OutboxCursor = IDBPCursorWithValue<
  MemberSchema,
  StoreNames<MemberSchema>[],
  "outbox",
  unknown,
  "versionchange"
>;

async function measureAll(opening: Promise<OutboxCursor | null>): Promise<void> {
  for (let cursor = await opening; cursor; cursor = await cursor.continue())
    void cursor.update(measured(cursor.value));
}

/** Who closed a database under this tab: a tab with a newer Cairn, or the browser. */
export type ClosedBy = "newer_tab" | "browser";

const outdatedListeners = new Set<(closedBy: ClosedBy) => void>();

/** Call `listener` when a database was closed under this tab: only a reload helps. */
export function onOutdated(listener: (closedBy: ClosedBy) => void): () => void {
  outdatedListeners.add(listener);
  return () => outdatedListeners.delete(listener);
}

/** A random name for one copy of a database, or one tab. Not a secret. */
export const newMark = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

type Upgrading<S extends DBSchema> = IDBPTransaction<S, StoreNames<S>[], "versionchange">;

type Versions<S extends DBSchema> = readonly ((db: IDBPDatabase<S>, tx: Upgrading<S>) => void)[];

interface Where {
  readonly phone: PhoneDatabase | undefined;
  readonly factory: IDBFactory | undefined;
}

async function openPlaced<S extends DBSchema>(
  name: string,
  { phone, factory }: Where,
  versions: Versions<S>,
): Promise<IDBPDatabase<S>> {
  if (factory) return openVersions(name, versions, factory);
  const known = phone ?? (await openPhoneDatabase());
  const found = await factoryOf(known, name);
  if (!phone) known.close();
  return openVersions(name, versions, found);
}

async function openVersions<S extends DBSchema>(
  name: string,
  versions: Versions<S>,
  factory: IDBFactory = indexedDB,
): Promise<IDBPDatabase<S>> {
  const tell = (closedBy: ClosedBy) => {
    for (const listener of outdatedListeners) listener(closedBy);
  };
  // As idb's `openDB` does, in a factory of our choice.
  const request = factory.open(name, versions.length);
  request.onupgradeneeded = ({ oldVersion }) => {
    const upgraded = wrap(request.result) as unknown as IDBPDatabase<S>;
    const tx = wrap(request.transaction as IDBTransaction) as unknown as Upgrading<S>;
    for (const version of versions.slice(oldVersion)) version(upgraded, tx);
  };
  const db = (await wrap(request)) as unknown as IDBPDatabase<S>;
  db.addEventListener("versionchange", () => {
    db.close();
    tell("newer_tab");
  });
  db.addEventListener("close", () => tell("browser")); // Safari does it to apps that lay hidden for long
  return db;
}
