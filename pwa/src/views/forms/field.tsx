/** A field of the draft: a text, a number, a day, a choice, a tick. */

import { withField, withNumber, withoutField } from "../../directory/draft.ts";
import { amount, type Body, isTrue, text } from "../../directory/fields.ts";
import { Check, type Choice, Select, TextField } from "../../parts/field.tsx";
import { controlId, placeOf, useWrong } from "./form-context.ts";
import { useHelp } from "./help.tsx";

/** What is changed: the document, or a row of it that stands `at` such as "phones.0". */
export interface Changed {
  readonly body: Body;
  readonly change: (body: Body) => void;
  readonly at?: string | undefined;
}

export interface FieldProps extends Changed {
  readonly field: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

// As the server has it.
const MOST_LETTERS = 10_000;
const MOST_IN_A_LINE = 300;
const MOST_BY_TYPE = { email: 254, url: 2000, tel: 40 };

interface TextProps extends FieldProps {
  readonly lines?: boolean | undefined;
  readonly type?: "text" | "tel" | "email" | "url" | "date";
}

/** A text of the draft. */
export function DraftText({
  body,
  change,
  at,
  field,
  lines = false,
  type = "text",
  ...rest
}: TextProps) {
  const place = placeOf(at, field);
  const id = controlId(place);
  const ofType = type === "text" || type === "date" ? MOST_IN_A_LINE : MOST_BY_TYPE[type];
  return (
    <TextField
      {...rest}
      id={id}
      lines={lines}
      type={type}
      maxLength={lines ? MOST_LETTERS : ofType}
      help={useHelp(id, place, rest.label)}
      wrong={useWrong(place)}
      value={typeof body[field] === "string" ? body[field] : ""}
      onInput={(value) => change(withField(body, field, value))}
    />
  );
}

/** A whole number of the draft; nothing typed is no field. */
export function DraftNumber({ body, change, at, field, ...rest }: FieldProps) {
  const place = placeOf(at, field);
  const id = controlId(place);
  return (
    <TextField
      {...rest}
      id={id}
      inputMode="numeric"
      help={useHelp(id, place, rest.label)}
      wrong={useWrong(place)}
      value={String(amount(body, field) ?? "")}
      onInput={(value) => change(withNumber(body, field, value))}
    />
  );
}

/** Something that is so, or of which nothing is said. */
export function DraftCheck({ body, change, at, field, label }: FieldProps) {
  const place = placeOf(at, field);
  const id = controlId(place);
  const help = useHelp(id, place, label);
  return (
    <div>
      <div class="check-row">
        <Check
          id={id}
          label={label}
          helpId={help?.id}
          checked={isTrue(body, field)}
          onChange={(checked) =>
            change(checked ? withField(body, field, true) : withoutField(body, field))
          }
        />
        {help?.button}
      </div>
      {help?.words}
    </div>
  );
}

interface SelectProps<T extends string> extends FieldProps {
  readonly choices: readonly Choice<T>[];
  readonly none?: T; // shown when the draft says nothing of it
}

/** One of many. What an import brought and the list does not have stays until another is chosen. */
export function DraftSelect<T extends string>(props: SelectProps<T>) {
  const { body, change, at, field, choices } = props;
  const place = placeOf(at, field);
  const id = controlId(place);
  const said = text(body, field);
  const unknown = said !== undefined && !choices.some(({ value }) => value === said);
  const offered: readonly Choice<string>[] = unknown
    ? [{ value: said, label: said }, ...choices]
    : choices;
  return (
    <Select
      id={id}
      label={props.label}
      help={useHelp(id, place, props.label)}
      value={said ?? props.none ?? ""}
      choices={offered}
      onChange={(value) =>
        change(value === "" ? withoutField(body, field) : withField(body, field, value))
      }
    />
  );
}
