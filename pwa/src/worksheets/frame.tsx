/** The question's words and notices, around whatever answers it. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useId } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { ReportingNotice } from "../program/reporting.tsx";
import { LinkedForm } from "./linked-form.tsx";
import { ReadQuestion } from "./read-aloud.tsx";
import { countedWords } from "./seams.ts";
import type { Sheet } from "./sheet.ts";
import { linkedTemplate, type Question, REPORTING_AGAIN, type Template } from "./template.ts";
import { secondQuestion, useSecond } from "./tongues.ts";
import { Twice } from "./twice.tsx";

export interface Asking {
  readonly template: Template;
  readonly sheet: Sheet;
  readonly change: (change: (sheet: Sheet) => Sheet) => void;
  /** To the end: read once more, or erase. */
  readonly onDone: () => void;
  /** To the directory, the worksheet staying open; absent where there is none. */
  readonly onDirectory: (() => void) | undefined;
  /** To another question of this worksheet. */
  readonly onQuestion?: (sectionId: string, questionId: string) => void;
}

export interface AskedProps extends Asking {
  readonly question: Question;
}

/** What stands with a question's controls, above and below them: a group's worksheet says more. */
export interface Notes {
  readonly above: ComponentChildren;
  readonly below: ComponentChildren;
}
export const NotesContext = createContext<Notes | undefined>(undefined);

const MOST_SENSITIVE = 3;

/** Where a question is on the page. */
export const questionPlace = (questionId: string): string => `question-${questionId}`;

/** The question's words, its notices, and the controls that answer it. */
export function Frame(props: {
  readonly question: Question;
  readonly labelId?: string;
  readonly helpId?: string;
  readonly isGroup?: boolean;
  readonly children?: ComponentChildren;
}) {
  const { question, labelId, helpId, isGroup, children } = props;
  const linked = linkedTemplate(question);
  const notes = useContext(NotesContext);
  const again = secondQuestion(useSecond(), question.id);
  const ownId = useId();
  const headingId = labelId ?? ownId;
  const heading = (
    <Twice also={again?.text}>
      <h2 id={headingId}>{question.text}</h2>
    </Twice>
  );
  const inside = (
    <>
      {isGroup ? <legend>{heading}</legend> : heading}
      {question.flags.includes("mr") && <ReportingNotice />}
      {question.flags.includes(REPORTING_AGAIN) && (
        <p class="held">
          <Icon name="warn" />
          {t("Here too: what you must report.")}
        </p>
      )}
      {question.help && (
        <Twice also={again?.help}>
          <p class="hint" id={helpId}>
            {question.help}
          </p>
        </Twice>
      )}
      <ReadQuestion question={question} labelId={headingId} />
      {question.flags.includes("aggregate") && <p class="hint">{countedWords()}</p>}
      {notes?.above}
      {children}
      {notes?.below}
      {linked && <LinkedForm templateId={linked} questionId={question.id} />}
    </>
  );
  return (
    <div class="question" id={questionPlace(question.id)} tabIndex={-1}>
      {isGroup ? (
        <fieldset
          class="stack"
          aria-labelledby={headingId}
          aria-describedby={question.help ? helpId : undefined}
        >
          {inside}
        </fieldset>
      ) : (
        inside
      )}
    </div>
  );
}

/** Whether there is an answer that could put someone in danger if seen. */
export const isHidden = (question: Question, sheet: Sheet) =>
  question.sensitivity === MOST_SENSITIVE && sheet.answers.has(question.id);
