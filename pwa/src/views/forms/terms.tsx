/** The words of fixed lists that an entry is filed under: what import brought, and more of them. */
import { useId, useState } from "preact/hooks";
import { withField } from "../../directory/draft.ts";
import { type Body, list, text } from "../../directory/fields.ts";
import { newId } from "../../directory/new-id.ts";
import { t } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import type { Changed } from "./field.tsx";
import { HelpedLegend } from "./help.tsx";
import { type Term, useTerms } from "./use-terms.ts";

const MOST_OFFERED = 12;

export function TermRows({ body, change }: Changed) {
  const id = useId();
  const terms = useTerms();
  const [words, setWords] = useState("");
  const rows = list(body, "attributes");
  const used = new Set(rows.flatMap((row) => text(row, "taxonomy_term_id") ?? []));
  const offered = terms.find(words).filter((term) => !used.has(term.id));
  const set = (next: readonly Body[]) => change(withField(body, "attributes", next));
  const add = (term: Term) => {
    set([...rows, { id: newId(), taxonomy_term_id: term.id }]);
    setWords("");
    announce(t("Added: {word}", { word: term.name }));
    document.getElementById(id)?.focus();
  };
  return (
    <fieldset class="rows" aria-describedby={`${id}-help`}>
      <HelpedLegend id={id} place="attributes" words={t("Words it is filed under")} />
      {rows.length > 0 && (
        <ul class="plain">
          {rows.map((row, n) => {
            const named = terms.nameOf(row);
            return (
              <li key={n} class="row spread">
                <span dir="auto">{named}</span>
                <Button
                  icon="cross"
                  kind="quiet"
                  onClick={() => {
                    set(rows.filter((_, at) => at !== n));
                    document.getElementById(id)?.focus();
                  }}
                >
                  {t("Remove: {row}", { row: named })}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <TextField
        id={id}
        label={t("Find a word to add")}
        maxLength={300}
        value={words}
        onInput={setWords}
      />
      {words.trim() !== "" && (
        <fieldset class="stack">
          <legend class="unseen">{t("Words that were found")}</legend>
          {offered.slice(0, MOST_OFFERED).map((term) => (
            <Button key={term.id} onClick={() => add(term)}>
              {term.list ? `${term.name} (${term.list})` : term.name}
            </Button>
          ))}
          {offered.length > MOST_OFFERED && (
            <p class="hint">{t("There are more. Type another letter.")}</p>
          )}
          {!terms.isKnown(words) && (
            <Button onClick={() => void terms.make(words.trim()).then((made) => made && add(made))}>
              {t("Add “{word}” as a new word", { word: words.trim() })}
            </Button>
          )}
        </fieldset>
      )}
    </fieldset>
  );
}
