/** The pieces of an editor's form: a field of the draft, and rows that repeat. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { withField, withoutField } from "../directory/draft.ts";
import { type Body, isTrue, list } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import type { Draft } from "./use-edit.ts";

interface FieldProps {
  readonly body: Body;
  readonly field: string;
  readonly label: string;
  readonly change: (body: Body) => void;
  readonly hint?: string;
  readonly wrong?: string | undefined;
  readonly lines?: boolean;
  readonly type?: "text" | "tel" | "email" | "url" | "time";
  readonly maxLength?: number;
}

// As the server has it.
const MOST_LETTERS = 10_000;
const MOST_LETTERS_IN_A_LINE = 300;

/** A text of the draft. */
export const DraftText = ({ body, field, change, ...rest }: FieldProps) => (
  <TextField
    maxLength={rest.lines ? MOST_LETTERS : MOST_LETTERS_IN_A_LINE}
    {...rest}
    value={typeof body[field] === "string" ? body[field] : ""}
    onInput={(value) => change(withField(body, field, value))}
  />
);

/** Texts of a list of objects, one a line: areas, papers to bring. */
export function DraftLines(props: FieldProps & { readonly inner: string }) {
  const { body, field, inner, change, ...rest } = props;
  const lines = list(body, field).map((item) => String(item[inner] ?? ""));
  return (
    <TextField
      {...rest}
      lines
      value={lines.join("\n")}
      onInput={(value) => {
        const items = value === "" ? [] : value.split("\n");
        // A line that was there before keeps the rest of its object.
        const known = list(body, field);
        change(
          withField(
            body,
            field,
            items.map((item) => {
              const before = known.find((object) => object[inner] === item);
              return before ?? { [inner]: item };
            }),
          ),
        );
      }}
    />
  );
}

interface RowsProps {
  readonly legend: string;
  readonly rowName: (n: number) => string;
  readonly add: string;
  readonly rows: readonly Body[];
  readonly newRow: Body;
  readonly onChange: (rows: readonly Body[]) => void;
  readonly wrong?: string | undefined;
  readonly children: (row: Body, change: (row: Body) => void) => ComponentChildren;
}

/** Rows of the same fields, with one more or one less. */
export function Rows(props: RowsProps) {
  const { rows, onChange } = props;
  const add = useId();
  return (
    <fieldset class="section">
      <legend>{props.legend}</legend>
      {rows.map((row, place) => (
        <fieldset key={place} class="card stack">
          <legend class="unseen">{props.rowName(place + 1)}</legend>
          {props.children(row, (next) =>
            onChange(rows.map((old, at) => (at === place ? next : old))),
          )}
          <Button
            icon="cross"
            kind="quiet"
            onClick={() => {
              onChange(rows.filter((_, at) => at !== place));
              document.getElementById(add)?.focus(); // else on the next row's, or on none
            }}
          >
            {t("Remove: {row}", { row: props.rowName(place + 1) })}
          </Button>
        </fieldset>
      ))}
      {props.wrong && (
        <div tabIndex={-1} data-wrong>
          <Notice kind="bad">{props.wrong}</Notice>
        </div>
      )}
      <Button id={add} onClick={() => onChange([...rows, props.newRow])}>
        {props.add}
      </Button>
    </fieldset>
  );
}

/** Whether everybody may read the entry, or members only. */
export function PublicCheck({ draft: { body, change } }: { readonly draft: Draft }) {
  const words = isTrue(body, "confidential")
    ? t(
        "Anyone on the internet can then see the county or region and the phone numbers of this place, nothing else.",
      )
    : t("Anyone on the internet can then read this entry, not only members.");
  return (
    <div class="section">
      <Check
        label={t("Show this entry to everybody")}
        checked={isTrue(body, "public")}
        onChange={(checked) =>
          change(checked ? withField(body, "public", true) : withoutField(body, "public"))
        }
      />
      <p class="hint">{words}</p>
    </div>
  );
}

/** What keeps the form from being saved, and the button that saves it. */
export const SaveBar = ({ draft }: { readonly draft: Draft }) => (
  <>
    {(draft.problems.length > 0 || draft.failure !== undefined) && (
      <Notice kind="bad" role="alert">
        {draft.failure ?? t("Not saved yet. Some fields need a look: they are marked above.")}
      </Notice>
    )}
    <Button submits kind="main" wide icon="check">
      {t("Save")}
    </Button>
  </>
);
