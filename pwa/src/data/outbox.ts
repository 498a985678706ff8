/**
 * The outbox: this member's edits that no server has answered, one entry a document.
 *
 *     documents (server)     1-a
 *     entry.sent                 2-b      left the phone; its fate is unknown
 *     entry.unsent                   3-c  never left the phone
 *
 * Rule 1: an edit that may have left the phone is never changed. What is written on
 * top of it is a new revision, and names it as an ancestor until it is answered.
 * Rule 2: an edit that has not left is replaced by the next one (folded).
 * Rule 3: only the newest revision of an entry travels. Its path names the older ones,
 * so an answer for it answers them too, and sending it twice changes nothing.
 *
 * Everything here is pure; `database.ts` and `commit.ts` write it down.
 */
import { type Body, editToJson, type ShownDocument, type StoredDocument } from "./document.ts";
import { type Edit, includesRev, parentOf, pathFrom, type Revisions } from "./revision.ts";

export interface OutboxEntry {
  readonly database: string;
  readonly id: string;
  readonly sent: readonly Edit[]; // oldest first
  readonly unsent?: Edit; // on top of the last of `sent`
  readonly base?: Body; // what the author of `unsent` began with; absent for a new document
  readonly isDecided?: boolean; // `unsent` says more than its values: an answer was chosen
  readonly bytes: number; // of the line that carries the newest edit
}

/** Edits the server said no to, kept until their author has seen it and decided. */
export interface RefusedEdit {
  readonly database: string;
  readonly id: string;
  readonly rev: string; // the revision that was refused
  readonly reason: string; // the server's sentence
  readonly refusedAt: number; // milliseconds since 1970
  readonly edits: readonly Edit[]; // oldest first: with those before and upon the refused one
}

/** The newest edit of an entry: what its author sees. */
export function topEdit(entry: OutboxEntry): Edit {
  const top = entry.unsent ?? entry.sent[entry.sent.length - 1];
  if (!top) throw new Error(`an outbox entry without an edit: ${entry.id}`);
  return top;
}

/** Return a name for an entry's newest edit. Its revision alone is none: the same words make the same. */
export const editKey = (entry: OutboxEntry): string =>
  `${entry.database} ${entry.id} ${topEdit(entry).rev}`;

/** Lay the overlay over what the server holds; undefined: there is nothing to show. */
export function showDocument(
  stored: StoredDocument | undefined,
  entry: OutboxEntry | undefined,
): ShownDocument | undefined {
  const waiting = entry !== undefined && !isOvertaken(entry, stored);
  const source = waiting ? topEdit(entry) : stored;
  const database = (entry ?? stored)?.database;
  if (!source || source.deleted || database === undefined) return undefined;
  const { id, rev, body } = source;
  const conflicts = stored?.conflicts.map((leaf) => leaf.body) ?? [];
  return { database, id, rev, body, waiting, conflicts };
}

/** The revision that is shown, or that ended what was shown; undefined: it was never here. */
export const shownRev = (
  stored: StoredDocument | undefined,
  entry: OutboxEntry | undefined,
): string | undefined =>
  entry !== undefined && !isOvertaken(entry, stored) ? topEdit(entry).rev : stored?.rev;

/** Tell whether the server's document stands on the entry's newest edit already. */
const isOvertaken = (entry: OutboxEntry, stored: StoredDocument | undefined): boolean =>
  stored !== undefined && includesRev(stored.revisions, topEdit(entry).rev);

/** Tell whether this member has changed the document since `seen` was shown, even deleted it. */
export const isChangedSince = (
  entry: OutboxEntry | undefined,
  stored: StoredDocument | undefined,
  seen: string,
): boolean => entry !== undefined && !isOvertaken(entry, stored) && topEdit(entry).rev !== seen;

/**
 * Return the path a new edit stands on; undefined for the document's first.
 *
 * `seen` is the revision its author was looking at. When the server's document has
 * moved on since, the edit still stands on what was seen: two branches that the server
 * can merge, instead of one that silently undoes another person's work.
 */
