/**
 * The space: everything one member sees on this phone, and the way to change it.
 *
 *     documents (cairn-shared-…)   what the server holds, nothing else; shared by members
 *     outbox    (cairn-member-…)   this member's unanswered edits, an overlay upon it
 *
 * A read lays the overlay over the documents. `saveEdit` writes the outbox alone, so
 * one durable transaction makes an edit, and whatever the server says later, its own
 * version was never touched.
 *
 * The two lie in two IndexedDB databases, which no transaction spans. So their order is
 * the rule (`commit.ts`): what the server accepted goes to `documents` first, and leaves
 * the outbox after. A crash between the two shows the edit twice, the same; the next
 * exchange sends it again, and the server, who knows it, says so.
 */

import type { Circumstances, Decisions, Told } from "./books.ts";
import { type Change, type Channel, openChannel } from "./channel.ts";
import type { Body, ShownDocument, StoredDocument } from "./document.ts";
import { isText, mended } from "./json.ts";
import { EDITS, MARK, MERGED_TYPES } from "./merge-rules.ts";
import {
  baseForEdit,
  hasMovedOn,
  isChangedSince,
  isFolding,
  type OutboxEntry,
  parentForEdit,
  type RefusedEdit,
  showDocument,
  topEdit,
  withUnsent,
} from "./outbox.ts";
import { throwAwayStrays } from "./place.ts";
import { isOutOfRoom } from "./quota.ts";
import { newEdit } from "./revision.ts";
import {
  type DatabaseAccess,
  type MemberDatabase,
  openMemberDatabase,
  openPhoneDatabase,
  openSharedDatabase,
  type PhoneDatabase,
  type SharedDatabase,
} from "./schema.ts";

export interface Space {
  readonly collaborative: string;
  readonly memberId: string | null; // null: nobody; the documents can be read, nothing saved
  readonly copyLost: boolean; // the browser threw away what this space held; tell it, once
  readonly read: (docId: string) => Promise<ShownDocument | undefined>;
  /** Every document of a type, in no order. */
  readonly all: (type: string) => Promise<ShownDocument[]>;
  readonly counts: () => Promise<{ readonly waiting: number; readonly refused: number }>;
  readonly refused: () => Promise<RefusedEdit[]>;
  /** Erase a refused edit for good, because its author said so. */
  readonly discardRefused: (refused: RefusedEdit) => Promise<void>;
  /** What this member may do where, as the server last said; empty before the first exchange. */
  readonly databases: () => Promise<DatabaseAccess[]>;
  readonly subscribe: (listener: (change: Change) => void) => () => void;
  readonly close: () => void;
  // For `commit.ts` and `sync/` only.
  readonly phone: PhoneDatabase;
  readonly shared: SharedDatabase;
  readonly own: MemberDatabase | undefined;
  readonly announce: (change: Change) => void;
  /** Go on in databases that were moved. Whoever moved them closes the old ones. */
  readonly replace: (moved: Moved) => void;
}

export interface Moved {
  readonly shared?: SharedDatabase;
  readonly own?: MemberDatabase;
}

export type SaveOutcome =
  | { readonly status: "saved"; readonly rev: string }
  | { readonly status: "changed_elsewhere" } // by this member in another tab, since it was shown
  | { readonly status: "no_room" }; // nothing was saved: the phone is full

export const directoryOf = (collaborative: string): string => `directory-${collaborative}`;

/** The shared space, which holds nothing about clients. */
export const commonsOf = (collaborative: string): string => `commons-${collaborative}`;

/** Open what `memberId` sees of a collaborative; made when it is new to this phone. */
export async function openSpace(collaborative: string, memberId: string | null): Promise<Space> {
  const phone = await openPhoneDatabase();
  const [shared, own] = await Promise.all([
    openSharedDatabase(collaborative, phone),
    memberId === null ? undefined : openMemberDatabase(memberId, phone),
  ]);
  void throwAwayStrays(phone).catch(() => {}); // once more at the next opening
  const lost = await Promise.all([checkMark(phone, shared), own && checkMark(phone, own)]);
  const channel = openChannel(`cairn-space-${collaborative}`);
  return new OpenSpace(
    { collaborative, memberId, phone, shared, own },
    channel,
    lost.includes(true),
  );
}

export interface HowToSave {
  readonly deleted?: boolean;
  readonly basedOn?: ShownDocument;
  readonly decisions?: Decisions;
  readonly undoes?: boolean; // the edit before, decisions and all
  readonly now?: Date;
}

/**
 * Save an edit. When the outcome is "saved" it would survive a crash, and shows at once.
 *
 * `basedOn` is the document its author was looking at; give it whenever there was one.
 */
