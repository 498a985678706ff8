/** One tap that changes a document, and the tap that takes it back. */
import { directoryOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import { saveEdit } from "../data/save.ts";
import { wholeBody } from "../directory/changes.ts";
import { undone } from "../directory/difference.ts";
import type { Body } from "../directory/fields.ts";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";
import { finished } from "./use-draft.ts";

export type QuickSave = { readonly undo: () => Promise<void> } | { readonly wrong: string }; // in words: nothing was saved

/** Saves a change of the document as it is now. */
export function useQuickSave(): (
  document: ShownDocument,
  change: (body: Body) => Body,
) => Promise<QuickSave> {
  const { space } = useCairn();
  return async (document, change) => {
    if (!space) return { undo: async () => {} };
    const database = directoryOf(space.collaborative);
    const before = wholeBody(document);
    const saved = finished(change(before), before);
    const basedOn = { ...document, body: before };
    const wrong = outcomeWords(await saveEdit(space, database, document.id, saved, { basedOn }));
    if (wrong !== undefined) return { wrong };
    const undo = async () => {
      const now = await space.read(document.id);
      if (!now) return;
      const body = undone(now.body, { before, saved });
      await saveEdit(space, database, document.id, body, { basedOn: now, undoes: true });
    };
    return { undo };
  };
}
