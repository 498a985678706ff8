/** A question answered by picking: one, several, or a step from 0 to 5. */
import { useEffect, useId } from "preact/hooks";
import { sayIn, t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { type AskedProps, Frame, isHidden } from "./frame.tsx";
import { Mask } from "./mask.tsx";
import { Picks, scalePicks } from "./picks.tsx";
import { isRequired, isRevoking } from "./required.ts";
import { possibleOptions } from "./seams.ts";
import {
  type Answer,
  picksOf,
  stopWords,
  UNSURE,
  withAnswer,
  withPick,
  withSkip,
} from "./sheet.ts";
import { TakingBack } from "./taking-back.tsx";
import { mostPicks, type Question, type Template } from "./template.ts";
import { secondQuestion, useSecond } from "./tongues.ts";
import { Twice } from "./twice.tsx";

export function PickQuestion(props: AskedProps) {
  const { template, sheet, change, question, onDone } = props;
  const label = useId();
  const help = useId();
  const second = useSecond();
  const again = secondQuestion(second, question.id);
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
    let isFull = false;
    change((before) => {
      const next = withPick(template, before, question, id);
      isFull = next === "full";
      return next === "full" ? before : next;
    });
    return !isFull;
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
            again={
              again && second
                ? sayIn(second.tongue, () => picksFor(second.template, again))
                : undefined
            }
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
        canSkip={template.about === "person" && !isRequired(question)}
        isSkipped={isSkipped}
        isAnswered={answer !== undefined}
        labelId={label}
        onSkip={() => change((before) => withSkip(template, before, question.id))}
        onClear={() => set(undefined)}
      />
      {isRevoking(question) && answer === "yes" && <TakingBack {...props} />}
      {stop && (
        <Notice>
          <Twice also={again?.stop}>
            <p>{stop}</p>
          </Twice>
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
  return template.about === "person" && !isRequired(question)
    ? [...own, { id: UNSURE, text: t("Not sure") }]
    : own;
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
