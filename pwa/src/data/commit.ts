/**
 * What an exchange writes down, in the order that makes a crash harmless.
 *
 *     markSent          before the request leaves:    unsent -> sent
 *     commitAccepted    documents, then the outbox    (again: the same)
 *     commitOutlasted   outbox, at the answer's end   (edits that only changes can place)
 *     commitRemoved     documents, then the access   (the cursor follows, and forgets it)
 *     commitRefused     outbox -> refused             (one transaction)
 *     commitChanges     documents, then the cursor    (the cursor never leads)
 *
 * A member's cursor counts only for the copy of the documents it was made with: it
 * carries that copy's mark. When the browser threw the documents away, or the member is
 * new to this phone, the cursor to go on from is the one the documents carry themselves.
 */

import type { DocumentKey } from "./channel.ts";
import type { Space } from "./database.ts";
import {
  acceptEdit,
  isBeside,
  isForeign,
  type ReceivedDocument,
  receiveDocument,
  type StoredDocument,
} from "./document.ts";
import {
  asSent,
  editKey,
  type OutboxEntry,
  type OutgoingEdit,
  toOutgoing,
  withoutAnswered,
} from "./outbox.ts";
import type { Edit } from "./revision.ts";
import type { DatabaseAccess, MemberDatabase } from "./schema.ts";

const DURABLE = { durability: "strict" } as const;

/** The member's database; there is one in every space that exchanges. */
export function ownOf(space: Space): MemberDatabase {
  if (!space.own) throw new Error("a space without a member has nothing to send");
  return space.own;
}

/** Return the cursor to go on from; "" for the start. */
export async function readCursor(space: Space): Promise<string> {
  const [mark, shared, cursorMark, cursor] = await Promise.all([
    space.shared.get("state", "mark"),
    space.shared.get("state", "cursor"),
    ownOf(space).get("state", "cursor_mark"),
    ownOf(space).get("state", "cursor"),
  ]);
  return (cursorMark === mark ? cursor : shared) ?? "";
}

/**
 * Choose what the next request carries and note that it left: the smallest edits first, so that
 * a line that dies early has carried the most; `maxBytes` at most, but always one edit. No more
 * of the outbox is read than that. `skip` holds the keys of edits that this exchange has
 * carried already.
 */
export async function markSent(
  space: Space,
  maxBytes: number,
  skip: ReadonlySet<string>,
): Promise<readonly OutgoingEdit[]> {
  const tx = ownOf(space).transaction(["outbox", "databases"], "readwrite", DURABLE);
  const outbox = tx.objectStore("outbox");
  const databases = await tx.objectStore("databases").getAll();
  const locked = new Set(databases.filter((known) => known.locked).map(({ name }) => name));
  const outgoing: OutgoingEdit[] = [];
  let bytes = 0;
  let cursor = await outbox.index("bytes").openCursor();
  for (; cursor; cursor = await cursor.continue()) {
    const entry = cursor.value;
    if (locked.has(entry.database) || skip.has(editKey(entry))) continue;
    bytes += entry.bytes;
    if (outgoing.length > 0 && bytes > maxBytes) break;
    outgoing.push(toOutgoing(entry));
  }
  await Promise.all([...outgoing.map(({ entry }) => outbox.put(asSent(entry))), tx.done]);
  return outgoing;
}

/** Note what the member may hold now. What is no longer listed is locked, never removed. */
export async function commitDatabases(
  space: Space,
  listed: readonly DatabaseAccess[],
): Promise<void> {
  const tx = ownOf(space).transaction("databases", "readwrite");
  const names = new Set(listed.map(({ name }) => name));
  const known = await tx.store.getAll();
  const unlisted = known.filter(({ name }) => !names.has(name));
  const locked = unlisted.map((database) => ({ ...database, locked: true }));
  const now = [...listed, ...locked];
  await Promise.all([...now.map((database) => tx.store.put(database)), tx.done]);
  const wasLocked = new Set(known.filter((one) => one.locked).map(({ name }) => name));
  // What was shown no longer is, or is again: a whole database of it.
  if (now.some((one) => one.locked !== wasLocked.has(one.name))) space.announce("documents");
}

/**
 * Drop others' directories that have ended. Only the server's word for it counts, and only for
 * databases that nobody writes to here: of those there is nothing to lose.
 */
export async function commitRemoved(space: Space, names: readonly string[]): Promise<void> {
  const ended = names.filter(isForeign);
  if (ended.length === 0) return;
  const ranges = ended.map((name) => IDBKeyRange.bound([name], [name, []]));
  await (await import("./remnants.ts")).noteEnded(space, ranges);
  const documents = space.shared.transaction("documents", "readwrite", DURABLE);
  await Promise.all([...ranges.map((range) => documents.store.delete(range)), documents.done]);
  const own = ownOf(space).transaction("databases", "readwrite");
  await Promise.all([...ended.map((name) => own.store.delete(name)), own.done]);
  space.announce("documents");
}

export type Accepted = readonly [docId: string, rev: string];

/**
 * Write down that the server holds these edits.
 *
 * Returns those that it is too early for: they go on waiting, for `commitOutlasted`.
 */
