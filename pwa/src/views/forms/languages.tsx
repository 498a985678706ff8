/** Languages: those that are common here to tick, all others in rows. */
import { useId } from "preact/hooks";
import { withField } from "../../directory/draft.ts";
import { type Body, list, text } from "../../directory/fields.ts";
import { languageWords } from "../../directory/words.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Check } from "../../parts/field.tsx";
import { type Changed, DraftText } from "./field.tsx";
import { placeOf } from "./form-context.ts";
import { HelpedLegend } from "./help.tsx";
import { focusFirstOf } from "./rows.tsx";

// Spoken in the rural United States more than most, beside the two of this app.
const OFFERED = "en es nv fr ht zh vi ko tl ar ru pt so ase".split(" ");

interface Props extends Changed {
  readonly legend?: string;
}

export function LanguageChecks({ body, change, at, legend = t("Languages spoken") }: Props) {
  const id = useId();
  const place = placeOf(at, "languages");
  const rows = list(body, "languages");
  const set = (next: readonly Body[]) => change(withField(body, "languages", next));
  const codes = rows.flatMap((row) => text(row, "code") ?? []);
  const offered = [...new Set([...OFFERED, ...codes])];
  return (
    <fieldset class="rows" aria-describedby={`${id}-help`}>
      <HelpedLegend id={id} place={place} words={legend} />
      <div class="choices">
        {offered.map((code) => (
          <Check
            key={code}
            label={languageWords(code)}
            checked={codes.includes(code)}
            onChange={(checked) =>
              set(checked ? [...rows, { code }] : rows.filter((row) => row.code !== code))
            }
          />
        ))}
      </div>
      {rows.map((row, n) => {
        if (text(row, "code") !== undefined) return null;
        const one = (next: Body) => set(rows.map((old, at) => (at === n ? next : old)));
        return (
          <div key={n} class="card fields">
            <DraftText
              body={row}
              change={one}
              at={`${place}.${n}`}
              field="name"
              label={t("Name of the language")}
            />
            <DraftText
              body={row}
              change={one}
              at={`${place}.${n}`}
              field="note"
              label={t("Note")}
            />
            <Button
              icon="cross"
              kind="quiet"
              onClick={() => {
                set(rows.filter((_, at) => at !== n));
                document.getElementById(id)?.focus();
              }}
            >
              {t("Remove this language")}
            </Button>
          </div>
        );
      })}
      <Button
        id={id}
        onClick={() => {
          set([...rows, { name: "" }]);
          focusFirstOf(`${place}.${rows.length}.`);
        }}
      >
        {t("Another language")}
      </Button>
    </fieldset>
  );
}
