/** Rows of a service: papers to bring, areas, pages, and how much is free. */

import { isObject } from "../../data/json.ts";
import { withField, withNumber } from "../../directory/draft.ts";
import { amount, type Body, text } from "../../directory/fields.ts";
import { seconds } from "../../directory/suggestion.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { agoInWords } from "../../when.ts";
import { type Changed, DraftText } from "./field.tsx";
import { controlId, placeOf, useWrong } from "./form-context.ts";
import { useHelp } from "./help.tsx";
import { Rows } from "./rows.tsx";

export const PaperRows = (of: Changed) => (
  <Rows
    {...of}
    field="required_documents"
    legend={t("What to bring")}
    rowName={(n) => t("Paper {n}", { n })}
    add={t("Add a paper")}
  >
    {(row) => (
      <>
        <DraftText {...row} field="document" label={t("Paper")} />
        <DraftText {...row} field="uri" label={t("Where to find the form")} type="url" />
      </>
    )}
  </Rows>
);

export const AreaRows = (of: Changed) => (
  <Rows
    {...of}
    field="service_areas"
    legend={t("Areas it serves")}
    rowName={(n) => t("Area {n}", { n })}
    add={t("Add an area")}
  >
    {(row) => (
      <>
        <DraftText {...row} field="name" label={t("County, town or nation")} />
        <DraftText {...row} field="description" label={t("Note")} />
        {text(row.body, "extent") !== undefined && (
          <p class="hint">{t("An outline on the map came with it. It stays as it is.")}</p>
        )}
      </>
    )}
  </Rows>
);

/** Pages beside the one an entry has by itself. */
export const PageRows = (of: Changed & { readonly field: string }) => (
  <Rows
    {...of}
    legend={t("More web pages")}
    rowName={(n) => t("Page {n}", { n })}
    add={t("Add a page")}
    hasIds
  >
    {(row) => (
      <>
        <DraftText {...row} field="label" label={t("What it is for")} />
        <DraftText {...row} field="url" label={t("Web address")} type="url" />
      </>
    )}
  </Rows>
);

export const CapacityRows = (of: Changed) => (
  <Rows
    {...of}
    field="capacities"
    legend={t("How much is free")}
    rowName={(n) => t("Count {n}", { n })}
    add={t("Add a count")}
    hasIds
  >
    {(row) => (
      <>
        <DraftText
          body={isObject(row.body.unit) ? row.body.unit : {}}
          change={(unit) => row.change(withField(row.body, "unit", unit))}
          at={`${row.at}.unit`}
          field="name"
          label={t("What is counted")}
        />
        <div class="fields pair">
          <Count {...row} field="available" label={t("Free now")} />
          <Count {...row} field="maximum" label={t("In all")} />
        </div>
        <DraftText {...row} field="description" label={t("Note")} />
        <Updated {...row} />
      </>
    )}
  </Rows>
);

const stamped = (row: Body): Body => withField(row, "updated", seconds(new Date()));

/** A number that says when it was written. */
function Count(props: Changed & { readonly field: string; readonly label: string }) {
  const { body, change, at, field, label } = props;
  const place = placeOf(at, field);
  const id = controlId(place);
  return (
    <TextField
      id={id}
      label={label}
      inputMode="numeric"
      help={useHelp(id, place, label)}
      wrong={useWrong(place)}
      value={String(amount(body, field) ?? "")}
      onInput={(value) => change(stamped(withNumber(body, field, value)))}
    />
  );
}

function Updated({ body, change }: Changed) {
  const at = Date.parse(text(body, "updated") ?? "");
  if (Number.isNaN(at)) return null;
  return (
    <div class="row">
      <span>{t("Written {when}.", { when: agoInWords(at, Date.now()) })}</span>
      <Button onClick={() => change(stamped(body))}>{t("It is still so now")}</Button>
    </div>
  );
}
