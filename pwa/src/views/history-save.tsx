/** Saving from the record of changes: a new edit each time, with the way to undo it. */
import { useState } from "preact/hooks";
import type { Decisions } from "../data/books.ts";
import { directoryOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import { saveEdit } from "../data/save.ts";
import { wholeBody } from "../directory/changes.ts";
import { undone } from "../directory/difference.ts";
import type { Body } from "../directory/fields.ts";
import { broughtBack } from "../directory/versions.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";
import { useDocuments } from "./use-documents.ts";
import { finished } from "./use-draft.ts";

export interface Saving {
  readonly save: (change: (body: Body) => Body, decisions?: Decisions) => void;
  readonly wrong: string | undefined;
  readonly undo: (() => void) | undefined; // for as long as the last change can be undone
  readonly isUndone: boolean;
}

/** Save changes of the document as it is now, each with the way to undo it. */
export function useSave(document: ShownDocument): Saving {
  const { space } = useCairn();
  const [wrong, setWrong] = useState<string>();
  const [undo, setUndo] = useState<() => void>();
  const [isUndone, setUndone] = useState(false);

  const save = async (change: (body: Body) => Body, decisions?: Decisions) => {
    if (!space) return;
    const database = directoryOf(space.collaborative);
    const before = wholeBody(document);
    const after = finished(change(before), before);
    const basedOn = { ...document, body: before };
    const how = decisions ? { basedOn, decisions } : { basedOn };
    const words = outcomeWords(await saveEdit(space, database, document.id, after, how));
    setWrong(words);
    setUndone(false);
    if (words !== undefined) return setUndo(undefined);
    setUndo(() => async () => {
      const now = await space.read(document.id);
      if (!now) return;
      const body = undone(now.body, { before, saved: after });
      await saveEdit(space, database, document.id, body, { basedOn: now, undoes: true });
      setUndo(undefined);
      setUndone(true);
    });
  };
  return { save: (change, decisions) => void save(change, decisions), wrong, undo, isUndone };
}

interface BringingBack extends Saving {
  /** Save these fields as a version has them. */
  readonly bringBack: (version: Body, fields: readonly string[]) => void;
}

/** Bring back what a version said, but for links to places that are gone since. */
export function useBringBack(document: ShownDocument): BringingBack {
  const saving = useSave(document);
  const { space } = useCairn();
  const places = useDocuments(space, "location");
  const isThere = (id: string) => places?.some((place) => place.id === id) ?? true;
  return {
    ...saving,
    bringBack: (version, fields) =>
      saving.save((now) => broughtBack(now, version, fields, isThere)),
  };
}

export function SavedNotice({ wrong, undo, isUndone }: Saving) {
  if (wrong !== undefined) {
    return (
      <Notice kind="bad" role="alert">
        {wrong}
      </Notice>
    );
  }
  return (
    <div role="status">
      {(undo || isUndone) && (
        <Notice kind="good">
          <div class="row">
            <span>{undo ? t("Saved on this phone.") : t("Undone.")}</span>
            {undo && <Button onClick={undo}>{t("Undo")}</Button>}
          </div>
        </Notice>
      )}
    </div>
  );
}