export async function saveEdit(
  space: Space,
  database: string,
  docId: string,
  body: Body,
  { deleted = false, basedOn, decisions, undoes = false, now = new Date() }: HowToSave = {},
): Promise<SaveOutcome> {
  const wanted = { database, docId, body, deleted, basedOn, decisions, undoes };
  for (;;) {
    const { own, shared } = space;
    if (!own) throw new Error("nobody is using this phone, so nobody can save");
    // In this order: an edit on its way from the outbox to the documents is seen in one of them.
    const entry = await own.get("outbox", [database, docId]);
    const stored = await shared.get("documents", [database, docId]);
    const next = await prepareEdit(space, wanted, { entry, stored, now });
    if (next === undefined) return { status: "changed_elsewhere" };
    try {
      if (await swapEntry(own, entry, next)) {
        space.announce("edit");
        return { status: "saved", rev: topEdit(next).rev };
      }
    } catch (error) {
      if (isOutOfRoom(error)) return { status: "no_room" };
      throw error;
    }
  }
}

export interface WantedEdit {
  readonly database: string;
  readonly docId: string;
  readonly body: Body;
  readonly deleted: boolean;
  readonly basedOn?: ShownDocument | undefined;
  readonly decisions?: Decisions | undefined;
  readonly undoes: boolean;
}

export interface Found {
  readonly entry: OutboxEntry | undefined; // as the outbox has it
  readonly stored: StoredDocument | undefined;
  readonly now: Date;
}

/** What the outbox is to hold; undefined: its author has not seen what stands there now. */
export async function prepareEdit(
  { memberId }: Space,
  { database, docId, body, deleted, basedOn, decisions, undoes }: WantedEdit,
  { entry, stored, now }: Found,
): Promise<OutboxEntry | undefined> {
  if (memberId === null) throw new Error("nobody is using this phone, so nobody can save");
  if (basedOn && isChangedSince(entry, stored, basedOn.rev)) return undefined;
  const parent = parentForEdit(entry, stored, basedOn?.rev);
  const seen = basedOn && !hasMovedOn(entry, stored, { parent, seen: basedOn.rev });
  // Whoever deletes has to see what goes. A place whose address is to go, goes in any case.
  if (deleted && basedOn && !seen && !body[MARK]) return undefined;
  const begun = baseForEdit(entry, stored, { basedOn, undoes });
  const how = { database, base: begun, stored, parent, basedOn, memberId, now, decisions };
  const { body: told, base } = deleted ? { body, base: begun } : await keepBooks(body, how);
  const folded = isFolding(entry, stored) ? entry : undefined;
  const isDecided = decisions !== undefined || (!undoes && folded?.isDecided === true);
  const edit = await newEdit(docId, mended(told), parent ? { parent, deleted } : { deleted });
  return withUnsent(entry, database, { edit, base: folded ? folded.base : base, isDecided });
}

/** Carry on the books of changes, if the document has any. They are fetched with the first edit. */
async function keepBooks(body: Body, how: Circumstances): Promise<Told> {
  const isMerged = isText(body.type) && MERGED_TYPES.has(body.type);
  if (!how.database.startsWith("directory-") || !isMerged) return { body, base: how.base };
  try {
    return (await import("./books.ts")).withBooks(body, how);
  } catch {
    // Saved without new lines in its books: then two changes at once may ask more than they need.
    const edits = how.base?.[EDITS];
    return { body: edits === undefined ? body : { ...body, [EDITS]: edits }, base: how.base };
  }
}

interface Databases {
  readonly collaborative: string;
  readonly memberId: string | null;
  readonly phone: PhoneDatabase;
  readonly shared: SharedDatabase;
  readonly own: MemberDatabase | undefined;
}

const FOLLOW_MILLISECONDS = 1_000; // less than the mover waits

class OpenSpace implements Space {
  readonly collaborative: string;
  readonly memberId: string | null;
  readonly copyLost: boolean;
  readonly phone: PhoneDatabase;
  shared: SharedDatabase;
  own: MemberDatabase | undefined;
  readonly #channel: Channel;
  #isMover = false; // it is this tab's own word of a move that is being told

