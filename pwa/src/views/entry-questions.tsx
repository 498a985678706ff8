/** For editors, on an entry: that two people answered something differently, and where to choose. */
import type { Entry } from "../directory/entry.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { fieldWords } from "./field-words.ts";
import { undecidedOf } from "./use-questions.ts";

export function EntryQuestions({ entry }: { readonly entry: Entry }) {
  const { navigation, directory } = useCairn();
  const ids = [entry.id, entry.organizationId, ...entry.places.map(({ id }) => id)];
  const here = undecidedOf([...new Set(ids)].flatMap((id) => directory.documentOf(id) ?? []));
  return (
    <>
      {here.map(({ document, questions }) => (
        <Notice key={document.id}>
          <div class="stack">
            <p>
              {t("Two people changed this at the same time: {fields}.", {
                fields: questions.map(({ field }) => fieldWords(field)).join(", "),
              })}
            </p>
            <Button
              id={`choose-${document.id}`}
              onClick={() => navigation.go({ name: "choose", id: document.id })}
            >
              {t("Two answers: choose")}
            </Button>
          </div>
        </Notice>
      ))}
    </>
  );
}
