/** Rows of the same fields, with one more or one less. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { withField } from "../../directory/draft.ts";
import { type Body, list } from "../../directory/fields.ts";
import { newId } from "../../directory/new-id.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import type { Changed } from "./field.tsx";
import { placeOf } from "./form-context.ts";
import { HelpedLegend } from "./help.tsx";

interface RowsProps extends Changed {
  readonly field: string;
  readonly legend: string;
  readonly rowName: (n: number) => string;
  readonly add: string;
  readonly newRow?: Body;
  readonly hasIds?: boolean; // rows that nothing else tells apart
  readonly before?: ComponentChildren;
  readonly children: (row: Changed) => ComponentChildren;
}

export function Rows(props: RowsProps) {
  const { body, field, newRow = {} } = props;
  const id = useId();
  const rows = list(body, field);
  const place = placeOf(props.at, field);
  const set = (next: readonly Body[]) => props.change(withField(body, field, next));
  return (
    <fieldset class="rows" aria-describedby={`${id}-help`}>
      <HelpedLegend id={id} place={place} words={props.legend} />
      {props.before}
      {rows.map((row, n) => (
        <fieldset key={n} class="card fields">
          <legend class="unseen">{props.rowName(n + 1)}</legend>
          {props.children({
            body: row,
            at: `${place}.${n}`,
            change: (next) => set(rows.map((old, at) => (at === n ? next : old))),
          })}
          <Button
            icon="cross"
            kind="quiet"
            onClick={() => {
              set(rows.filter((_, at) => at !== n));
              document.getElementById(id)?.focus(); // else on the next row's, or on none
            }}
          >
            {t("Remove: {row}", { row: props.rowName(n + 1) })}
          </Button>
        </fieldset>
      ))}
      <Button
        id={id}
        onClick={() => {
          set([...rows, props.hasIds ? { id: newId(), ...newRow } : newRow]);
          focusFirstOf(`${place}.${rows.length}.`);
        }}
      >
        {props.add}
      </Button>
    </fieldset>
  );
}

/** Once the new row is drawn, typing goes on in it. `start`: of its controls' places. */
export function focusFirstOf(start: string): void {
  requestAnimationFrame(() =>
    setTimeout(() =>
      document.querySelector<HTMLElement>(`[id^="field-${start}"]:not([hidden], p)`)?.focus(),
    ),
  );
}