  constructor(databases: Databases, channel: Channel, copyLost: boolean) {
    this.collaborative = databases.collaborative;
    this.memberId = databases.memberId;
    this.phone = databases.phone;
    this.shared = databases.shared;
    this.own = databases.own;
    this.#channel = channel;
    this.copyLost = copyLost;
    channel.subscribe((change) => {
      if (change === "moved" && !this.#isMover) void this.#follow();
    });
  }

  replace({ shared, own }: Moved): void {
    if (shared) this.shared = shared;
    if (own) this.own = own;
  }

  /** Another tab moved the databases: go on where they lie now. */
  async #follow(): Promise<void> {
    const { collaborative, memberId, phone } = this;
    const old = [this.shared, this.own];
    const [shared, own] = await Promise.all([
      openSharedDatabase(collaborative, phone),
      memberId === null ? undefined : openMemberDatabase(memberId, phone),
    ]);
    this.replace(own ? { shared, own } : { shared });
    // Not at once: what is being saved right now still goes there, and is brought over.
    setTimeout(() => {
      for (const db of old) db?.close();
    }, FOLLOW_MILLISECONDS);
  }

  async read(docId: string): Promise<ShownDocument | undefined> {
    const [stored, entries] = await Promise.all([
      this.shared.getAllFromIndex("documents", "id", docId),
      this.own?.getAllFromIndex("outbox", "id", docId) ?? [],
    ]);
    return (await this.#show(stored, entries))[0];
  }

  async all(type: string): Promise<ShownDocument[]> {
    const [stored, entries] = await Promise.all([
      this.shared.getAllFromIndex("documents", "type", type),
      this.own?.getAll("outbox") ?? [],
    ]);
    // What an edit stands on matters only to know whether the server has overtaken it,
    // and then it is among `stored`, or was deleted or changed its type: shown once more.
    const shown = await this.#show(stored, entries);
    return shown.filter((document) => document.body.type === type);
  }

  async counts(): Promise<{ readonly waiting: number; readonly refused: number }> {
    if (!this.own) return { waiting: 0, refused: 0 };
    const [waiting, refused] = await Promise.all([
      this.own.count("outbox"),
      this.own.count("refused"),
    ]);
    return { waiting, refused };
  }

  async refused(): Promise<RefusedEdit[]> {
    return (await this.own?.getAll("refused")) ?? [];
  }

  async discardRefused({ database, id, rev }: RefusedEdit): Promise<void> {
    await this.own?.delete("refused", [database, id, rev]);
    this.announce("documents");
  }

  async databases(): Promise<DatabaseAccess[]> {
    return (await this.own?.getAll("databases")) ?? [];
  }

  announce(change: Change): void {
    this.#isMover = change === "moved";
    this.#channel.announce(change);
    this.#isMover = false;
  }

  subscribe(listener: (change: Change) => void): () => void {
    return this.#channel.subscribe(listener);
  }

  close(): void {
    this.#channel.close();
    for (const db of [this.phone, this.shared, this.own]) db?.close();
  }

  async #show(
    stored: readonly StoredDocument[],
    entries: readonly OutboxEntry[],
  ): Promise<ShownDocument[]> {
    const locked = new Set(
      (await this.databases()).filter((access) => access.locked).map(({ name }) => name),
    );
    const overlay = new Map(entries.map((entry) => [keyOf(entry), entry]));
    const under = new Set(stored.map(keyOf));
    const shown = [
      ...stored.map((document) => showDocument(document, overlay.get(keyOf(document)))),
      ...entries.filter((entry) => !under.has(keyOf(entry))).map((e) => showDocument(undefined, e)),
    ];
    return shown.flatMap((document) =>
      document && !locked.has(document.database) ? [document] : [],
    );
  }
}

const keyOf = ({ database, id }: { readonly database: string; readonly id: string }): string =>
  `${database}/${id}`;

/** Write `after` if the entry is still `before`; false when it changed meanwhile. */
async function swapEntry(
  own: MemberDatabase,
  before: OutboxEntry | undefined,
  after: OutboxEntry,
): Promise<boolean> {
  const tx = own.transaction("outbox", "readwrite", { durability: "strict" });
  const now = await tx.store.get([after.database, after.id]);
  const unchanged = isSameEntry(now, before);
  await Promise.all([unchanged && tx.store.put(after), tx.done]);
  return unchanged;
}

/** Tell whether nobody wrote to the entry between two looks at it. */
export const isSameEntry = (a: OutboxEntry | undefined, b: OutboxEntry | undefined): boolean =>
  a?.unsent?.rev === b?.unsent?.rev &&
  a?.sent[a.sent.length - 1]?.rev === b?.sent[b.sent.length - 1]?.rev;

/** Tell whether a database is another copy than this phone once made; note the one it is. */
async function checkMark(
  phone: PhoneDatabase,
  db: SharedDatabase | MemberDatabase,
): Promise<boolean> {
  const mark = (await (db as SharedDatabase).get("state", "mark")) ?? "";
  const expected = await phone.get("marks", db.name);
  if (expected !== mark) await phone.put("marks", mark, db.name);
  return expected !== undefined && expected !== mark;
}
