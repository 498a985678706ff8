/**
 * Many edits at once, and the way to take all of them back.
 *
 *     state "batch"       what was done and when
 *     state "batch.<n>"   of some edits: their revisions, and what their fields said before
 *     outbox              those edits
 *
 * Some edits and their line are written in one transaction. So a crash in the midst leaves
 * what was saved until then, with all it takes to undo it; and an undo that is broken off
 * goes on where it stopped. An entry that anybody changed since is left alone.
 */
import type { DocumentKey } from "./channel.ts";
import type { Space } from "./database.ts";
import type { Body, ShownDocument } from "./document.ts";
import { isObject, isText, type JsonValue, parseJsonObject } from "./json.ts";
import { type OutboxEntry, showDocument, shownRev, topEdit } from "./outbox.ts";
import { isOutOfRoom } from "./quota.ts";
import { type Found, isSameEntry, prepareEdit, type WantedEdit } from "./save.ts";
import type { MemberDatabase } from "./schema.ts";

const AT_ONCE = 40; // edits in one transaction
const SLICE_MS = 8; // of work between two looks at the screen

export interface BatchEdit {
  readonly document: ShownDocument; // as its author saw it
  readonly before: Body;
  readonly after: Body | undefined; // undefined: it is deleted
}

export interface BatchOutcome {
  readonly saved: number;
  readonly left: readonly string[]; // document IDs: changed meanwhile, so left alone
  readonly isFull: boolean; // the phone had no more room: the rest was not saved
}

/** The last batch, as far as it can be undone. */
export interface Batch {
  readonly at: number; // milliseconds since 1970
  readonly what: string; // as `saveBatch` was told
  readonly revs: ReadonlyMap<string, string>; // by document ID
}

export interface Progress {
  readonly now: Date;
  readonly onProgress: (done: number) => void;
}

const HEAD = "batch";
const parts = () => IDBKeyRange.bound("batch.", "batch/", false, true);

/** Save all of them. What was undoable before no longer is. */
export async function saveBatch(
  space: Space,
  edits: readonly BatchEdit[],
  { what, now, onProgress }: Progress & { readonly what: string },
): Promise<BatchOutcome> {
  await forgetBatch(space);
  await ownOf(space).put("state", JSON.stringify({ at: now.getTime(), what }), HEAD);
  const wishes = edits.map(({ document, before, after }): Wish => {
    const basedOn = { ...document, body: before };
    const wanted = { ...document, docId: document.id, basedOn, undoes: false };
    const edit = { ...wanted, body: after ?? {}, deleted: after === undefined };
    return { ...wanted, edit: () => edit, was: () => wasOf(before, after) };
  });
  return inParts(space, wishes, { now, onProgress });
}

/** What can still be undone of the last batch; undefined: there is nothing. */
export async function readBatch(space: Space): Promise<Batch | undefined> {
  if (!space.own) return undefined;
  const head = parseJsonObject((await space.own.get("state", HEAD)) ?? "");
  if (!head || typeof head.at !== "number" || !isText(head.what)) return undefined;
  const items = (await space.own.getAll("state", parts())).flatMap(parseItems);
  if (items.length === 0) return undefined;
  return { at: head.at, what: head.what, revs: new Map(items.map(({ id, rev }) => [id, rev])) };
}

/** Take the last batch back; a second call goes on where a first one was broken off. */
export async function undoBatch(
  space: Space,
  database: string,
  { now, onProgress }: Progress,
): Promise<BatchOutcome> {
  const outcome = { saved: 0, left: [] as string[], isFull: false };
  for (const key of await ownOf(space).getAllKeys("state", parts())) {
    const items = parseItems((await ownOf(space).get("state", key)) ?? "");
    const wishes = items.map(
      (item): Wish => ({
        database,
        docId: item.id,
        edit: (found) => wantedBack(database, item, found),
      }),
    );
    const before = outcome.saved + outcome.left.length;
    const progress = { now, onProgress: (done: number) => onProgress(before + done) };
    const { saved, left, isFull } = await inParts(space, wishes, { ...progress, ends: key });
    outcome.saved += saved;
    outcome.left.push(...left);
    if (isFull) return { ...outcome, isFull };
  }
  await forgetBatch(space);
  return outcome;
}

/** Let the last batch stand for good. */
export async function forgetBatch(space: Space): Promise<void> {
  const tx = ownOf(space).transaction("state", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.delete(HEAD), tx.store.delete(parts()), tx.done]);
}

/** What one field said: nothing, or a value. */
type Was = Readonly<Record<string, readonly [] | readonly [JsonValue]>>;

interface Item {
  readonly id: string;
  readonly rev: string;
  readonly was: Was;
  readonly isGone: boolean; // it was deleted, and `was` is all of it
}

interface Wish {
  readonly database: string;
  readonly docId: string;
  /** What to save, given what is there; undefined: leave it alone. */
  readonly edit: (found: Found) => WantedEdit | undefined;
  readonly was?: () => Was; // undefined: this edit is an undo, which needs none
}

interface How extends Progress {
  readonly ends?: string; // the line that is no longer needed afterwards
}

