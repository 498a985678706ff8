/**
 * Forms that were begun and not saved. A call, another app or an empty battery must not
 * cost what was typed, so every change of a form is kept on this phone, for its writer only.
 *
 * Only what the directory says may be kept so: never an address (a place may turn out to be
 * private), and nothing about the people an advocate works with.
 */
import type { Space } from "./database.ts";
import type { Body } from "./document.ts";
import type { JsonObject } from "./json.ts";

export interface KeptDraft {
  readonly id: string; // of the document; of a new one, its type
  readonly before: Body; // as it was when the form was opened
  readonly body: Body;
  readonly aside: JsonObject; // what was typed into the form and belongs to other documents
  readonly at: number; // milliseconds since 1970
}

export const readDraft = async (space: Space, id: string): Promise<KeptDraft | undefined> =>
  space.own?.get("drafts", id);

export interface DraftKeeper {
  /** Keep the draft in place of the one before; `undefined`: none any more. */
  readonly keep: (draft: KeptDraft | undefined) => void;
}

const BETWEEN_MILLISECONDS = 400; // writes: typing is faster, and a write costs as much as a key

/**
 * The first change is written at once, and of those that follow it closely only the last. What
 * is not written yet is when the page is hidden: it may not be shown again.
 */
export function draftKeeper(space: Space, id: string): DraftKeeper {
  let next: { readonly draft: KeptDraft | undefined } | undefined;
  let isWriting = false;
  let wake = () => {};
  const page = globalThis.document as Document | undefined;
  const write = async () => {
    isWriting = true;
    page?.addEventListener("visibilitychange", wakeNow);
    while (next) {
      const { draft } = next;
      next = undefined;
      try {
        if (draft) await space.own?.put("drafts", draft);
        else await space.own?.delete("drafts", id);
      } catch {
        // The phone is full, or the space was closed. Saving says so; typing must not stop.
      }
      if (draft && !page?.hidden) await pause();
    }
    isWriting = false;
    page?.removeEventListener("visibilitychange", wakeNow);
  };
  const wakeNow = () => wake();
  const pause = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, BETWEEN_MILLISECONDS);
    });
  return {
    keep(draft) {
      next = { draft };
      if (!isWriting) void write();
      else if (!draft) wake(); // it was saved, or thrown away
    },
  };
}
