/**
 * The draft that is open: in memory for the screens, and saved soon after each change.
 *
 * A save waits for a pause in the typing, and never for a button: a phone that dies loses a
 * second of work. Saves go one after the other, each on top of the one before.
 */
import { commonsOf, type Space } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import { isObject, isText, type JsonObject } from "../data/json.ts";
import { type SaveOutcome, saveEdit } from "../data/save.ts";
import { readWords } from "../shelf/published.ts";
import { fromDraft, type Part, toDraft } from "./draft.ts";

export const PAUSE_MS = 800; // without a key, before a draft is saved

export interface DraftKeeper {
  readonly docId: string;
  /** Undefined: there is no such draft, or none that can be read. */
  readonly draft: () => Part | undefined;
  /** The worksheet that it was copied from. */
  readonly of: string | undefined;
  readonly change: (draft: Part) => void;
  /** Take the last removal back. */
  readonly undo: (() => void) | undefined;
  /** Change so that `undo` leads back here. */
  readonly changeWithUndo: (draft: Part) => void;
  /** Save what is not saved yet; resolves once it would survive a crash. */
  readonly flush: () => Promise<SaveOutcome["status"]>;
  readonly outcome: () => SaveOutcome["status"];
  readonly subscribe: (listener: () => void) => () => void;
}

let open: { readonly space: Space; readonly keeper: DraftKeeper } | undefined;

/** Open a draft; the one that is open already, if it is the same. */
export async function openDraft(space: Space, docId: string): Promise<DraftKeeper> {
  if (open?.space === space && open.keeper.docId === docId) return open.keeper;
  await open?.keeper.flush();
  const keeper = keepDraft(space, docId, await space.read(docId));
  open = { space, keeper };
  return keeper;
}

/** Forget the draft that is open: it was published or removed. */
export function closeDraft(): void {
  open = undefined;
}

/** The body of a draft's document. */
export function draftBody(draft: Part, of: string | undefined, by: string, on: string): JsonObject {
  const { template, es } = fromDraft(draft);
  return {
    type: "worksheet_draft",
    schema: 1,
    template,
    ...(Object.keys(es).length > 0 ? { words: { es } } : {}),
    ...(of === undefined ? {} : { of }),
    updated_on: on,
    updated_by: by,
  };
}

/** The draft in a document; undefined when it holds none. */
export function draftIn(shown: ShownDocument | undefined): Part | undefined {
  const template = shown?.body.template;
  if (!isObject(template) || !Array.isArray(template.sections)) return undefined;
  return toDraft(template, readWords(shown?.body.words).es);
}

function keepDraft(space: Space, docId: string, shown: ShownDocument | undefined): DraftKeeper {
  let draft = draftIn(shown);
  let undoTo: Part | undefined;
  let outcome: SaveOutcome["status"] = "saved";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving = Promise.resolve();
  let isDirty = false;
  const of = isText(shown?.body.of) ? shown.body.of : undefined;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const save = async () => {
    if (!isDirty || draft === undefined) return;
    isDirty = false;
    const day = new Date().toISOString().slice(0, 10);
    const body = draftBody(draft, of, space.memberId ?? "", day);
    const saved = await saveEdit(space, commonsOf(space.collaborative), docId, body);
    if (saved.status !== "saved") isDirty = true;
    if (saved.status !== outcome) {
      outcome = saved.status;
      tell();
    }
  };
  const flush = async () => {
    clearTimeout(timer);
    saving = saving.then(save);
    await saving;
    return outcome;
  };
  const change = (next: Part) => {
    draft = next;
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), PAUSE_MS);
    tell();
  };

  return {
    docId,
    of,
    draft: () => draft,
    outcome: () => outcome,
    change: (next) => {
      undoTo = undefined;
      change(next);
    },
    changeWithUndo: (next) => {
      undoTo = draft;
      change(next);
    },
    get undo() {
      const back = undoTo;
      if (back === undefined) return undefined;
      return () => {
        undoTo = undefined;
        change(back);
      };
    },
    flush,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
