/** One question on screen, whatever its type and flags. */
import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Mask } from "./mask.tsx";
import { Picks, scalePicks } from "./picks.tsx";
import { Rows } from "./rows.tsx";
import { isStatement, noSuchFormWords, notKeptWords, possibleOptions } from "./seams.ts";
import {
  type Answer,
  picksOf,
  rowsOf,
  type Sheet,
  stopWords,
  UNSURE,
  withAnswer,
  withPick,
  withSkip,
  withTalked,
} from "./sheet.ts";
import { linkedTemplate, mostPicks, type Question, type Template } from "./template.ts";
import { Writing } from "./writing.tsx";

export interface Asking {
  readonly template: Template;
  readonly sheet: Sheet;
  readonly change: (change: (sheet: Sheet) => Sheet) => void;
  /** To the end: read once more, or erase. */
  readonly onDone: () => void;
  /** To the directory, the worksheet staying open; absent where there is none. */
  readonly onDirectory: (() => void) | undefined;
}

interface Props extends Asking {
  readonly question: Question;
}

const MOST_SENSITIVE = 3;

export function QuestionView(props: Props) {
  const { question } = props;
  if (isStatement(question)) return <Statement {...props} />;
  switch (question.type) {
    case "note":
      return <Frame question={question} />;
    case "talk":
      return <Talk {...props} />;
    case "directory":
      return <Directory {...props} />;
    case "choice":
    case "multi":
    case "scale":
      return <PickQuestion {...props} />;
    case "repeat":
      return <RowsQuestion {...props} />;
    default:
      return <WordsQuestion {...props} />;
  }
}

/** The question's words, its notices, and the controls that answer it. */
function Frame(props: {
  readonly question: Question;
  readonly labelId?: string;
  readonly helpId?: string;
  readonly isGroup?: boolean;
  readonly children?: ComponentChildren;
}) {
  const { question, labelId, helpId, isGroup, children } = props;
  const heading = <h2 id={labelId}>{question.text}</h2>;
  const inside = (
    <>
      {isGroup ? <legend>{heading}</legend> : heading}
      {question.flags.includes("mr") && <ReportingNotice />}
      {question.help && (
        <p class="hint" id={helpId}>
          {question.help}
        </p>
      )}
      {children}
      {linkedTemplate(question) && <p class="hint">{noSuchFormWords()}</p>}
    </>
  );
  return (
    <div class="question">
      {isGroup ? (
        <fieldset class="stack" aria-describedby={question.help ? helpId : undefined}>
          {inside}
        </fieldset>
      ) : (
        inside
      )}
    </div>
  );
}

/** What must be reported differs by state, tribe and job. The program's own words come later. */
export const ReportingNotice = () => (
  <Notice kind="warn">
    {t(
      "What you must report depends on your state or tribe and your job. Ask your coordinator before you need it.",
    )}
  </Notice>
);

function PickQuestion({ template, sheet, change, question, onDone }: Props) {
  const label = useId();
  const help = useId();
  const isMulti = question.type === "multi";
  const answer = sheet.answers.get(question.id);
  const chosen = isMulti ? picksOf(sheet, question.id) : answer === undefined ? [] : [`${answer}`];
  const isSkipped = sheet.skipped.has(question.id);
  const set = (value: Answer | undefined) =>
    change((before) => withAnswer(template, before, question.id, value));
  const pick = (id: string): boolean => {
    if (!isMulti) {
      set(question.type === "scale" ? Number(id) : id);
      return true;
    }
    const next = withPick(template, sheet, question, id);
    if (next !== "full") change(() => next);
    return next !== "full";
  };
  const stop = stopWords(question, sheet);
  useEffect(() => {
    if (stop) announce(stop);
  }, [stop]);
  return (
    <Frame question={question} labelId={label} helpId={help} isGroup>
      <Mask hides={isHidden(question, sheet)} labelId={label}>
        {(masked) => (
          <Picks
            picks={picksFor(template, question)}
            several={isMulti}
            chosen={chosen}
            onPick={pick}
            most={mostPicks(question)}
            masked={masked}
            isScale={question.type === "scale"}
          />
        )}
      </Mask>
      <SkipButton
        canSkip={template.about === "person"}
        isSkipped={isSkipped}
        isAnswered={answer !== undefined}
        labelId={label}
        onSkip={() => change((before) => withSkip(template, before, question.id))}
        onClear={() => set(undefined)}
      />
      {stop && (
        <Notice>
          <p>{stop}</p>
          <div class="row">
            <button type="button" class="button" onClick={onDone}>
              {t("Stop here")}
            </button>
          </div>
        </Notice>
      )}
    </Frame>
  );
}

