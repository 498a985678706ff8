/** A text of a worksheet, in English and in Spanish, one below the other. */
import {
  type At,
  labelSaid,
  type Part,
  said,
  type Tongue,
  withLabel,
  withSaid,
} from "../../authoring/draft.ts";
import { t } from "../../locale.ts";
import { TextField } from "../../parts/field.tsx";
import { wrongAt } from "./problem-words.ts";
import type { Editing } from "./use-keeper.ts";

interface Props {
  readonly editing: Editing;
  readonly at: At;
  readonly part: Part;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly lines?: boolean;
}

const TONGUES: readonly Tongue[] = ["en", "es"];
const inTongue = (label: string, tongue: Tongue) =>
  tongue === "en" ? t("{what} (English)", { what: label }) : t("{what} (Spanish)", { what: label });

export const SaidFields = ({ editing, at, part, name, label, hint, lines = false }: Props) => (
  <div class="said">
    {TONGUES.map((tongue) => (
      <TextField
        key={tongue}
        label={inTongue(label, tongue)}
        hint={tongue === "en" ? hint : undefined}
        lang={tongue}
        lines={lines}
        value={said(part, name, tongue)}
        wrong={tongue === "en" ? wrongAt(editing.problems, at, name) : undefined}
        onInput={(value) => editing.change(at, withSaid(part, name, tongue, value))}
      />
    ))}
  </div>
);

/** The six words of a scale. */
export const LabelFields = ({ editing, at, part }: Pick<Props, "editing" | "at" | "part">) => (
  <fieldset class="section stack">
    <legend>{t("The words for 0 to 5")}</legend>
    {[0, 1, 2, 3, 4, 5].map((step) => (
      <div class="said" key={step}>
        {TONGUES.map((tongue) => (
          <TextField
            key={tongue}
            label={inTongue(String(step), tongue)}
            lang={tongue}
            value={labelSaid(part, step, tongue)}
            wrong={
              tongue === "en"
                ? wrongAt(editing.problems, `${at}/labels/${step}`, "label")
                : undefined
            }
            onInput={(value) => editing.change(at, withLabel(part, step, tongue, value))}
          />
        ))}
      </div>
    ))}
  </fieldset>
);
