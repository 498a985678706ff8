/** One run: how it stands, and what can be done with it. */
import { useState } from "preact/hooks";
import { t, tn } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { dayOf } from "../days.ts";
import { removeRun, setFinished } from "./documents.ts";
import { choicesOf, type FilledRun, questionsOf } from "./filled.ts";
import { Promised } from "./promise.tsx";
import type { Run } from "./run.ts";
import { filledInBy } from "./runs-page.tsx";
import { mayFinish, type Shared } from "./shared.ts";
import { runStanding, runTitle } from "./words.ts";

interface Props {
  readonly run: Run;
  readonly filled: FilledRun;
  readonly shared: Shared;
  /** There is an earlier run to compare with. */
  readonly hasEarlier: boolean;
  /** Answers that are only talked about are in memory. */
  readonly hasTalk: boolean;
  readonly onFillIn: () => void;
  readonly onCompare: () => void;
  readonly onCopy: () => void;
  readonly onLeave: () => void;
}

export function RunPage(props: Props) {
  const { run, filled, shared, hasEarlier, hasTalk, onFillIn, onCompare, onCopy, onLeave } = props;
  const choices = countChoices(filled);
  return (
    <Page title={runTitle(run)} back={onLeave}>
      <p>
        {filled.template.title}. {runStanding(run)}.
      </p>
      <p>{filledInBy(run, shared)}</p>
      {run.isWaiting && (
        <p class="soft">
          {t("Saved on this phone. Waiting to be sent: it goes when there is signal.")}
        </p>
      )}
      {choices > 0 && (
        <Notice kind="warn">
          {tn(
            "At {n} place there are two answers. Choose together.",
            "At {n} places there are two answers. Choose together.",
            choices,
          )}
        </Notice>
      )}
      {hasTalk && (
        <p class="soft">
          {t(
            "What you only talked about is still in this phone's memory. It ends when you go back.",
          )}
        </p>
      )}
      <button type="button" class="button main wide" id="fill-in" onClick={onFillIn}>
        {run.finishedOn ? t("Read it") : t("Fill it in")}
      </button>
      {hasEarlier && (
        <button type="button" class="button wide" id="compare" onClick={onCompare}>
          {t("Compare with last time")}
        </button>
      )}
      <button type="button" class="button wide" id="take-copy" onClick={onCopy}>
        {t("Take a copy")}
      </button>
      <Ending run={run} shared={shared} onRemoved={onLeave} />
      <Promised template={filled.template} />
    </Page>
  );
}

export const countChoices = ({ template, byQuestion }: FilledRun): number =>
  questionsOf(template).reduce((n, one) => n + choicesOf(one, byQuestion.get(one.id)), 0);

/** Finishing, opening again and removing: for who started it, and for coordinators. */
function Ending(props: {
  readonly run: Run;
  readonly shared: Shared;
  readonly onRemoved: () => void;
}) {
  const { run, shared, onRemoved } = props;
  const [isAsking, setAsking] = useState(false);
  const [isFull, setFull] = useState(false);
  if (!mayFinish(shared, run.startedBy))
    return <p class="soft">{t("Who started it, or a coordinator, can finish it or remove it.")}</p>;
  const finish = async () => {
    const outcome = await setFinished(
      shared.space,
      run,
      run.finishedOn ? undefined : dayOf(new Date()),
    );
    setFull(outcome.status === "no_room");
    if (outcome.status === "saved")
      announce(run.finishedOn ? t("It is open again.") : t("It is finished."));
  };
  const remove = async () => {
    shared.tellSaved(await removeRun(shared.space, run));
    onRemoved();
  };
  if (isAsking)
    return (
      <Notice kind="warn">
        <p>
          <strong>{t("Remove it from every phone?")}</strong>
        </p>
        <p>
          {t(
            "No screen shows it any more, once each phone has had signal. What people answered is still stored on their phones and the server.",
          )}
        </p>
        <div class="row">
          <button type="button" class="button" onClick={() => setAsking(false)}>
            {t("Keep it")}
          </button>
          <button type="button" class="button bad" onClick={() => void remove()}>
            {t("Remove it")}
          </button>
        </div>
      </Notice>
    );
  return (
    <>
      {isFull && (
        <Notice kind="bad" role="alert">
          {t("This phone is full, so nothing was saved. Free some space and try again.")}
        </Notice>
      )}
      <div class="row stretch">
        <button type="button" class="button" id="finish" onClick={() => void finish()}>
          {run.finishedOn ? t("Open it again") : t("Finish")}
        </button>
        <button type="button" class="button" id="remove" onClick={() => setAsking(true)}>
          {t("Remove…")}
        </button>
      </div>
    </>
  );
}
