/** How an entry stands: whose it is, whether it is open, how old, and what to know first. */
import { ageOf } from "../directory/age.ts";
import type { Entry } from "../directory/entry.ts";
import { text } from "../directory/fields.ts";
import { isRetired } from "../directory/standing.ts";
import { STATUSES, statusWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { later } from "../parts/later.tsx";
import { Notice } from "../parts/notice.tsx";
import { dayInWords } from "../when.ts";
import { isEditor, useCairn } from "./context.ts";
import { openWords } from "./entry-row.tsx";
import { StateNotice } from "./entry-state.tsx";

const EntryQuestions = later(() =>
  import("./entry-questions.tsx").then((part) => part.EntryQuestions),
);

export function Standing({ entry }: { readonly entry: Entry }) {
  const mayChoose = isEditor(useCairn());
  const now = new Date();
  const age = ageOf(entry.document.body, now, entry.origin !== undefined);
  const status = STATUSES.find((one) => one === entry.document.body.status);
  const alert = text(entry.document.body, "alert");
  const open = openWords(entry, now);
  return (
    <>
      <StateNotice entry={entry} />
      <ul class="facts">
        {entry.organization && entry.organization !== entry.name && (
          <li>
            <Icon name="people" />
            <span>{entry.organization}</span>
          </li>
        )}
        {open && (
          <li>
            <Icon name="clock" />
            <strong>{open}</strong>
          </li>
        )}
        <li class={age.isOld ? "old" : ""}>
          <Icon name={age.isOld ? "warn" : "check"} />
          <span>
            {age.words}
            {entry.assured && ` (${dayInWords(entry.assured)})`}
          </span>
        </li>
      </ul>
      {status && status !== "active" && <Notice kind="warn">{statusWords(status)}</Notice>}
      {alert && !isRetired(entry.document.body) && <Notice kind="warn">{alert}</Notice>}
      {entry.isWaiting && (
        <Notice>{t("You changed this entry. The change is waiting to be sent.")}</Notice>
      )}
      {mayChoose && <EntryQuestions entry={entry} />}
    </>
  );
}
