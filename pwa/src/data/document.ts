/**
 * The document: as the server holds it, as the screen shows it, as the wire writes it.
 */
import { isObject, isText, type JsonObject } from "./json.ts";
import { type Edit, includesRev, parseRevisions, topOf } from "./revision.ts";
import { addLeaf, winningLeaf } from "./revtree.ts";

export type Body = JsonObject;

/** What the server is known to hold of one document. Nothing of it was made up here. */
export interface StoredDocument extends Edit {
  readonly database: string;
  readonly type?: string; // the body's, for the index; absent on a tombstone
  readonly conflicts: readonly Edit[]; // the live leaves that do not win
}

/** A document as a screen shows it: the server's, with this member's unsent edit on top. */
export interface ShownDocument {
  readonly database: string;
  readonly id: string;
  readonly rev: string;
  readonly body: Body;
  readonly waiting: boolean; // shows an edit that no server has acknowledged yet
  readonly conflicts: readonly Body[]; // what others wrote at the same time, not yet decided
}

/** Whether a database holds another collaborative's directory, which nobody changes here. */
export const isForeign = (database: string): boolean => database.startsWith("network-");

/** Return the state after the server said: this is your winner, and these are its conflicts. */
export function receiveDocument(
  stored: StoredDocument | undefined,
  database: string,
  { winner, conflicts }: ReceivedDocument,
): StoredDocument {
  // A feed may repeat itself, late: what we hold already stands on what is said here.
  const known = stored && stored.rev !== winner.rev && includesRev(stored.revisions, winner.rev);
  return known ? stored : storedDocument(database, winner, conflicts);
}

/** Return the state after the server accepted `edit`, which is not beside what is here. */
export function acceptEdit(
  stored: StoredDocument | undefined,
  database: string,
  edit: Edit,
): StoredDocument {
  const known = stored ? [asEdit(stored), ...stored.conflicts] : [];
  const leaves = addLeaf(known, edit);
  const winner = winningLeaf(leaves) ?? edit;
  const conflicts = leaves.filter((leaf) => leaf !== winner && !leaf.deleted);
  return storedDocument(database, winner, conflicts);
}

/**
 * Tell whether neither stands on the other. What the server made of such an edit, only its
 * changes can tell: it may have had the edit for long, and somebody ended its branch since.
 */
export const isBeside = (stored: StoredDocument | undefined, edit: Edit): boolean =>
  stored !== undefined &&
  !includesRev(stored.revisions, edit.rev) &&
  !includesRev(edit.revisions, stored.rev);

/** One document of an answer's `changes`. */
export interface ReceivedDocument {
  readonly winner: Edit;
  readonly conflicts: readonly Edit[];
}

/** Read a document from outside; undefined when it is none. */
export function parseReceived(value: unknown): ReceivedDocument | undefined {
  const winner = parseEdit(value);
  if (!winner || !isObject(value)) return undefined;
  const others = value._conflicts ?? [];
  if (!Array.isArray(others)) return undefined;
  const conflicts = others.map(parseEdit).filter((edit) => edit !== undefined);
  return conflicts.length === others.length ? { winner, conflicts } : undefined;
}

/** Write an edit as the protocol does, its whole path named. */
export const editToJson = ({ id, rev, revisions, deleted, body }: Edit): JsonObject => ({
  _id: id,
  _rev: rev,
  _revisions: { start: revisions.start, ids: revisions.ids },
  ...(deleted ? { _deleted: true } : {}),
  ...body,
});

function parseEdit(value: unknown): Edit | undefined {
  if (!isObject(value)) return undefined;
  const { _id: id, _rev: rev, _deleted: deleted = false } = value;
  const revisions = parseRevisions(value._revisions);
  if (!isText(id) || id === "" || !revisions || typeof deleted !== "boolean") return undefined;
  if (rev !== topOf(revisions)) return undefined;
  const body = Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith("_")));
  return { id, rev, revisions, deleted, body };
}

function storedDocument(
  database: string,
  winner: Edit,
  conflicts: readonly Edit[],
): StoredDocument {
  const type = winner.deleted ? undefined : winner.body.type;
  const { id, rev, revisions, deleted, body } = winner;
  const stored = { database, id, rev, revisions, deleted, body, conflicts };
  return isText(type) ? { ...stored, type } : stored;
}

const asEdit = ({ id, rev, revisions, deleted, body }: Edit): Edit => ({
  id,
  rev,
  revisions,
  deleted,
  body,
});
