/** Publish, take back, retire, copy: changes of several documents that are undone as one. */
import { useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import { saveEdit } from "../data/save.ts";
import type { Body } from "../directory/fields.ts";
import { seconds } from "../directory/suggestion.ts";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";
import { type QuickSave, useQuickSave } from "./use-quick-save.ts";

export interface Step {
  readonly document: ShownDocument;
  readonly change: (body: Body) => Body;
}

export interface Stepping {
  /** Save all steps; the way to undo them, or undefined when not all could be saved. */
  readonly run: (steps: readonly Step[]) => Promise<(() => Promise<void>) | undefined>;
  readonly wrong: string | undefined;
}

export function useSteps(): Stepping {
  const quickSave = useQuickSave();
  const [wrong, setWrong] = useState<string>();
  return {
    wrong,
    async run(steps) {
      const undos: (() => Promise<void>)[] = [];
      const undo = async () => {
        for (const back of [...undos].reverse()) await back();
      };
      for (const { document, change } of steps) {
        const saved = await quickSave(document, change);
        if ("wrong" in saved) {
          await undo();
          setWrong(saved.wrong);
          return undefined;
        }
        undos.push(saved.undo);
      }
      setWrong(undefined);
      return undo;
    },
  };
}

/** Saves a new document; the way to undo that, or what is wrong in words. */
export function useNewDocument() {
  const { space } = useCairn();
  return async (id: string, body: Body) => {
    if (!space) return { wrong: "" };
    const database = directoryOf(space.collaborative);
    const wrong = outcomeWords(await saveEdit(space, database, id, body));
    if (wrong !== undefined) return { wrong };
    const undo = async () => {
      const now = await space.read(id);
      if (!now) return;
      const how = { deleted: true, basedOn: now, undoes: true };
      await saveEdit(space, database, id, {}, how);
    };
    return { undo };
  };
}

/** Deletes a draft; the way to undo that, or what is wrong in words. */
export function useDelete() {
  const { space, member } = useCairn();
  return async (document: ShownDocument): Promise<QuickSave> => {
    if (!space || !member) return { wrong: "" };
    const database = directoryOf(space.collaborative);
    const { id, body } = document;
    // Said in the end itself: should somebody else be changing it now, an editor is asked.
    const end = { type: body.type ?? "", schema: 1, by: member.id, at: seconds(new Date()) };
    const how = { deleted: true, basedOn: document };
    const wrong = outcomeWords(await saveEdit(space, database, id, end, how));
    if (wrong !== undefined) return { wrong };
    const undo = async () => {
      const now = await space.read(id);
      if (!now) await saveEdit(space, database, id, body, { undoes: true });
    };
    return { undo };
  };
}
