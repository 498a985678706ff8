/** What to ask on the phone, each beside what the entry says now. */
import type { Entry } from "../directory/entry.ts";
import { text } from "../directory/fields.ts";
import { languageWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { costWords } from "./entry-about.tsx";
import { Week } from "./week.tsx";

export function CallQuestions({ entry }: { readonly entry: Entry }) {
  const { body } = entry.document;
  const numbers = entry.phones.flatMap((phone) => text(phone, "number") ?? "").join(", ");
  const said: readonly (readonly [string, string])[] = [
    [t("Is this the right number?"), numbers],
    [t("What does it cost?"), costWords(entry).filter(Boolean).join(". ")],
    [t("Which languages do you speak?"), entry.languages.map(languageWords).join(", ")],
    [t("Who can come to you?"), text(body, "eligibility_description") ?? ""],
  ];
  return (
    <details>
      <summary>{t("What to ask")}</summary>
      <dl>
        <dt>
          <strong>{t("When are you open?")}</strong>
        </dt>
        <dd>
          {entry.schedules.length === 0 ? (
            <NotKnown />
          ) : (
            <Week schedules={entry.schedules} now={new Date()} />
          )}
        </dd>
        {said.map(([question, answer]) => (
          <div key={question}>
            <dt>
              <strong>{question}</strong>
            </dt>
            <dd class="prose" dir="auto">
              {answer || <NotKnown />}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const NotKnown = () => <span class="soft">{t("The directory does not say.")}</span>;
