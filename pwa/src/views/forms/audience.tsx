/** Whom a service is for, and how it helps. */
import { useId } from "preact/hooks";
import { withField, withoutField } from "../../directory/draft.ts";
import { texts } from "../../directory/fields.ts";
import { SERVED, servedWords } from "../../directory/served-words.ts";
import { CATEGORIES, categoryWords } from "../../directory/words.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Drawing } from "../../parts/drawing.tsx";
import { Check, TextField } from "../../parts/field.tsx";
import { servedDrawing } from "../served-drawings.ts";
import { type Changed, DraftCheck, DraftNumber, DraftText } from "./field.tsx";
import { HelpedLegend } from "./help.tsx";
import { focusFirstOf } from "./rows.tsx";

interface TicksProps extends Changed {
  readonly field: string;
  readonly legend: string;
  readonly offered: readonly string[];
  readonly words: (value: string) => string;
  readonly hasDrawings?: boolean;
}

/** Some of many, in the order of the list. What the list does not have stays, and is shown. */
function Ticks({ body, change, field, legend, offered, words, hasDrawings }: TicksProps) {
  const id = useId();
  const chosen = texts(body, field);
  const all = [...new Set([...offered, ...chosen])];
  const set = (next: readonly string[]) =>
    change(next.length === 0 ? withoutField(body, field) : withField(body, field, next));
  return (
    <fieldset class="rows" aria-describedby={`${id}-help`}>
      <HelpedLegend id={id} place={field} words={legend} />
      <div class="choices">
        {all.map((value) => {
          const drawing = hasDrawings ? servedDrawing(value) : undefined;
          return (
            <Check
              key={value}
              label={
                <>
                  {drawing && <Drawing name={drawing} />} {words(value)}
                </>
              }
              checked={chosen.includes(value)}
              onChange={(checked) =>
                set(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
          );
        })}
      </div>
    </fieldset>
  );
}

export const KindTicks = (of: Changed) => (
  <Ticks
    {...of}
    field="categories"
    legend={t("Kind of help")}
    offered={CATEGORIES}
    words={categoryWords}
  />
);

export const Audience = (of: Changed) => (
  <>
    <Ticks
      {...of}
      field="who_is_served"
      legend={t("It says it is for")}
      offered={SERVED}
      words={servedWords}
      hasDrawings
    />
    <DraftText {...of} field="eligibility_description" label={t("Who it serves")} lines />
    <div class="fields pair">
      <DraftNumber {...of} field="minimum_age" label={t("Youngest age")} />
      <DraftNumber {...of} field="maximum_age" label={t("Oldest age")} />
    </div>
    <Peoples {...of} />
  </>
);

export const Ways = (of: Changed) => (
  <>
    <DraftCheck {...of} field="without_police" label={t("Does not bring in the police")} />
    <DraftCheck {...of} field="restorative" label={t("Works in a restorative way")} />
  </>
);

/** For whom it was made, in the words of those who made it. */
function Peoples({ body, change }: Changed) {
  const id = useId();
  const peoples = texts(body, "culturally_specific");
  const set = (next: readonly string[]) => change(withField(body, "culturally_specific", next));
  return (
    <fieldset class="rows" aria-describedby={`${id}-help`}>
      <HelpedLegend id={id} place="culturally_specific" words={t("Made by and for")} />
      {peoples.map((people, n) => (
        <div key={n} class="card fields">
          <TextField
            id={`field-culturally_specific.${n}`}
            label={t("People or community {n}", { n: n + 1 })}
            maxLength={300}
            value={people}
            onInput={(value) => set(peoples.map((old, at) => (at === n ? value : old)))}
          />
          <Button
            icon="cross"
            kind="quiet"
            onClick={() => {
              set(peoples.filter((_, at) => at !== n));
              document.getElementById(id)?.focus();
            }}
          >
            {t("Remove: {row}", { row: people || t("People or community {n}", { n: n + 1 }) })}
          </Button>
        </div>
      ))}
      <Button
        id={id}
        onClick={() => {
          set([...peoples, ""]);
          focusFirstOf(`culturally_specific.${peoples.length}`);
        }}
      >
        {t("Add a people or community")}
      </Button>
    </fieldset>
  );
}
