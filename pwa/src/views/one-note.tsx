/** A note of our own editors about another directory's entry: who wrote it, and its end. */
import { useState } from "preact/hooks";
import { saveEdit } from "../data/save.ts";
import type { Note } from "../directory/note.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";
import { useNames } from "./use-names.ts";

export function OneNote({ note, mayRemove }: { readonly note: Note; readonly mayRemove: boolean }) {
  const { space } = useCairn();
  const { whoAndWhen } = useNames();
  const [isAsking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const remove = async () => {
    if (!space) return;
    const { document } = note;
    const outcome = await saveEdit(
      space,
      document.database,
      note.id,
      {},
      { deleted: true, basedOn: document },
    );
    setWrong(outcomeWords(outcome));
    if (outcome.status === "saved") announce(t("The note is removed."));
  };
  return (
    <>
      <p class="prose" dir="auto">
        {note.text}
      </p>
      <p class="soft">{whoAndWhen(note.member, note.madeAt)}</p>
      {note.document.waiting && (
        <p class="line">
          <Icon name="send" />
          <span>{t("Saved on this phone. Waiting to be sent.")}</span>
        </p>
      )}
      {wrong && (
        <Notice kind="bad" role="alert">
          {wrong}
        </Notice>
      )}
      {mayRemove && !isAsking && (
        <Button id={`remove-${note.id}`} kind="quiet" icon="cross" onClick={() => setAsking(true)}>
          {t("Remove the note…")}
        </Button>
      )}
      {isAsking && (
        <div class="row">
          <Button kind="bad" onClick={() => void remove()}>
            {t("Remove the note")}
          </Button>
          <Button onClick={() => setAsking(false)}>{t("Keep the note")}</Button>
        </div>
      )}
    </>
  );
}
