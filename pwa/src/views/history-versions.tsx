/** The versions of a document, the newest first: whose, when, and what was changed. */
import type { ShownDocument } from "../data/document.ts";
import type { Version } from "../directory/versions.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import {
  deedWords,
  doorWords,
  fieldsInWords,
  peopleInWords,
  troubleWords,
  whenInWords,
} from "./history-words.ts";
import type { Names } from "./use-names.ts";
import type { KnownVersions } from "./use-versions.ts";

interface ListProps {
  readonly document: ShownDocument;
  readonly known: KnownVersions;
  readonly names: Names;
}

export function VersionList({ document, known, names }: ListProps) {
  const { versions, hasMore, isAsking, trouble, more, again } = known;
  return (
    <div class="stack">
      {document.waiting && (
        <Notice>{t("Changes on this phone that were not sent yet are not in this list.")}</Notice>
      )}
      {isAsking && versions === undefined && !trouble && (
        <p class="soft" role="status">
          {t("Asking for earlier versions…")}
        </p>
      )}
      {trouble && !isAsking && (
        <Notice kind="warn" role="status">
          <p>{troubleWords(trouble)}</p>
          {trouble === "offline" && (
            <div class="row">
              <Button onClick={versions ? more : again}>{t("Try now")}</Button>
            </div>
          )}
        </Notice>
      )}
      {versions?.length === 0 && <p class="card">{t("No version of this is kept yet.")}</p>}
      {versions !== undefined && versions.length > 0 && (
        <ol class="plain" reversed>
          {versions.map((version, place) => (
            <VersionCard
              key={version.number}
              docId={document.id}
              version={version}
              isNow={place === 0 && version.state === "kept" && !document.waiting}
              names={names}
            />
          ))}
        </ol>
      )}
      {hasMore && (
        <Button isBusy={isAsking} onClick={more}>
          {t("Show older versions")}
        </Button>
      )}
    </div>
  );
}

interface CardProps {
  readonly docId: string;
  readonly version: Version;
  readonly isNow: boolean;
  readonly names: Names;
}

function VersionCard({ docId, version, isNow, names }: CardProps) {
  const { navigation } = useCairn();
  const { number, state, forgotten } = version;
  const when = whenInWords(version);
  return (
    <li class="card stack">
      <h3>{t("Version {number}: {when}", { number, when })}</h3>
      <VersionFacts version={version} names={names} />
      {isNow && (
        <p class="line">
          <Icon name="check" />
          {t("This is what it says now")}
        </p>
      )}
      {state === "erased" && <p class="soft">{t("What it said was erased for good.")}</p>}
      {forgotten.length > 0 && (
        <p class="soft">{t("Erased for good: {fields}", { fields: fieldsInWords(forgotten) })}</p>
      )}
      {state === "kept" && (
        <div class="row">
          <Button
            id={`version-${docId}-${number}`}
            icon="next"
            label={t("Open this version: {when}", { when })}
            onClick={() => navigation.go({ name: "version", id: docId, version })}
          >
            {t("Open this version")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Who, by which way, and what. */
export function VersionFacts({
  version,
  names,
}: {
  readonly version: Version;
  readonly names: Names;
}) {
  const who = peopleInWords(version.people, names);
  const way = doorWords(version);
  return (
    <div>
      <p>
        <strong>{deedWords(version)}</strong>
      </p>
      {who && <p>{who}</p>}
      {way && <p class="soft">{way}</p>}
    </div>
  );
}
