/** What can be done with a whole version: bring it back, or erase it for good. */
import { useState } from "preact/hooks";
import type { ShownDocument } from "../data/document.ts";
import type { Body } from "../directory/fields.ts";
import { toBringBack, type Version } from "../directory/versions.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { SavedNotice, useBringBack } from "./history-save.tsx";
import { fieldsInWords, troubleWords } from "./history-words.ts";
import { eraseVersion, type Trouble } from "./use-versions.ts";

interface Props {
  readonly version: Version;
  readonly document: ShownDocument;
  readonly now: Body;
  readonly body: Body;
}

export function BringBack({ version, document, now, body }: Props) {
  const { bringBack, ...saving } = useBringBack(document);
  const fields = toBringBack(now, body);
  const { number } = version;
  return (
    <section class="section stack">
      <h2>{t("The whole version")}</h2>
      {fields.length === 0 ? (
        <p>{t("The entry says all of this now.")}</p>
      ) : (
        <>
          <p>{t("This would change: {fields}", { fields: fieldsInWords(fields) })}</p>
          <p class="soft">
            {t("Whether it is shown, and when it was last checked, stays as it is now.")}
          </p>
          <Button icon="back" wide onClick={() => bringBack(body, fields)}>
            {t("Bring back all of version {number}", { number })}
          </Button>
        </>
      )}
      <SavedNotice {...saving} />
      <Erase docId={document.id} number={number} />
    </section>
  );
}

function Erase({ docId, number }: { readonly docId: string; readonly number: number }) {
  const { member, navigation } = useCairn();
  const [isAsked, setAsked] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const erase = async () => {
    const wrong = await eraseVersion(member?.id ?? "", docId, number);
    setTrouble(wrong);
    if (wrong === undefined) navigation.back();
  };
  if (!isAsked) {
    return (
      <Button icon="cross" kind="quiet" onClick={() => setAsked(true)}>
        {t("Erase this version for good")}
      </Button>
    );
  }
  return (
    <fieldset class="card stack">
      <legend>{t("Erase this version for good")}</legend>
      <p>
        {t(
          "Nobody can read or bring back this version after that. What the entry says now stays. This cannot be undone.",
        )}
      </p>
      {trouble && (
        <Notice kind="bad" role="alert">
          {troubleWords(trouble)}
        </Notice>
      )}
      <div class="row">
        <Button onClick={() => setAsked(false)}>{t("Keep it")}</Button>
        <Button kind="bad" icon="cross" onClick={() => void erase()}>
          {t("Erase it for good")}
        </Button>
      </div>
    </fieldset>
  );
}
