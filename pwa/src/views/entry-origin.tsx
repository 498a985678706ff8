/** With an entry of another directory: whose it is, how old, and what our own editors noted. */
import { useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import { saveEdit } from "../data/save.ts";
import type { Entry } from "../directory/entry.ts";
import { newId } from "../directory/new-id.ts";
import { newNote, notesAbout } from "../directory/note.ts";
import { fromWords, receivedWords } from "../directory/origin.ts";
import { NOTE_LIMIT } from "../directory/suggestion.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Form, TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { isEditor, useCairn } from "./context.ts";
import { DetailNotice } from "./detail-notice.tsx";
import { OneNote } from "./one-note.tsx";
import { outcomeWords } from "./save-outcome.ts";
import { useDocuments } from "./use-documents.ts";

/** Above the telephone number: whose it is, and what our editors know about it. */
export function EntryOrigin({ entry }: { readonly entry: Entry }) {
  const cairn = useCairn();
  const { directory, navigation } = cairn;
  const notes = notesAbout(useDocuments(cairn.space, "note") ?? [], entry, directory.entryById);
  const { origin, twin } = entry;
  if (!origin) return null;
  const received = receivedWords(origin, new Date());
  const ours = twin === undefined ? undefined : directory.entryById.get(twin);
  return (
    <section class="card stack" id="origin" aria-label={fromWords(origin)}>
      <p class="line">
        <Icon name="globe" />
        <span>
          <strong>{fromWords(origin)}</strong>
          {received && ` · ${received}`}
        </span>
      </p>
      {ours && (
        <Button
          id="open-ours"
          icon="next"
          onClick={() => navigation.go({ name: "entry", id: ours.id })}
        >
          {t("Also in our own directory: open it")}
        </Button>
      )}
      {notes.length > 0 && (
        <>
          <h2>{t("Our own notes")}</h2>
          <ul class="plain">
            {notes.map((note) => (
              <li key={note.id} class="stack">
                <OneNote note={note} mayRemove={isEditor(cairn)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Below all that is told of it: what can be done about it here. */
export function AboutForeign({ entry }: { readonly entry: Entry }) {
  const mayWrite = isEditor(useCairn());
  return (
    <section class="section stack">
      <p class="soft">
        {t(
          "This is another collaborative's entry. It cannot be changed here. Report what is wrong: our own editors see it, and can write a note or call them.",
        )}
      </p>
      {mayWrite && <WriteNote about={entry} />}
    </section>
  );
}

function WriteNote({ about }: { readonly about: Entry }) {
  const { space, member, navigation } = useCairn();
  const [words, setWords] = useState("");
  const [wrong, setWrong] = useState<string>();
  if (!space || !member) return null;
  const save = async () => {
    if (words.trim() === "") {
      setWrong(t("Write the note first."));
      return;
    }
    const body = newNote(about, words, member.id, new Date());
    const outcome = await saveEdit(
      space,
      directoryOf(space.collaborative),
      `note:${newId()}`,
      body,
    );
    const problem = outcomeWords(outcome);
    setWrong(problem);
    if (problem !== undefined) return;
    setWords("");
    navigation.setUnsaved(false);
    announce(t("Saved on this phone. It will be sent when there is signal."));
  };
  return (
    <Form label={t("Our own notes")} onSubmit={() => void save()}>
      <TextField
        lines
        label={t("Write a note of our own")}
        hint={t(
          "Only our members see it, and it is never passed on. Write about the service only, not about a person you help.",
        )}
        value={words}
        maxLength={NOTE_LIMIT}
        wrong={wrong}
        onInput={(value) => {
          setWords(value);
          setWrong(undefined);
          navigation.setUnsaved(value.trim() !== "");
        }}
      />
      <DetailNotice text={words} />
      <Button id="save-note" submits>
        {t("Save the note")}
      </Button>
    </Form>
  );
}