export async function commitAccepted(
  space: Space,
  database: string,
  accepted: readonly Accepted[],
): Promise<readonly Accepted[]> {
  const edits = await findSent(space, database, accepted);
  const stored = await Promise.all(
    edits.map(({ id }) => space.shared.get("documents", [database, id])),
  );
  const beside = edits.filter((edit, place) => isBeside(stored[place], edit));
  const placed = edits.filter((edit) => !beside.includes(edit));
  await writeDocuments(
    space,
    placed.map((edit) => ({ id: edit.id, next: (stored) => acceptEdit(stored, database, edit) })),
    database,
  );
  await commitOutlasted(space, database, placed.map(nameOf));
  return beside.map(nameOf);
}

/** Take accepted edits out of the outbox: the documents tell of them. */
export async function commitOutlasted(
  space: Space,
  database: string,
  accepted: readonly Accepted[],
): Promise<void> {
  const tx = ownOf(space).transaction("outbox", "readwrite", DURABLE);
  const entries = await Promise.all(accepted.map(([id]) => tx.store.get([database, id])));
  const writes = accepted.map(([id, rev], place) => {
    const entry = entries[place];
    if (!entry) return undefined;
    const rest = withoutAnswered(entry, rev);
    return rest ? tx.store.put(rest) : tx.store.delete([database, id]);
  });
  await Promise.all([...writes, tx.done]);
  space.announce(
    "documents",
    keysIn(
      database,
      accepted.map(([id]) => id),
    ),
  );
}

export interface Refusal {
  readonly id: string;
  readonly rev: string;
  readonly reason: string;
}

/** Take refused edits, and all that stands upon them, out of the outbox to where they are seen. */
export async function commitRefused(
  space: Space,
  database: string,
  refusals: readonly Refusal[],
  refusedAt: number,
): Promise<void> {
  const tx = ownOf(space).transaction(["outbox", "refused"], "readwrite", DURABLE);
  const outbox = tx.objectStore("outbox");
  const entries = await Promise.all(refusals.map(({ id }) => outbox.get([database, id])));
  const writes = refusals.flatMap(({ id, rev, reason }, place) => {
    const entry = entries[place];
    if (!entry?.sent.some((edit) => edit.rev === rev)) return [];
    const edits = [...entry.sent, ...(entry.unsent ? [entry.unsent] : [])];
    const refused = { database, id, rev, reason, refusedAt, edits };
    return [tx.objectStore("refused").put(refused), outbox.delete([database, id])];
  });
  await Promise.all([...writes, tx.done]);
  space.announce(
    "documents",
    keysIn(
      database,
      refusals.map(({ id }) => id),
    ),
  );
}

/** Documents of one database, as one `changes` line brought them. */
export interface Changes {
  readonly database: string;
  readonly documents: readonly ReceivedDocument[];
}

/** Write down everything up to a cursor, then the cursor. */
export async function commitChanges(
  space: Space,
  changes: readonly Changes[],
  cursor: string,
): Promise<void> {
  for (const { database, documents } of changes) {
    if (isForeign(database)) {
      await (await import("./remnants.ts")).noteTakenBack(space, database, documents);
    }
    const updates = documents.map((document) => ({
      id: document.winner.id,
      next: (stored: StoredDocument | undefined) => receiveDocument(stored, database, document),
    }));
    await writeDocuments(space, updates, database);
  }
  const tx = space.shared.transaction("state", "readwrite", DURABLE);
  const [mark] = await Promise.all([tx.store.get("mark"), tx.store.put(cursor, "cursor"), tx.done]);
  await writeState(space, { cursor, cursor_mark: mark ?? "" });
  const keys = changes.flatMap(({ database, documents }) =>
    keysIn(
      database,
      documents.map(({ winner }) => winner.id),
    ),
  );
  if (keys.length > 0) space.announce("documents", keys);
}

/** Write the member's own notes. */
export async function writeState(
  space: Space,
  notes: Readonly<Record<string, string>>,
): Promise<void> {
  const tx = ownOf(space).transaction("state", "readwrite", DURABLE);
  const writes = Object.entries(notes).map(([name, value]) => tx.store.put(value, name));
  await Promise.all([...writes, tx.done]);
}

interface Update {
  readonly id: string;
  readonly next: (stored: StoredDocument | undefined) => StoredDocument;
}

async function writeDocuments(
  { shared }: Space,
  updates: readonly Update[],
  database: string,
): Promise<void> {
  if (updates.length === 0) return;
  const tx = shared.transaction("documents", "readwrite", DURABLE);
  const stored = await Promise.all(updates.map(({ id }) => tx.store.get([database, id])));
  const writes = updates.map(({ next }, place) => tx.store.put(next(stored[place])));
  await Promise.all([...writes, tx.done]);
}

async function findSent(
  space: Space,
  database: string,
  accepted: readonly Accepted[],
): Promise<Edit[]> {
  const own = ownOf(space);
  const entries = await Promise.all(accepted.map(([id]) => own.get("outbox", [database, id])));
  return accepted.flatMap(([, rev], place) => findEdit(entries[place], rev));
}

const keysIn = (database: string, ids: readonly string[]): readonly DocumentKey[] =>
  ids.map((id) => [database, id]);

const nameOf = ({ id, rev }: Edit): Accepted => [id, rev];

const findEdit = (entry: OutboxEntry | undefined, rev: string): Edit[] =>
  entry?.sent.filter((edit) => edit.rev === rev) ?? [];
