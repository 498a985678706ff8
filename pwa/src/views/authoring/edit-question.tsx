/** One question: how it is asked, its words, what can be picked, and how its answer is treated. */
import {
  type At,
  added,
  type Part,
  partsIn,
  textOf,
  textsIn,
  withList,
} from "../../authoring/draft.ts";
import { asType, fits, newField, newOption, withFlags } from "../../authoring/kinds.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Check, Choices, Select, TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { MOST_ROWS_EVER } from "../../worksheets/check.ts";
import type { QuestionType } from "../../worksheets/template.ts";
import { wrongAt } from "./problem-words.ts";
import { PartRows } from "./rows.tsx";
import { RuleBuilder } from "./rule-builder.tsx";
import { LabelFields, SaidFields } from "./said-fields.tsx";
import type { Editing } from "./use-keeper.ts";

interface Props {
  readonly editing: Editing;
  readonly at: At;
  readonly part: Part;
}

export function EditQuestion({ editing, at, part }: Props) {
  const type = typeOf(part);
  const stop = wrongAt(editing.problems, at, "stop");
  const isGate = textsIn(part, "flags").includes("gate");
  return (
    <>
      <TypeSelect editing={editing} at={at} part={part} types={TYPES} />
      <SaidFields
        editing={editing}
        at={at}
        part={part}
        name="text"
        label={askedWords(type)}
        lines
      />
      <SaidFields editing={editing} at={at} part={part} name="help" label={t("Help")} lines />
      <Answers editing={editing} at={at} part={part} />
      {type === "repeat" && <Fields editing={editing} at={at} part={part} />}
      {type !== "note" && type !== "talk" && <Sensitivity editing={editing} at={at} part={part} />}
      <Flags editing={editing} at={at} part={part} />
      {(isGate || stop) && (
        <SaidFields
          editing={editing}
          at={at}
          part={part}
          name="stop"
          label={t("What is said to a “No”")}
          lines
        />
      )}
      <RuleBuilder editing={editing} at={at} part={part} />
    </>
  );
}

const FIELD_TYPES: readonly QuestionType[] = ["text", "choice", "scale", "date", "directory"];
const TYPES: readonly QuestionType[] = [
  ...["choice", "multi", "scale", "text", "longtext", "date", "directory", "repeat"],
  ...["talk", "note"],
] as QuestionType[];

const typeOf = (part: Part): QuestionType =>
  TYPES.find((type) => type === textOf(part, "type")) ?? "text";

const TypeSelect = (props: Props & { readonly types: readonly QuestionType[] }) => (
  <Select
    label={t("How it is asked")}
    value={typeOf(props.part)}
    choices={props.types.map((value) => ({ value, label: typeWords(value) }))}
    onChange={(type) => props.editing.change(props.at, asType(props.part, type))}
  />
);

/** The options or the words of a scale: of a question, or of a field of a row. */
function Answers({ editing, at, part }: Props) {
  const type = typeOf(part);
  if (type === "scale") return <LabelFields editing={editing} at={at} part={part} />;
  if (type !== "choice" && type !== "multi") return null;
  const wrong = wrongAt(editing.problems, at, "options");
  return (
    <fieldset class="section stack">
      <legend>{t("What can be picked")}</legend>
      {editing.draft.about === "person" && (
        <p class="hint">{t("“Not sure” and “Skip” are added by the app.")}</p>
      )}
      {wrong && <Notice kind="bad">{wrong}</Notice>}
      <PartRows editing={editing} at={at} list="options">
        {(option, here) => (
          <SaidFields editing={editing} at={here} part={option} name="text" label={t("Option")} />
        )}
      </PartRows>
      <Button
        onClick={() =>
          editing.keeper.change(
            withList(editing.draft, at, "options", (all) => added(all, newOption())),
          )
        }
      >
        {t("Add an option")}
      </Button>
    </fieldset>
  );
}

/** What each row of a repeat asks for. */
function Fields({ editing, at, part }: Props) {
  const wrong =
    wrongAt(editing.problems, at, "fields") ?? wrongAt(editing.problems, at, "max_rows");
  return (
    <fieldset class="section stack">
      <legend>{t("What each row asks for")}</legend>
      {wrong && <Notice kind="bad">{wrong}</Notice>}
      <TextField
        label={t("The most rows (1 to {n})", { n: MOST_ROWS_EVER })}
        inputMode="numeric"
        value={typeof part.max_rows === "number" ? String(part.max_rows) : ""}
        onInput={(value) => {
          const { max_rows: _old, ...rest } = part;
          const rows = Number(value.replace(/\D/g, "").slice(0, 3));
          editing.change(at, rows > 0 ? { ...rest, max_rows: rows } : rest);
        }}
      />
      <PartRows editing={editing} at={at} list="fields">
        {(field, here) => (
          <>
            <TypeSelect editing={editing} at={here} part={field} types={FIELD_TYPES} />
            <SaidFields editing={editing} at={here} part={field} name="text" label={t("Field")} />
            <SaidFields editing={editing} at={here} part={field} name="help" label={t("Help")} />
            <Answers editing={editing} at={here} part={field} />
          </>
        )}
      </PartRows>
      <Button
        onClick={() =>
          editing.keeper.change(
            withList(editing.draft, at, "fields", (all) => added(all, newField())),
          )
        }
      >
        {t("Add a field")}
      </Button>
    </fieldset>
  );
}