async function inParts(space: Space, wishes: readonly Wish[], how: How): Promise<BatchOutcome> {
  const breathe = pacer();
  const left: string[] = [];
  const keys: DocumentKey[] = [];
  let saved = 0;
  try {
    for (let start = 0; start < wishes.length; start += AT_ONCE) {
      let open: readonly Wish[] = wishes.slice(start, start + AT_ONCE);
      const isLast = start + AT_ONCE >= wishes.length;
      // What another tab, or an answer, changed between the look and the writing: once more.
      while (open.length > 0) {
        const looks = await look(space, open, how);
        const ready: Ready[] = [];
        for (const { wish, found } of looks) {
          await breathe();
          const wanted = wish.edit(found);
          const next = wanted && (await prepareEdit(space, wanted, found));
          if (next) ready.push({ wish, before: found.entry, next });
          else left.push(wish.docId);
        }
        const name = `${HEAD}.${String(start).padStart(6, "0")}`;
        const late = await writePart(
          ownOf(space),
          ready,
          isLast && how.ends ? { ends: how.ends } : { name },
        );
        saved += ready.length - late.length;
        keys.push(...ready.map(({ next }): DocumentKey => [next.database, next.id]));
        open = late;
      }
      how.onProgress(Math.min(start + AT_ONCE, wishes.length));
    }
  } catch (error) {
    if (!isOutOfRoom(error)) throw error;
    return { saved, left, isFull: true };
  } finally {
    space.announce("edit", keys); // once: every list on screen is drawn anew
  }
  return { saved, left, isFull: false };
}

interface Look {
  readonly wish: Wish;
  readonly found: Found;
}

/** What outbox and documents say, in this order: an edit on its way is seen in one of them. */
async function look(space: Space, wishes: readonly Wish[], { now }: How): Promise<readonly Look[]> {
  const outbox = ownOf(space).transaction("outbox").store;
  const entries = await Promise.all(
    wishes.map(({ database, docId }) => outbox.get([database, docId])),
  );
  const documents = space.shared.transaction("documents").store;
  const stored = await Promise.all(
    wishes.map(({ database, docId }) => documents.get([database, docId])),
  );
  return wishes.map((wish, n) => ({ wish, found: { entry: entries[n], stored: stored[n], now } }));
}

interface Ready {
  readonly wish: Wish;
  readonly before: OutboxEntry | undefined;
  readonly next: OutboxEntry;
}

/** Write the edits and what undoes them, in one transaction. Returns those that came too late. */
async function writePart(
  own: MemberDatabase,
  ready: readonly Ready[],
  { name, ends }: { readonly name?: string; readonly ends?: string },
): Promise<readonly Wish[]> {
  const tx = own.transaction(["outbox", "state"], "readwrite", { durability: "strict" });
  const outbox = tx.objectStore("outbox");
  const state = tx.objectStore("state");
  const there = await Promise.all(ready.map(({ next }) => outbox.get([next.database, next.id])));
  const isLate = (one: Ready, n: number) => !isSameEntry(there[n], one.before);
  const now = ready.filter((one, n) => !isLate(one, n));
  const late = ready.filter(isLate).map(({ wish }) => wish);
  const items = now.flatMap(({ wish, next }) => (wish.was ? [itemOf(wish.was(), next)] : []));
  const known = name === undefined || items.length === 0 ? [] : parseItems(await state.get(name));
  await Promise.all([
    ...now.map(({ next }) => outbox.put(next)),
    items.length > 0 && name && state.put(JSON.stringify([...known, ...items]), name),
    ends !== undefined && late.length === 0 && state.delete(ends),
    tx.done,
  ]);
  return late;
}

function itemOf(was: Was, entry: OutboxEntry): Item {
  const { id, rev, deleted } = topEdit(entry);
  return { id, rev, was, isGone: deleted };
}

/** What is to be put back, as long as nobody changed the document since. */
function wantedBack(
  database: string,
  { id, rev, was, isGone }: Item,
  { entry, stored }: Found,
): WantedEdit | undefined {
  if (shownRev(stored, entry) !== rev) return undefined;
  const shown = showDocument(stored, entry);
  if (isGone !== (shown === undefined)) return undefined;
  const body: Record<string, JsonValue> = { ...shown?.body };
  for (const [field, [value]] of Object.entries(was)) {
    if (value === undefined) delete body[field];
    else body[field] = value;
  }
  return { database, docId: id, body, deleted: false, basedOn: shown, undoes: true };
}

function wasOf(before: Body, after: Body | undefined): Was {
  const said = (field: string) =>
    (before[field] === undefined ? [] : [before[field]]) as Was[string];
  const isChanged = (field: string) =>
    after === undefined ||
    (field !== "edits" && JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const fields = new Set([...Object.keys(before), ...Object.keys(after ?? {})]);
  return Object.fromEntries([...fields].filter(isChanged).map((field) => [field, said(field)]));
}

function parseItems(text: string | undefined): Item[] {
  const told = parseJsonObject(`{"items":${text || "[]"}}`)?.items;
  if (!Array.isArray(told)) return [];
  return told.flatMap((one): Item[] => {
    if (!isObject(one) || !isText(one.id) || !isText(one.rev) || !isObject(one.was)) return [];
    return [{ id: one.id, rev: one.rev, was: one.was as Was, isGone: one.isGone === true }];
  });
}

function ownOf({ own }: Space): MemberDatabase {
  if (!own) throw new Error("nobody is using this phone, so nobody can save");
  return own;
}

/** Let the screen be drawn whenever `SLICE_MS` have passed. */
export function pacer(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
