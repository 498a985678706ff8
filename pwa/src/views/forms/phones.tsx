/** Phone numbers of an entry, or of a contact. */
import { withNumber } from "../../directory/draft.ts";
import { textsOf } from "../../directory/fields.ts";
import { languageWords } from "../../directory/words.ts";
import { t } from "../../locale.ts";
import { TextField } from "../../parts/field.tsx";
import { type Changed, DraftSelect, DraftText } from "./field.tsx";
import { controlId, placeOf } from "./form-context.ts";
import { useHelp } from "./help.tsx";
import { LanguageChecks } from "./languages.tsx";
import { Rows } from "./rows.tsx";

const KINDS = ["voice", "text", "cell", "fax", "textphone", "video", "pager"] as const;

export const PhoneRows = (of: Changed) => (
  <Rows
    {...of}
    field="phones"
    legend={t("Phone numbers")}
    rowName={(n) => t("Number {n}", { n })}
    add={t("Add a number")}
    newRow={{ number: "" }}
  >
    {(row) => (
      <>
        <DraftText {...row} field="number" label={t("Number")} type="tel" />
        <Extension {...row} />
        <DraftSelect
          {...row}
          field="type"
          label={t("What it is for")}
          none="voice"
          choices={KINDS.map((value) => ({ value, label: phoneKindWords(value) }))}
        />
        <DraftText {...row} field="description" label={t("Note")} />
        <LineLanguages {...row} />
      </>
    )}
  </Rows>
);

/** A number in HSDS; shown as it is when it is more than that. */
function Extension({ body, change, at }: Changed) {
  const place = placeOf(at, "extension");
  const id = controlId(place);
  const label = t("Extension");
  return (
    <TextField
      id={id}
      label={label}
      inputMode="numeric"
      help={useHelp(id, place, label)}
      value={body.extension === undefined ? "" : String(body.extension)}
      onInput={(value) => change(withNumber(body, "extension", value))}
    />
  );
}

function LineLanguages(row: Changed) {
  const spoken = textsOf(row.body, "languages", "code").map(languageWords).join(", ");
  return (
    <details class="inner">
      <summary>
        {t("Languages of this line")}
        {spoken && `: ${spoken}`}
      </summary>
      <LanguageChecks {...row} legend={t("Languages of this line")} />
    </details>
  );
}

function phoneKindWords(kind: string): string {
  switch (kind) {
    case "voice":
      return t("Calls");
    case "text":
      return t("Texts only");
    case "cell":
      return t("Calls and texts");
    case "fax":
      return t("Fax");
    case "textphone":
      return t("Text phone (TTY)");
    case "video":
      return t("Video phone");
    default:
      return t("Pager");
  }
}