export function parentForEdit(
  entry: OutboxEntry | undefined,
  stored: StoredDocument | undefined,
  seen?: string,
): Revisions | undefined {
  if (entry && !isOvertaken(entry, stored)) {
    return entry.unsent ? parentOf(entry.unsent.revisions) : topEdit(entry).revisions;
  }
  if (!stored) return undefined;
  const branches = [stored, ...stored.conflicts].map((leaf) => leaf.revisions);
  const paths = seen === undefined ? [] : branches.map((path) => pathFrom(path, seen));
  return paths.find((path) => path !== undefined) ?? stored.revisions;
}

/** Tell whether the branch that was seen has ended, so that an edit must stand on another. */
export const hasMovedOn = (
  entry: OutboxEntry | undefined,
  stored: StoredDocument | undefined,
  { parent, seen }: { readonly parent: Revisions | undefined; readonly seen: string },
): boolean =>
  stored !== undefined &&
  (!entry || isOvertaken(entry, stored)) &&
  parent === stored.revisions &&
  stored.rev !== seen;

/** Return the entry with `edit` on top, in place of what had not left the phone. */
export const withUnsent = (
  entry: OutboxEntry | undefined,
  database: string,
  { edit, base, isDecided }: NewUnsent,
): OutboxEntry => ({
  database,
  id: edit.id,
  sent: entry?.sent ?? [],
  unsent: edit,
  bytes: bytesOf(lineOf(database, edit)),
  ...(base ? { base } : {}),
  ...(isDecided ? { isDecided } : {}),
});

export interface NewUnsent {
  readonly edit: Edit;
  readonly base: Body | undefined;
  readonly isDecided: boolean;
}

/** Tell whether a new edit takes the place of one that has not left the phone. */
export const isFolding = (
  entry: OutboxEntry | undefined,
  stored: StoredDocument | undefined,
): entry is OutboxEntry & { readonly unsent: Edit } =>
  entry?.unsent !== undefined && !isOvertaken(entry, stored);

/**
 * Return what the author of a new edit began with; undefined for the document's first.
 *
 * An edit that takes the place of another begins where that began. But what was decided in
 * that one stays decided, unless the new edit undoes it.
 */
export function baseForEdit(
  entry: OutboxEntry | undefined,
  stored: StoredDocument | undefined,
  { basedOn, undoes }: { readonly basedOn?: ShownDocument | undefined; readonly undoes: boolean },
): Body | undefined {
  if (!entry || isOvertaken(entry, stored)) return basedOn?.body ?? stored?.body;
  if (!isFolding(entry, stored)) return topEdit(entry).body;
  if (!parentOf(entry.unsent.revisions)) return undefined;
  return entry.base && (undoes || !entry.isDecided) ? entry.base : entry.unsent.body;
}

/** Return the entry as it stands once its newest edit may have left the phone. */
export const asSent = ({ database, id, sent, unsent, bytes }: OutboxEntry): OutboxEntry => ({
  database,
  id,
  sent: unsent ? [...sent, unsent] : sent,
  bytes,
});

/** Return what is left once `rev` is answered: what stands upon it. Undefined: nothing is. */
export function withoutAnswered(entry: OutboxEntry, rev: string): OutboxEntry | undefined {
  const answered = entry.sent.findIndex((edit) => edit.rev === rev);
  const sent = entry.sent.slice(answered + 1);
  return sent.length > 0 || entry.unsent ? { ...entry, sent } : undefined;
}

/** One line of a request, and which edit it carries. */
export interface OutgoingEdit {
  readonly entry: OutboxEntry;
  readonly rev: string;
  readonly line: string; // with its newline
}

export function toOutgoing(entry: OutboxEntry): OutgoingEdit {
  const edit = topEdit(entry);
  return { entry, rev: edit.rev, line: lineOf(entry.database, edit) };
}

/** Return an entry of an older Cairn, which did not say how long its line is. */
export const measured = (entry: OutboxEntry): OutboxEntry => ({
  ...entry,
  bytes: bytesOf(toOutgoing(entry).line),
});

const lineOf = (database: string, edit: Edit): string =>
  `${JSON.stringify({ database, edit: editToJson(edit) })}\n`;

const bytesOf = (line: string): number => new TextEncoder().encode(line).length;
