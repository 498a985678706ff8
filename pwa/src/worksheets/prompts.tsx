/** Questions with nothing to fill in: to say out loud, to look up, or already settled. */
import { useId } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { type AskedProps, Frame } from "./frame.tsx";
import { ReadQuestion } from "./read-aloud.tsx";
import { notKeptWords, possibleOptions } from "./seams.ts";
import { withTalked } from "./sheet.ts";
import { secondQuestion, useSecond } from "./tongues.ts";
import { Also, Twice } from "./twice.tsx";

/** Something to say out loud. There is nothing to fill in: only a tick that ends with the talk. */
export function Talk({ sheet, change, question }: AskedProps) {
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

/** Nothing to fill in here: it is done on the printed paper. */
export function ByHand({ question }: AskedProps) {
  return (
    <Frame question={question}>
      <p class="held">
        <Icon name="pen" />
        {question.type === "repeat"
          ? t("Written by hand, on the paper. It has empty lines for this.")
          : t("Signed by hand, on the paper. It has lines for this.")}
      </p>
    </Frame>
  );
}

export function Directory({ question, onDirectory }: AskedProps) {
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
export function Statement({ question, onDone }: AskedProps) {
  const label = useId();
  const again = secondQuestion(useSecond(), question.id);
  const [only] = possibleOptions(question.options);
  const againOnly = again?.options.find(({ id }) => id === only?.id);
  const isErasing = question.flags.includes("action:purge");
  return (
    <div class="question">
      <Twice also={again?.text}>
        <h2 id={label}>{question.text}</h2>
      </Twice>
      <ReadQuestion question={question} labelId={label} />
      {only && !isErasing && (
        <p class="held">
          <Icon name="check" />
          {only.text}
          <Also words={againOnly?.text} />
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
