/** One question of a survey, made of the worksheets' own controls. */
import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import {
  picksOf,
  type Sheet,
  stopWords,
  UNSURE,
  withAnswer,
  withPick,
  withSkip,
} from "../worksheets/sheet.ts";
import { mostPicks, type Question, type Template } from "../worksheets/template.ts";
import { Writing } from "../worksheets/writing.tsx";
import { MOST_LETTERS } from "./answers.ts";
import { Picks } from "./picks.tsx";

interface Props {
  readonly survey: Template;
  readonly sheet: Sheet;
  readonly change: (change: (sheet: Sheet) => Sheet) => void;
  readonly question: Question;
  readonly onStop: () => void;
}

export function SurveyQuestion(props: Props) {
  const { question } = props;
  switch (question.type) {
    case "note":
      return (
        <div class="question">
          <h2>{question.text}</h2>
          {question.help && <p class="hint">{question.help}</p>}
        </div>
      );
    case "text":
    case "longtext":
      return <Words {...props} />;
    default:
      return <Pick {...props} />;
  }
}

function Words({ survey, sheet, change, question }: Props) {
  const label = useId();
  const help = useId();
  const answer = sheet.answers.get(question.id);
  const set = (value: string) =>
    change((before) => withAnswer(survey, before, question.id, value.slice(0, MOST_LETTERS)));
  return (
    <div class="question">
      <h2 id={label}>{question.text}</h2>
      {question.help && (
        <p class="hint" id={help}>
          {question.help}
        </p>
      )}
      <Writing
        kind={question.type === "text" ? "text" : "longtext"}
        value={typeof answer === "string" ? answer : ""}
        labelId={label}
        helpId={question.help ? help : undefined}
        masked={false}
        asksForRole={question.flags.includes("nopii")}
        onChange={set}
      />
    </div>
  );
}

function Pick({ survey, sheet, change, question, onStop }: Props) {
  const label = useId();
  const isMulti = question.type === "multi";
  const answer = sheet.answers.get(question.id);
  const chosen = isMulti
    ? picksOf(sheet, question.id)
    : answer === undefined
      ? []
      : [String(answer)];
  const pick = (id: string): boolean => {
    if (!isMulti) {
      const value = question.type === "scale" ? Number(id) : id;
      change((before) => withAnswer(survey, before, question.id, value));
      return true;
    }
    const next = withPick(survey, sheet, question, id);
    if (next !== "full") change(() => next);
    return next !== "full";
  };
  return (
    <div class="question">
      <Asked question={question} labelId={label}>
        <Picks
          picks={picksFor(survey, question)}
          several={isMulti}
          chosen={chosen}
          onPick={pick}
          most={mostPicks(question)}
        />
        <Skip {...{ survey, sheet, change, question }} labelId={label} />
        <Stop words={stopWords(question, sheet)} onStop={onStop} />
      </Asked>
    </div>
  );
}

function Asked(props: {
  readonly question: Question;
  readonly labelId: string;
  readonly children: ComponentChildren;
}) {
  const help = useId();
  const { question, labelId, children } = props;
  return (
    <fieldset class="stack" aria-describedby={question.help ? help : undefined}>
      <legend>
        <h2 id={labelId}>{question.text}</h2>
      </legend>
      {question.help && (
        <p class="hint" id={help}>
          {question.help}
        </p>
      )}
      {children}
    </fieldset>
  );
}

function Skip(props: Omit<Props, "onStop"> & { readonly labelId: string }) {
  const { survey, sheet, change, question, labelId } = props;
  const button = useId();
  const isSkipped = sheet.skipped.has(question.id);
  return (
    <div class="row">
      <button
        type="button"
        class="button quiet"
        id={button}
        aria-labelledby={`${button} ${labelId}`}
        aria-pressed={isSkipped}
        onClick={() =>
          change((before) =>
            isSkipped
              ? withAnswer(survey, before, question.id, undefined)
              : withSkip(survey, before, question.id),
          )
        }
      >
        {isSkipped && <Icon name="check" />}
        {isSkipped ? t("Skipped") : t("Skip")}
      </button>
    </div>
  );
}

/** A gate's "no": kind words, and the way to stop. */
function Stop({ words, onStop }: { readonly words: string; readonly onStop: () => void }) {
  useEffect(() => {
    if (words) announce(words);
  }, [words]);
  if (!words) return null;
  return (
    <Notice>
      <p>{words}</p>
      <div class="row">
        <button type="button" class="button" onClick={onStop}>
          {t("Stop here")}
        </button>
      </div>
    </Notice>
  );
}

function picksFor(survey: Template, question: Question) {
  if (question.type === "scale")
    return question.labels.map((label, step) => ({ id: `${step}`, text: `${step}: ${label}` }));
  return survey.about === "person"
    ? [...question.options, { id: UNSURE, text: t("Not sure") }]
    : question.options;
}
