/** For editors: who changed what in an entry, what it said before, and the way back to that. */

import { useState } from "preact/hooks";
import type { Decisions } from "../data/books.ts";
import { directoryOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import { saveEdit } from "../data/save.ts";
import {
  type FieldChange,
  historyOf,
  lastChange,
  tookBack,
  wholeBody,
} from "../directory/changes.ts";
import { undone } from "../directory/difference.ts";
import { type Body, text } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { fieldWords } from "./field-words.ts";
import { outcomeWords } from "./save-outcome.ts";
import { useDocuments } from "./use-documents.ts";
import { finished } from "./use-draft.ts";
import { type Names, useNames } from "./use-names.ts";
import { valueWords } from "./value-words.ts";

export function HistoryView({ id }: { readonly id: string }) {
  const { navigation, space, directory } = useCairn();
  const services = useDocuments(space, "service");
  const organizations = useDocuments(space, "organization");
  const locations = useDocuments(space, "location");
  const entry = directory.entryById.get(id);
  const ids = [id, entry?.organizationId, ...(entry?.places ?? []).map((place) => place.id)];
  const documents = [...(services ?? []), ...(organizations ?? []), ...(locations ?? [])]
    .filter((document) => ids.includes(document.id))
    .map((document) => ({ document, changes: historyOf(wholeBody(document)) }))
    .filter(({ changes }) => changes.length > 0);
  const isRead = services && organizations && locations;
  return (
    <Page title={t("Who changed what")} back={navigation.back} arrival={navigation.arrival}>
      {!isRead && <p class="soft">{t("Opening the directory…")}</p>}
      {isRead && documents.length === 0 && (
        <p class="card">
          {t("No change of this entry is known. Changes made on a phone are listed from now on.")}
        </p>
      )}
      {documents.map(({ document, changes }) => (
        <Changes key={document.id} document={document} changes={changes} />
      ))}
    </Page>
  );
}

interface ChangesProps {
  readonly document: ShownDocument;
  readonly changes: readonly FieldChange[];
}

function Changes({ document, changes }: ChangesProps) {
  const names = useNames();
  const saving = useSave(document);
  const { save } = saving;
  const last = lastChange(wholeBody(document));
  return (
    <section class="section stack">
      <h2>{text(document.body, "name") ?? t("A place without a name")}</h2>
      <SavedNotice {...saving} />
      {last.length > 1 && (
        <Button icon="back" onClick={() => save((body) => tookBack(body, last))}>
          {t("Take back all of the last change")}
        </Button>
      )}
      <ul class="plain">
        {changes.map((change) => (
          <ChangeCard
            key={`${change.field} ${change.event}`}
            change={change}
            names={names}
            onTakeBack={() => save((body) => tookBack(body, [change]))}
            onForget={() => save((body) => body, { erased: [change.field] })}
          />
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  readonly change: FieldChange;
  readonly names: Names;
  readonly onTakeBack: () => void;
  readonly onForget: () => void;
}

function ChangeCard({ change, names, onTakeBack, onForget }: CardProps) {
  const { field, by, at, value, was, areBothKept } = change;
  const name = fieldWords(field);
  return (
    <li class="card stack">
      <h3>{name}</h3>
      <p class="soft">{names.whoAndWhen(by, at)}</p>
      {areBothKept && (
        <p class="line">
          <Icon name="check" />
          {t("Both changes kept")}
        </p>
      )}
      <dl>
        <dt>
          <strong>{t("It was changed to")}</strong>
        </dt>
        <dd class="prose">{valueWords(field, value, names.nameOf)}</dd>
        {was && (
          <>
            <dt>
              <strong>{t("It said before")}</strong>
            </dt>
            <dd class="prose">{valueWords(field, was, names.nameOf)}</dd>
          </>
        )}
      </dl>
      {was ? (
        <div class="row">
          <Button icon="back" onClick={onTakeBack}>
            {t("Put back what it said before: {field}", { field: name })}
          </Button>
          {was.length > 0 && (
            <Button icon="cross" kind="quiet" onClick={onForget}>
              {t("Erase for good what it said before: {field}", { field: name })}
            </Button>
          )}
        </div>
      ) : (
        <p class="soft">{t("What it said before is not kept.")}</p>
      )}
    </li>
  );
}

interface Saving {
  readonly save: (change: (body: Body) => Body, decisions?: Decisions) => void;
  readonly wrong: string | undefined;
  readonly undo: (() => void) | undefined; // for as long as the last change can be undone
  readonly isUndone: boolean;
}

/** Save changes of the document as it is now, each with the way to undo it. */
function useSave(document: ShownDocument): Saving {
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

function SavedNotice({ wrong, undo, isUndone }: Saving) {
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
