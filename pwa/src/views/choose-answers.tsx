/** One question: both answers with who and when, and room for another. */
import { useId } from "preact/hooks";
import { sameValue, type Value } from "../data/claim.ts";
import { type Question, textOfValue } from "../directory/changes.ts";
import { t } from "../locale.ts";
import { TextField } from "../parts/field.tsx";
import { fieldWords } from "./field-words.ts";
import { useNames } from "./use-names.ts";
import { valueWords } from "./value-words.ts";

/** What was chosen; `isOwn`: another answer, written here. */
export interface Choice {
  readonly value: Value;
  readonly isOwn: boolean;
}

interface Props {
  readonly question: Question;
  readonly choice: Choice | undefined;
  readonly mayWrite: boolean;
  readonly onChoose: (choice: Choice) => void;
}

export function Answers({ question: { field, answers }, choice, mayWrite, onChoose }: Props) {
  const group = useId();
  const { whoAndWhen, nameOf } = useNames();
  const name = fieldWords(field);
  return (
    <fieldset>
      <legend>{name}</legend>
      <div class="stack">
        {answers.map(({ value, by, at }, place) => (
          <label class="check" key={place}>
            <input
              type="radio"
              name={group}
              autocomplete="off"
              checked={choice !== undefined && !choice.isOwn && sameValue(choice.value, value)}
              onChange={() => onChoose({ value, isOwn: false })}
            />
            <span>
              <span class="prose">{valueWords(field, value, nameOf)}</span>
              <br />
              <span class="soft">{whoAndWhen(by, at)}</span>
            </span>
          </label>
        ))}
        {mayWrite && (
          <label class="check">
            <input
              type="radio"
              name={group}
              autocomplete="off"
              checked={choice?.isOwn === true}
              onChange={() => onChoose({ value: answers[0]?.value ?? [], isOwn: true })}
            />
            <span>{t("Write another answer")}</span>
          </label>
        )}
        {choice?.isOwn && (
          <TextField
            lines
            label={t("Another answer for: {field}", { field: name })}
            value={textOfValue(choice.value) ?? ""}
            onInput={(words) => onChoose({ value: words === "" ? [] : [words], isOwn: true })}
          />
        )}
      </div>
    </fieldset>
  );
}
