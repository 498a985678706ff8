/** For editors: notes about entries that are not here any more. They wait for their entry. */
import { lostNotes, type Note } from "../directory/note.ts";
import { t } from "../locale.ts";
import { Page } from "../parts/page.tsx";
import { type Cairn, isEditor, useCairn } from "./context.ts";
import { OneNote } from "./one-note.tsx";
import { useDocuments } from "./use-documents.ts";

/** Undefined until it is known. */
export function useLostNotes({ space, directory }: Cairn): readonly Note[] | undefined {
  const notes = useDocuments(space, "note");
  // Before the directory is read every note would look lost.
  return notes && directory.entryById.size > 0 ? lostNotes(notes, directory.entryById) : undefined;
}

export function LostNotesView() {
  const cairn = useCairn();
  const notes = useLostNotes(cairn);
  return (
    <Page title={t("Notes without their entry")} back={cairn.navigation.back}>
      <p>
        {t(
          "These notes are about services of directories that are no longer followed, or that no longer list them. When a directory is followed again, they are back with its services by themselves.",
        )}
      </p>
      {notes?.length === 0 && <p class="soft">{t("There are none.")}</p>}
      <ul class="plain">
        {notes?.map((note) => (
          <li key={note.id} class="card stack">
            <h2 dir="auto">{note.serviceName ?? t("A service that is not here any more")}</h2>
            {note.originName && <p class="soft">{t("From: {name}", { name: note.originName })}</p>}
            <OneNote note={note} mayRemove={isEditor(cairn)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
