/** Saving an edit: what the outbox is to hold, and putting it there. */
import type { Circumstances, Decisions, Told } from "./books.ts";
import type { Space } from "./database.ts";
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
  topEdit,
  withUnsent,
} from "./outbox.ts";
import { isOutOfRoom } from "./quota.ts";
import { newEdit } from "./revision.ts";
import type { MemberDatabase } from "./schema.ts";

export type SaveOutcome =
  | { readonly status: "saved"; readonly rev: string }
  | { readonly status: "changed_elsewhere" } // by this member in another tab, since it was shown
  | { readonly status: "no_room" }; // nothing was saved: the phone is full

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
        space.announce("edit", [[database, docId]]);
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
