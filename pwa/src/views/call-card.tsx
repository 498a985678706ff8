/** One entry to call: why, the number, what to ask, and what came of it. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ageOf } from "../directory/age.ts";
import {
  ATTEMPTS_ENOUGH,
  attemptedOn,
  attemptsOf,
  checkedOn,
  isDoneOn,
} from "../directory/call-list.ts";
import { withField } from "../directory/draft.ts";
import type { Entry } from "../directory/entry.ts";
import { type Body, text } from "../directory/fields.ts";
import { categoryWords, reportWords, statusWords } from "../directory/words.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { CallQuestions } from "./call-questions.tsx";
import { useCairn } from "./context.ts";
import { Phones } from "./phones.tsx";
import { useQuickSave } from "./use-quick-save.ts";

interface Props {
  readonly entry: Entry;
  readonly day: string; // today
  readonly reports: readonly string[]; // what waits for an answer
}

export function CallCard({ entry, day, reports }: Props) {
  const { body } = entry.document;
  const { undo, wrong, save } = useTap(entry);
  const isDone = isDoneOn(body, day);
  const actions = useRef<HTMLDivElement>(null);
  const [wasDone, setWasDone] = useState(isDone);
  useLayoutEffect(() => {
    // The button that was tapped is gone: go on with what stands in its place.
    if (isDone !== wasDone) actions.current?.querySelector("button")?.focus();
    setWasDone(isDone);
  }, [isDone]);
  return (
    <li class="card stack">
      <h2>
        <bdi>{entry.name}</bdi>
      </h2>
      <Why entry={entry} reports={reports} />
      {!isDone && <Phones phones={entry.phones} />}
      {!isDone && <CallQuestions entry={entry} />}
      <Wrong words={wrong} />
      <div ref={actions} class="stack">
        {isDone ? (
          <Done body={body} day={day} onUndo={undo} />
        ) : (
          <Results
            entry={entry}
            onTrue={() => save((now) => checkedOn(now, day))}
            onNobody={() => save((now) => attemptedOn(now, day))}
          />
        )}
      </div>
      {attemptsOf(body).length >= ATTEMPTS_ENOUGH && <NobodyAnswers entry={entry} />}
    </li>
  );
}

/** The last tap's way back, or why it was not saved. */
function useTap({ document }: Entry) {
  const quickSave = useQuickSave();
  const [undo, setUndo] = useState<() => Promise<void>>();
  const [wrong, setWrong] = useState<string>();
  const save = async (change: (body: Body) => Body) => {
    const saved = await quickSave(document, change);
    setWrong("wrong" in saved ? saved.wrong : undefined);
    if ("undo" in saved) setUndo(() => saved.undo);
  };
  const takeBack = undo && (() => void undo().then(() => setUndo(undefined)));
  return { undo: takeBack, wrong, save: (change: (body: Body) => Body) => void save(change) };
}

function Why({ entry, reports }: { readonly entry: Entry; readonly reports: readonly string[] }) {
  const tries = attemptsOf(entry.document.body).length;
  const facts = [
    ageOf(entry.document.body, new Date()).words,
    ...[...new Set(reports)].map((what) => t("Reported: {what}", { what: reportWords(what) })),
    ...(tries > 0 ? [tn("Nobody answered on {n} day", "Nobody answered on {n} days", tries)] : []),
  ];
  const kinds = entry.categories.map(categoryWords).join(", ");
  return (
    <>
      {kinds && <p>{kinds}</p>}
      <ul class="facts">
        {facts.map((words) => (
          <li key={words}>
            <Icon name="warn" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ResultsProps {
  readonly entry: Entry;
  readonly onTrue: () => void;
  readonly onNobody: () => void;
}

function Results({ entry, onTrue, onNobody }: ResultsProps) {
  const { navigation } = useCairn();
  // Read out with the entry's name: there are many of each on the screen.
  const named = (words: string) => `${words}: ${entry.name}`;
  return (
    <>
      <Button icon="check" kind="main" wide label={named(t("Still true"))} onClick={onTrue}>
        {t("Still true")}
      </Button>
      <div class="row stretch">
        <Button
          id={`changed-${entry.id}`}
          icon="pen"
          label={named(t("Something changed"))}
          onClick={() => navigation.go({ name: "edit", id: entry.id, isChecked: true })}
        >
          {t("Something changed")}
        </Button>
        <Button icon="cross" label={named(t("Could not reach"))} onClick={onNobody}>
          {t("Could not reach")}
        </Button>
      </div>
    </>
  );
}

interface DoneProps {
  readonly body: Body;
  readonly day: string;
  readonly onUndo: (() => void) | undefined;
}

const Done = ({ body, day, onUndo }: DoneProps) => (
  <Notice kind="good" role="status">
    <div class="row">
      <span>
        {text(body, "assured_date") === day
          ? t("Checked today. Saved on this phone.")
          : t("Noted: nobody answered today. Try again on another day.")}
      </span>
      {onUndo && <Button onClick={onUndo}>{t("Undo")}</Button>}
    </div>
  </Notice>
);

/** What may be done about it. */
function NobodyAnswers({ entry }: { readonly entry: Entry }) {
  const { navigation } = useCairn();
  const { undo, wrong, save } = useTap(entry);
  const isClosed = text(entry.document.body, "status") === "temporarily closed";
  return (
    <>
      <Wrong words={wrong} />
      <Notice kind="warn" role="status">
        {isClosed ? (
          <div class="row">
            <span>{t("Marked: {status}", { status: statusWords("temporarily closed") })}</span>
            {undo && <Button onClick={undo}>{t("Undo")}</Button>}
          </div>
        ) : (
          <p>{t("Nobody has answered for a while. It may have closed.")}</p>
        )}
      </Notice>
      {!isClosed && (
        <div class="row stretch">
          <Button
            icon="clock"
            onClick={() => save((now) => withField(now, "status", "temporarily closed"))}
          >
            {t("Mark as closed for a while")}
          </Button>
          <Button
            id={`tell-${entry.id}`}
            icon="flag"
            onClick={() => navigation.go({ name: "report", id: entry.id })}
          >
            {t("Report what is wrong")}
          </Button>
        </div>
      )}
    </>
  );
}

const Wrong = ({ words }: { readonly words: string | undefined }) =>
  words === undefined ? null : (
    <Notice kind="bad" role="alert">
      {words}
    </Notice>
  );
