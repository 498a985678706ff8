/** Phones, hours, cost and languages of a draft: the fields that repeat. */
import { useState } from "preact/hooks";
import { DAYS } from "../directory/calendar.ts";
import { dollarsIn, withField, withNumber, withoutField } from "../directory/draft.ts";
import { type Body, list, text, textsOf } from "../directory/fields.ts";
import { dayWords, languageWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Check, Select, TextField } from "../parts/field.tsx";
import { DraftText, Rows } from "./edit-parts.tsx";
import type { Draft } from "./use-draft.ts";

interface Props {
  readonly draft: Draft;
}

export function PhoneRows({ draft }: Props) {
  const kinds = ["voice", "text", "cell", "fax", "textphone", "video", "pager"] as const;
  return (
    <Rows
      legend={t("Phone numbers")}
      rowName={(n) => t("Number {n}", { n })}
      add={t("Add a number")}
      rows={list(draft.body, "phones")}
      newRow={{ number: "" }}
      wrong={draft.problems.includes("phones") ? phonesWords() : undefined}
      onChange={(rows) => draft.change(withField(draft.body, "phones", rows))}
    >
      {(row, change) => (
        <>
          <DraftText body={row} change={change} field="number" label={t("Number")} type="tel" />
          <TextField
            label={t("Extension")}
            inputMode="numeric"
            value={row.extension === undefined ? "" : String(row.extension)}
            onInput={(value) => change(withNumber(row, "extension", value))}
          />
          <Select
            label={t("What it is for")}
            value={kinds.find((kind) => kind === row.type) ?? "voice"}
            choices={kinds.map((value) => ({ value, label: phoneKindWords(value) }))}
            onChange={(type) => change(withField(row, "type", type))}
          />
          <DraftText
            body={row}
            change={change}
            field="description"
            label={t("Note")}
            hint={t("Such as: day and night, or ask for the advocate.")}
          />
        </>
      )}
    </Rows>
  );
}

export const ScheduleRows = ({ draft }: Props) => (
  <Rows
    legend={t("Hours")}
    rowName={(n) => t("Hours {n}", { n })}
    add={t("Add hours")}
    rows={list(draft.body, "schedules")}
    newRow={{ freq: "WEEKLY", byday: "MO,TU,WE,TH,FR", opens_at: "09:00", closes_at: "17:00" }}
    wrong={
      draft.problems.includes("schedules")
        ? t(
            "Each row needs days, and when it opens and closes. Or only a note: leave both times empty.",
          )
        : undefined
    }
    onChange={(rows) => draft.change(withField(draft.body, "schedules", rows))}
  >
    {(row, change) => (
      <>
        <DayChecks row={row} change={change} />
        <div class="row stretch">
          <DraftText body={row} change={change} field="opens_at" label={t("Opens")} type="time" />
          <DraftText body={row} change={change} field="closes_at" label={t("Closes")} type="time" />
        </div>
        <DraftText body={row} change={change} field="description" label={t("Note")} />
      </>
    )}
  </Rows>
);

function DayChecks({ row, change }: { row: Body; change: (row: Body) => void }) {
  const days = (text(row, "byday") ?? "").split(",");
  return (
    <fieldset>
      <legend>{t("Days")}</legend>
      <div class="choices">
        {DAYS.map((day) => (
          <Check
            key={day}
            label={dayWords(day)}
            checked={days.includes(day)}
            onChange={(checked) => {
              const chosen = DAYS.filter((each) => (each === day ? checked : days.includes(each)));
              change(withField(row, "byday", chosen.join(",")));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

export const CostRows = ({ draft }: Props) => (
  <Rows
    legend={t("Cost")}
    rowName={(n) => t("Cost {n}", { n })}
    add={t("Add a cost")}
    rows={list(draft.body, "cost_options")}
    newRow={{}}
    onChange={(rows) => draft.change(withField(draft.body, "cost_options", rows))}
  >
    {(row, change) => (
      <>
        <DraftText
          body={row}
          change={change}
          field="option"
          label={t("For what")}
          hint={t("Such as: free, or first visit.")}
        />
        <Dollars row={row} change={change} />
      </>
    )}
  </Rows>
);

interface DollarsProps {
  readonly row: Body;
  readonly change: (row: Body) => void;
}

/** What was typed stays as it is while it means the amount: "12." is on the way to "12.50". */
function Dollars({ row, change }: DollarsProps) {
  const [typed, setTyped] = useState("");
  return (
    <TextField
      label={t("Dollars")}
      inputMode="decimal"
      value={dollarsIn(typed) === row.amount ? typed : String(row.amount ?? "")}
      onInput={(value) => {
        setTyped(value.replace(/[^\d.,]/g, ""));
        const amount = dollarsIn(value);
        const rest = withoutField(withoutField(row, "amount"), "currency");
        const currency = text(row, "currency") ?? "USD";
        change(amount === undefined ? rest : { ...rest, amount, currency });
      }}
    />
  );
}

// Spoken in the rural United States more than most, beside the two of this app.
const OFFERED = [
  "en",
  "es",
  "nv",
  "fr",
  "ht",
  "zh",
  "vi",
  "ko",
  "tl",
  "ar",
  "ru",
  "pt",
  "so",
  "ase",
];

export function LanguageChecks({ draft }: Props) {
  const codes = textsOf(draft.body, "languages", "code");
  const offered = [...OFFERED, ...codes.filter((code) => !OFFERED.includes(code))];
  return (
    <fieldset class="section">
      <legend>{t("Languages spoken")}</legend>
      <div class="choices">
        {offered.map((code) => (
          <Check
            key={code}
            label={languageWords(code)}
            checked={codes.includes(code)}
            onChange={(checked) => {
              const others = list(draft.body, "languages").filter((item) => item.code !== code);
              const next = checked ? [...others, { code }] : others;
              draft.change(withField(draft.body, "languages", next));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

const phonesWords = () => t("Each row needs a phone number, such as 555-0134.");

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
