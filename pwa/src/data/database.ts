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

import { type Change, type Channel, type DocumentKey, openChannel } from "./channel.ts";
import type { ShownDocument } from "./document.ts";
import type { RefusedEdit } from "./outbox.ts";
import { throwAwayStrays } from "./place.ts";
import { readId, readKeys, readType } from "./reading.ts";
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
  /** What is shown at each of these; undefined where nothing is. */
  readonly readKeys: (keys: readonly DocumentKey[]) => Promise<(ShownDocument | undefined)[]>;
  readonly counts: () => Promise<{ readonly waiting: number; readonly refused: number }>;
  readonly refused: () => Promise<RefusedEdit[]>;
  /** Erase a refused edit for good, because its author said so. */
  readonly discardRefused: (refused: RefusedEdit) => Promise<void>;
  /** What this member may do where, as the server last said; empty before the first exchange. */
  readonly databases: () => Promise<DatabaseAccess[]>;
  readonly subscribe: (listener: (change: Change) => void) => () => void;
  readonly close: () => void;
  readonly isClosed: () => boolean;
  // For `commit.ts` and `sync/` only.
  readonly phone: PhoneDatabase;
  readonly shared: SharedDatabase;
  readonly own: MemberDatabase | undefined;
  readonly announce: Channel["announce"];
  /** Go on in databases that were moved. Whoever moved them closes the old ones. */
  readonly replace: (moved: Moved) => void;
}

export interface Moved {
  readonly shared?: SharedDatabase;
  readonly own?: MemberDatabase;
}

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
  #isOver = false;
  #isMover = false; // it is this tab's own word of a move that is being told

  constructor(databases: Databases, channel: Channel, copyLost: boolean) {
    this.collaborative = databases.collaborative;
    this.memberId = databases.memberId;
    this.phone = databases.phone;
    this.shared = databases.shared;
    this.own = databases.own;
    this.#channel = channel;
    this.copyLost = copyLost;
    channel.subscribe(({ kind }) => {
      if (kind === "moved" && !this.#isMover) void this.#follow();
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

  read(docId: string): Promise<ShownDocument | undefined> {
    return readId(this, docId);
  }

  all(type: string): Promise<ShownDocument[]> {
    return readType(this, type);
  }

  readKeys(keys: readonly DocumentKey[]): Promise<(ShownDocument | undefined)[]> {
    return readKeys(this, keys);
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
    this.announce("documents", []);
  }

  async databases(): Promise<DatabaseAccess[]> {
    return (await this.own?.getAll("databases")) ?? [];
  }

  announce(kind: Change["kind"], keys?: readonly DocumentKey[]): void {
    this.#isMover = kind === "moved";
    this.#channel.announce(kind, keys);
    this.#isMover = false;
  }

  subscribe(listener: (change: Change) => void): () => void {
    return this.#channel.subscribe(listener);
  }

  close(): void {
    this.#isOver = true;
    this.#channel.close();
    for (const db of [this.phone, this.shared, this.own]) db?.close();
  }

  isClosed(): boolean {
    return this.#isOver;
  }
}

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