function picksFor(template: Template, question: Question) {
  if (question.type === "scale") return scalePicks(question.labels);
  const own = possibleOptions(question.options);
  return template.about === "person" ? [...own, { id: UNSURE, text: t("Not sure") }] : own;
}

/** Passing over, or (where that is no answer) taking an answer back. */
function SkipButton(props: {
  readonly canSkip: boolean;
  readonly isSkipped: boolean;
  readonly isAnswered: boolean;
  readonly labelId: string;
  readonly onSkip: () => void;
  readonly onClear: () => void;
}) {
  const { canSkip, isSkipped, isAnswered, labelId, onSkip, onClear } = props;
  const button = useId();
  if (!canSkip && !isAnswered) return null;
  return (
    <div class="row">
      <button
        type="button"
        class="button quiet"
        id={button}
        aria-labelledby={`${button} ${labelId}`}
        aria-pressed={canSkip ? isSkipped : undefined}
        onClick={isSkipped || !canSkip ? onClear : onSkip}
      >
        {isSkipped && <Icon name="check" />}
        {canSkip ? (isSkipped ? t("Skipped") : t("Skip")) : t("Take the answer away")}
      </button>
    </div>
  );
}

function WordsQuestion({ template, sheet, change, question }: Props) {
  const label = useId();
  const help = useId();
  const answer = sheet.answers.get(question.id);
  const kind = question.type === "date" || question.type === "text" ? question.type : "longtext";
  return (
    <Frame question={question} labelId={label} helpId={help}>
      <Mask hides={isHidden(question, sheet)} labelId={label}>
        {(masked) => (
          <Writing
            kind={kind}
            value={typeof answer === "string" ? answer : ""}
            labelId={label}
            helpId={question.help ? help : undefined}
            masked={masked}
            asksForRole={question.flags.some((flag) => flag === "id" || flag === "nopii")}
            onChange={(value) =>
              change((before) => withAnswer(template, before, question.id, value))
            }
          />
        )}
      </Mask>
    </Frame>
  );
}

function RowsQuestion({ template, sheet, change, question }: Props) {
  const label = useId();
  const help = useId();
  return (
    <Frame question={question} labelId={label} helpId={help} isGroup>
      <Mask hides={isHidden(question, sheet)} labelId={label}>
        {(masked) => (
          <Rows
            question={question}
            rows={rowsOf(sheet, question.id)}
            masked={masked}
            onChange={(rows) => change((before) => withAnswer(template, before, question.id, rows))}
          />
        )}
      </Mask>
    </Frame>
  );
}

/** Something to say out loud. There is nothing to fill in: only a tick that ends with the talk. */
function Talk({ sheet, change, question }: Props) {
  const label = useId();
  const button = useId();
  const isTalked = sheet.talked.has(question.id);
  return (
    <Frame question={question} labelId={label}>
      <p class="talk-only">
        <Icon name="talk" />
        {t("Only talk. Do not write this down.")}
      </p>
      <div class="row">
        <button
          type="button"
          class="button"
          id={button}
          aria-pressed={isTalked}
          aria-labelledby={`${button} ${label}`}
          onClick={() => change((before) => withTalked(before, question.id, !isTalked))}
        >
          {isTalked && <Icon name="check" />}
          {t("We talked about it")}
        </button>
      </div>
    </Frame>
  );
}

function Directory({ question, onDirectory }: Props) {
  return (
    <Frame question={question}>
      {onDirectory && (
        <div class="row">
          <button type="button" class="button" onClick={onDirectory}>
            <Icon name="search" />
            {t("Open the directory")}
          </button>
        </div>
      )}
    </Frame>
  );
}

/** A question whose other answers are not possible yet: what holds now, said plainly. */
function Statement({ question, onDone }: Props) {
  const [only] = possibleOptions(question.options);
  const isErasing = question.flags.includes("action:purge");
  return (
    <div class="question">
      <h2>{question.text}</h2>
      {only && !isErasing && (
        <p class="held">
          <Icon name="check" />
          {only.text}
        </p>
      )}
      <p class="hint">{notKeptWords()}</p>
      {only && isErasing && (
        <div class="row">
          <button type="button" class="button" onClick={onDone}>
            {only.text}
          </button>
        </div>
      )}
    </div>
  );
}

const isHidden = (question: Question, sheet: Sheet) =>
  question.sensitivity === MOST_SENSITIVE && sheet.answers.has(question.id);
