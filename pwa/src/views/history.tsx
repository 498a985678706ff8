/** For editors: who changed what in an entry, what it said before, and the way back to that. */

import type { ShownDocument } from "../data/document.ts";
import {
  type FieldChange,
  historyOf,
  lastChange,
  tookBack,
  wholeBody,
} from "../directory/changes.ts";
import { text } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { fieldWords } from "./field-words.ts";
import { SavedNotice, useSave } from "./history-save.tsx";
import { VersionList } from "./history-versions.tsx";
import { useDocuments } from "./use-documents.ts";
import { type Names, useNames } from "./use-names.ts";
import { useVersions } from "./use-versions.ts";
import { valueWords } from "./value-words.ts";

export function HistoryView({ id }: { readonly id: string }) {
  const { navigation, space, directory } = useCairn();
  const services = useDocuments(space, "service");
  const organizations = useDocuments(space, "organization");
  const locations = useDocuments(space, "location");
  const entry = directory.entryById.get(id);
  const ids = [id, entry?.organizationId, ...(entry?.places ?? []).map((place) => place.id)];
  const found = [...(services ?? []), ...(organizations ?? []), ...(locations ?? [])];
  const documents = ids.flatMap((one) => found.filter((document) => document.id === one));
  const isRead = services && organizations && locations;
  return (
    <Page title={t("Who changed what")} back={navigation.back} arrival={navigation.arrival}>
      {!isRead && <p class="soft">{t("Opening the directory…")}</p>}
      {isRead && documents.map((document) => <OfDocument key={document.id} document={document} />)}
    </Page>
  );
}

/** What is known of one document: its versions with signal, its last changes without. */
function OfDocument({ document }: { readonly document: ShownDocument }) {
  const names = useNames();
  const known = useVersions(document.id);
  const changes = historyOf(wholeBody(document));
  const hasVersions = (known.versions?.length ?? 0) > 0;
  return (
    <section class="section stack">
      <div>
        <h2>{text(document.body, "name") ?? t("A place without a name")}</h2>
        <p class="soft">{kindWords(document.id)}</p>
      </div>
      <VersionList document={document} known={known} names={names} />
      {hasVersions && changes.length > 0 && (
        <details>
          <summary>{t("The last change of each field, as this phone has it")}</summary>
          <Changes document={document} changes={changes} names={names} />
        </details>
      )}
      {!hasVersions && known.versions === undefined && known.trouble && changes.length > 0 && (
        <Changes document={document} changes={changes} names={names} />
      )}
    </section>
  );
}

function kindWords(docId: string): string {
  if (docId.startsWith("organization:")) return t("The organization");
  return docId.startsWith("location:") ? t("The place") : t("The service");
}

interface ChangesProps {
  readonly document: ShownDocument;
  readonly changes: readonly FieldChange[];
  readonly names: Names;
}

function Changes({ document, changes, names }: ChangesProps) {
  const saving = useSave(document);
  const { save } = saving;
  const last = lastChange(wholeBody(document));
  return (
    <div class="stack">
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
    </div>
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