const Sensitivity = ({ editing, at, part }: Props) => (
  <section class="section">
    <Choices
      label={t("What the answer could do")}
      value={String(part.sensitivity ?? "") as "0" | "1" | "2" | "3"}
      choices={[
        { value: "0", label: t("It is about nobody. A group may share it.") },
        { value: "1", label: t("It is about our work.") },
        { value: "2", label: t("It is about a survivor. It goes on a copy line by line.") },
        {
          value: "3",
          label: t("Seen by the wrong person, it could put someone in danger. It is hidden."),
        },
      ]}
      wrong={wrongAt(editing.problems, at, "sensitivity")}
      onChange={(value) => editing.change(at, { ...part, sensitivity: Number(value) })}
    />
  </section>
);

function Flags({ editing, at, part }: Props) {
  const type = typeOf(part);
  const flags = textsIn(part, "flags");
  const about = editing.draft.about;
  const offered = OFFERED.filter(
    (flag) => fits(flag, type) && (flag !== "each" || about === "group"),
  );
  const others = flags.filter((flag) => !OFFERED.includes(flag) && !isMost(flag));
  const set = (next: readonly string[]) => editing.change(at, withFlags(part, next));
  const wrong = wrongAt(editing.problems, at, "flags");
  return (
    <fieldset class="section stack">
      <legend>{t("How it is treated")}</legend>
      {wrong && <Notice kind="bad">{wrong}</Notice>}
      {offered.map((flag) => (
        <Check
          key={flag}
          label={flagWords(flag)}
          checked={flags.includes(flag)}
          onChange={(checked) =>
            set(checked ? [...flags, flag] : flags.filter((other) => other !== flag))
          }
        />
      ))}
      {type === "multi" && <MostPicks flags={flags} set={set} part={part} />}
      {others.length > 0 && (
        <p class="hint">
          {t("Other settings of this question stay as they are: {names}", {
            names: others.join(", "),
          })}
        </p>
      )}
    </fieldset>
  );
}

const OFFERED: readonly string[] = ["nosave", "gate", "id", "nopii", "mr", "each"];
const isMost = (flag: string) => /^max\d$/.test(flag);

function MostPicks(props: {
  readonly flags: readonly string[];
  readonly set: (flags: readonly string[]) => void;
  readonly part: Part;
}) {
  const count = partsIn(props.part, "options").length;
  const now = props.flags.find(isMost) ?? "";
  const numbers = [2, 3, 4, 5, 6, 7, 8, 9].filter((n) => n < count || `max${n}` === now);
  return (
    <Select
      label={t("How many can be picked")}
      value={now}
      choices={[
        { value: "", label: t("Any number") },
        ...numbers.map((n) => ({ value: `max${n}`, label: t("At most {n}", { n }) })),
      ]}
      onChange={(value) => {
        const others = props.flags.filter((flag) => !isMost(flag));
        props.set(value === "" ? others : [...others, value]);
      }}
    />
  );
}

function flagWords(flag: string): string {
  switch (flag) {
    case "nosave":
      return t("Never on a copy: it cannot be printed or saved");
    case "gate":
      return t("A “No” stops here, with kind words");
    case "id":
      return t("Ask for a role, such as “my sister”, in place of a name");
    case "nopii":
      return t("Point out what could tell who somebody is, such as a phone number");
    case "mr":
      return t("Say first what must be reported");
    default:
      return t("Everybody answers alone, and all answers are shown");
  }
}

const askedWords = (type: QuestionType): string =>
  type === "note" ? t("What it says") : type === "talk" ? t("What to talk about") : t("Question");

export function typeWords(type: QuestionType): string {
  switch (type) {
    case "text":
      return t("A line of writing");
    case "longtext":
      return t("Several lines of writing");
    case "choice":
      return t("Pick one");
    case "multi":
      return t("Pick several");
    case "scale":
      return t("A scale from 0 to 5");
    case "date":
      return t("A day");
    case "repeat":
      return t("Rows to fill in");
    case "note":
      return t("Only to read");
    case "talk":
      return t("Only to talk about: nothing is filled in");
    case "directory":
      return t("A place from the directory");
  }
}
