/** Change what stands under "Our program". For coordinators; works without signal. */
import { useState } from "preact/hooks";
import { commonsOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import {
  EMPTY_PROGRAM,
  finished,
  type ProgramProblem,
  programProblems,
  textAt,
  withTextAt,
} from "../program/draft.ts";
import { ProgramFacts, programFactWords } from "../program/facts.tsx";
import { PROGRAM_ID, readProgram } from "../program/program.ts";
import { today } from "../when.ts";
import { useCairn } from "./context.ts";
import { SaveBar } from "./edit-parts.tsx";
import { OneDocument } from "./one-document.tsx";
import { type Draft, useEdit } from "./use-edit.ts";
import { ZoneSelect } from "./zone-select.tsx";

interface Props {
  readonly refused: RefusedEdit | undefined;
}

export const EditProgramView = ({ refused }: Props) => (
  <OneDocument id={PROGRAM_ID} title={t("Change Our program")} mayBeNew>
    {(shown) => <ProgramForm shown={shown} refused={refused} />}
  </OneDocument>
);

function ProgramForm(props: Props & { readonly shown: ShownDocument | undefined }) {
  const { navigation, member } = useCairn();
  const [isPreview, setPreview] = useState(false);
  const draft = useEdit<ProgramProblem>(
    PROGRAM_ID,
    { ...props, empty: EMPTY_PROGRAM },
    {
      databaseOf: commonsOf,
      problemsOf: programProblems,
      finished: (body) => finished(body, member?.id ?? "", today(new Date())),
    },
  );
  const save = async () => {
    if (await draft.save()) navigation.back();
  };
  const turn = (
    <Button id="preview" wide onClick={() => setPreview(!isPreview)}>
      {isPreview ? t("Go on writing") : t("See it as it will be read")}
    </Button>
  );
  if (isPreview) {
    return (
      <>
        <p>{t("Not saved yet. This is how it will be read. Blank facts say whom to ask.")}</p>
        <ProgramFacts facts={readProgram(finished(draft.body, "", ""))} />
        {turn}
      </>
    );
  }
  return (
    <Form onSubmit={() => void save()}>
      <Notice kind="warn">
        {t(
          "Whoever holds a phone with Cairn can read this page. Write no passwords, no place that must stay private, and nothing about a person you help.",
        )}
      </Notice>
      <Facts draft={draft} />
      {turn}
      <SaveBar draft={draft} />
    </Form>
  );
}

function Facts({ draft }: { readonly draft: Draft<ProgramProblem> }) {
  const words = programFactWords();
  return (
    <>
      <TwoLanguages
        draft={draft}
        path={["name"]}
        legend={t("Name of the program")}
        help={t("As people here call it.")}
      />
      <fieldset class="section">
        <legend>{t("Time zone")}</legend>
        <p class="hint">
          {t("In which the services here keep their hours. A place elsewhere can have its own.")}
        </p>
        <ZoneSelect
          label={t("Time zone")}
          none={t("As each phone is set")}
          value={textAt(draft.body, ["time_zone"])}
          onChange={(zone) => draft.change(withTextAt(draft.body, ["time_zone"], zone))}
        />
      </fieldset>
      <Line
        draft={draft}
        field="line_24h"
        legend={words.line_24h}
        help={t("A number that is answered day and night. Call it once to be sure that it works.")}
      />
      <Line
        draft={draft}
        field="interpreter_line"
        legend={words.interpreter_line}
        help={t("Whom to call when you and the person do not share a language.")}
      />
      <TwoLanguages
        draft={draft}
        path={["must_report"]}
        legend={words.must_report}
        lines
        help={t(
          "What an advocate here must tell others, to whom, and how soon. It differs by state, tribe and job: have it checked. It is shown wherever a worksheet may lead there.",
        )}
      />
      <TwoLanguages
        draft={draft}
        path={["how_long"]}
        legend={words.how_long}
        lines
        help={t("Such as days in the shelter or months of rent, and what can make it longer.")}
      />
      <TwoLanguages
        draft={draft}
        path={["confidentiality"]}
        legend={words.confidentiality}
        lines
        help={t("What stays between the person and your program, and what does not.")}
      />
    </>
  );
}

interface FactProps {
  readonly draft: Draft<ProgramProblem>;
  readonly legend: string;
  readonly help: string;
}

const Line = ({ field, ...fact }: FactProps & { readonly field: ProgramProblem }) => (
  <fieldset class="section">
    <legend>{fact.legend}</legend>
    <p class="hint">{fact.help}</p>
    <TextField
      label={t("Number")}
      type="tel"
      maxLength={40}
      value={textAt(fact.draft.body, [field, "number"])}
      wrong={
        fact.draft.problems.includes(field)
          ? t("Write a phone number, such as 555-0134, or leave number and note empty.")
          : undefined
      }
      onInput={(value) => fact.draft.change(withTextAt(fact.draft.body, [field, "number"], value))}
    />
    <p class="hint">{t("Note")}</p>
    <InBoth draft={fact.draft} path={[field, "note"]} lines />
  </fieldset>
);

const TwoLanguages = (
  fact: FactProps & { readonly path: readonly string[]; readonly lines?: boolean },
) => (
  <fieldset class="section">
    <legend>{fact.legend}</legend>
    <p class="hint">{fact.help}</p>
    <InBoth draft={fact.draft} path={fact.path} lines={fact.lines ?? false} />
  </fieldset>
);

const MOST_LETTERS = 4_000; // as the server has it

/** One text in each language, one below the other, or side by side where there is room. */
const InBoth = (props: {
  readonly draft: Draft<ProgramProblem>;
  readonly path: readonly string[];
  readonly lines: boolean;
}) => (
  <div class="both">
    {(["en", "es"] as const).map((lang) => (
      <TextField
        key={lang}
        lang={lang}
        label={lang === "en" ? t("In English") : t("In Spanish")}
        lines={props.lines}
        maxLength={MOST_LETTERS}
        value={textAt(props.draft.body, [...props.path, lang])}
        onInput={(value) =>
          props.draft.change(withTextAt(props.draft.body, [...props.path, lang], value))
        }
      />
    ))}
  </div>
);
