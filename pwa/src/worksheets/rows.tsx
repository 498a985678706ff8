/** A group of fields that can be filled in several times. */
import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { currentLanguage, t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { Picks, scalePicks } from "./picks.tsx";
import { ServiceField } from "./service-field.tsx";
import { moreRows, type Row, withField } from "./sheet.ts";
import type { Asked, Question } from "./template.ts";
import { secondQuestion, useSecond } from "./tongues.ts";
import { Also } from "./twice.tsx";
import { Writing } from "./writing.tsx";

interface Props {
  readonly question: Question;
  readonly rows: readonly Row[];
  readonly onChange: (change: (rows: readonly Row[]) => readonly Row[]) => void;
  readonly masked: boolean;
}

export function Rows({ question, rows, onChange, masked }: Props) {
  const again = secondQuestion(useSecond(), question.id);
  const add = useRef<HTMLButtonElement>(null);
  const [added, setAdded] = useState<number>();
  const isFull = rows.length >= question.maxRows;
  return (
    <div class="stack">
      {rows.map((row, index) => (
        <KeptRow
          key={row.key}
          isNew={row.key === added}
          question={question}
          again={again}
          row={row}
          number={index + 1}
          masked={masked}
          onField={(field, value) => onChange((now) => withField(now, row.key, field, value))}
          onRemove={() => {
            onChange((now) => now.filter(({ key }) => key !== row.key));
            announce(t("Number {n} is removed.", { n: index + 1 }));
            add.current?.focus();
          }}
        />
      ))}
      {isFull && <p class="hint">{t("That is all this part has room for.")}</p>}
      <button
        type="button"
        class="button"
        ref={add}
        disabled={masked}
        aria-disabled={isFull}
        onClick={() => {
          if (isFull) return;
          const more = moreRows(question, rows);
          setAdded(more[more.length - 1]?.key);
          onChange((now) => moreRows(question, now));
        }}
      >
        <Icon name="pen" />
        {rows.length === 0 ? t("Add one") : t("Add another")}
      </button>
    </div>
  );
}

interface RowProps {
  readonly question: Question;
  readonly again: Question | undefined;
  readonly isNew: boolean;
  readonly row: Row;
  readonly number: number;
  readonly masked: boolean;
  readonly onField: (fieldId: string, value: string | number | undefined) => void;
  readonly onRemove: () => void;
}

/** Drawn again only when something of its own has changed. */
function KeptRow(props: RowProps) {
  const { question, again, row, number, masked } = props;
  return useMemo(
    () => <RowFields {...props} />,
    [question, again, row, number, masked, currentLanguage()],
  );
}

function RowFields({ question, again, isNew, row, number, masked, onField, onRemove }: RowProps) {
  const [isAsking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (isNew) heading.current?.focus();
  }, []);
  const asksForRole = question.flags.some((flag) => flag === "id" || flag === "nopii");
  return (
    <fieldset class="card row-fields">
      <legend>
        <h3 ref={heading} tabIndex={-1}>
          {question.text}: {number}
        </h3>
      </legend>
      {question.fields.map((field) => (
        <RowField
          key={field.id}
          field={field}
          again={again?.fields.find(({ id }) => id === field.id)}
          value={row.fields.get(field.id)}
          masked={masked}
          asksForRole={asksForRole}
          onChange={(value) => onField(field.id, value)}
        />
      ))}
      <button
        type="button"
        class="button quiet"
        disabled={masked}
        onClick={() => (isAsking || row.fields.size === 0 ? onRemove() : setAsking(true))}
      >
        <Icon name="cross" />
        {isAsking
          ? t("Tap again to remove number {n}", { n: number })
          : t("Remove number {n}", { n: number })}
      </button>
    </fieldset>
  );
}

interface FieldProps {
  readonly field: Asked;
  readonly again: Asked | undefined;
  readonly value: string | number | undefined;
  readonly masked: boolean;
  readonly asksForRole: boolean;
  readonly onChange: (value: string | number | undefined) => void;
}

function RowField({ field, again, value, masked, asksForRole, onChange }: FieldProps) {
  const label = useId();
  if (field.type === "directory")
    return (
      <ServiceField
        label={field.text}
        serviceId={value === undefined ? undefined : String(value)}
        masked={masked}
        onChange={onChange}
      />
    );
  if (field.type === "choice" || field.type === "scale") {
    const isScale = field.type === "scale";
    return (
      <fieldset>
        <legend>{field.text}</legend>
        <Also words={again?.text} />
        <Picks
          picks={isScale ? scalePicks(field.labels) : field.options}
          again={again && (isScale ? scalePicks(again.labels) : again.options)}
          chosen={value === undefined ? [] : [String(value)]}
          masked={masked}
          isScale={isScale}
          onPick={(id) => {
            onChange(isScale ? Number(id) : id);
            return true;
          }}
        />
      </fieldset>
    );
  }
  return (
    <div>
      <p class="label" id={label}>
        {field.text}
      </p>
      <Also words={again?.text} />
      <Writing
        kind={field.type === "date" ? "date" : "text"}
        value={typeof value === "string" ? value : ""}
        labelId={label}
        masked={masked}
        asksForRole={asksForRole}
        onChange={onChange}
      />
    </div>
  );
}
