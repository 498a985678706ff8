/** What a service costs. */
import { useState } from "preact/hooks";
import { dollarsIn, withoutField } from "../../directory/draft.ts";
import { text } from "../../directory/fields.ts";
import { t } from "../../locale.ts";
import { TextField } from "../../parts/field.tsx";
import { type Changed, DraftText } from "./field.tsx";
import { controlId, placeOf } from "./form-context.ts";
import { useHelp } from "./help.tsx";
import { Rows } from "./rows.tsx";

export const CostRows = (of: Changed) => (
  <Rows
    {...of}
    field="cost_options"
    legend={t("Prices")}
    rowName={(n) => t("Cost {n}", { n })}
    add={t("Add a cost")}
    hasIds
  >
    {(row) => (
      <>
        <DraftText {...row} field="option" label={t("For what")} />
        <Dollars {...row} />
        <DraftText {...row} field="amount_description" label={t("More about this price")} />
        <div class="fields pair">
          <DraftText {...row} field="valid_from" label={t("From")} type="date" />
          <DraftText {...row} field="valid_to" label={t("Until")} type="date" />
        </div>
      </>
    )}
  </Rows>
);

/** What was typed stays as it is while it means the amount: "12." is on the way to "12.50". */
function Dollars({ body, change, at }: Changed) {
  const [typed, setTyped] = useState("");
  const place = placeOf(at, "amount");
  const id = controlId(place);
  const label = t("Dollars");
  return (
    <TextField
      id={id}
      label={label}
      inputMode="decimal"
      help={useHelp(id, place, label)}
      value={dollarsIn(typed) === body.amount ? typed : String(body.amount ?? "")}
      onInput={(value) => {
        setTyped(value.replace(/[^\d.,]/g, ""));
        const amount = dollarsIn(value);
        const rest = withoutField(withoutField(body, "amount"), "currency");
        const currency = text(body, "currency") ?? "USD";
        change(amount === undefined ? rest : { ...rest, amount, currency });
      }}
    />
  );
}
