/** For editors: one change of many entries. Asked for, looked at, saved, undone; offline too. */
import "./entries.css";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type BatchEdit, type BatchOutcome, pacer, saveBatch } from "../../data/batch.ts";
import { t, tn } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { clearOfFoot } from "../../parts/clear-of.ts";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { today } from "../../when.ts";
import { useCairn } from "../context.ts";
import { finished } from "../use-draft.ts";
import { AskChange, changeOf, FIRST_WISH } from "./ask-change.tsx";
import { changeWords } from "./change-words.ts";
import { LastBatch } from "./last-batch.tsx";
import { type Plan, Preview, usePlan } from "./preview.tsx";

type Step =
  | { readonly name: "asking" | "looking" }
  | { readonly name: "saving"; readonly done: number; readonly of: number }
  | { readonly name: "done"; readonly outcome: BatchOutcome };

export function ChangeManyView({ ids }: { readonly ids: readonly string[] }) {
  const { directory, navigation, space } = useCairn();
  const day = today(new Date());
  const [wish, setWish] = useState(FIRST_WISH);
  const [step, setStep] = useState<Step>({ name: "asking" });
  // As they stand when they are looked at: what comes in meanwhile must not slip under it.
  const entries = useMemo(
    () => ids.flatMap((id) => directory.entryById.get(id) ?? []),
    [ids, step.name === "looking"],
  );
  const change = useMemo(
    () => (step.name === "looking" ? changeOf(wish, day) : undefined),
    [step.name, wish, day],
  );
  const plan = usePlan(entries, change);
  useEffect(() => {
    if (plan) document.getElementById("preview")?.focus();
  }, [plan]);

  const save = async (changed: Plan["changed"]) => {
    if (!space || !change) return;
    const of = changed.length;
    setStep({ name: "saving", done: 0, of });
    const edits: BatchEdit[] = [];
    const breathe = pacer();
    for (const { document, before, after } of changed) {
      await breathe();
      edits.push({ document, before, after: after && finished(after) });
    }
    const outcome = await saveBatch(space, edits, {
      what: JSON.stringify(change),
      now: new Date(),
      onProgress: (done) => setStep({ name: "saving", done, of }),
    });
    setStep({ name: "done", outcome });
    announce(savedWords(outcome.saved));
  };

  return (
    <Page
      title={tn("Change {n} entry", "Change {n} entries", ids.length)}
      back={step.name === "saving" ? undefined : navigation.back}
    >
      {step.name === "asking" && (
        <AskChange
          wish={wish}
          onWish={setWish}
          entries={directory.entries}
          today={day}
          onAsked={() => setStep({ name: "looking" })}
        />
      )}
      {step.name === "looking" && change && (
        <>
          <p>
            <strong>{changeWords(change)}</strong>
          </p>
          {plan ? (
            <Preview plan={plan} />
          ) : (
            <p role="status">{t("Looking through the entries…")}</p>
          )}
          <div class="chosen row stretch" ref={clearOfFoot}>
            {plan && plan.changed.length > 0 && (
              <Button
                id="save-all"
                kind={change.kind === "delete" ? "bad" : "main"}
                onClick={() => void save(plan.changed)}
              >
                {change.kind === "delete"
                  ? tn("Delete {n} entry", "Delete {n} entries", plan.changed.length)
                  : tn("Save {n} change", "Save {n} changes", plan.changed.length)}
              </Button>
            )}
            <Button icon="back" onClick={() => setStep({ name: "asking" })}>
              {t("Ask for something else")}
            </Button>
          </div>
        </>
      )}
      {step.name === "saving" && <Saving {...step} />}
      {step.name === "done" && <Done outcome={step.outcome} />}
    </Page>
  );
}

export function Saving({ done, of }: { readonly done: number; readonly of: number }) {
  const words = t("{done} of {total} done", { done, total: of });
  return (
    <div class="stack">
      <p>{words}</p>
      <progress class="batch-done" max={of} value={done} aria-label={words} />
      <p class="soft">{t("Keep Cairn open until it is through.")}</p>
    </div>
  );
}

const savedWords = (n: number): string =>
  tn("{n} change is saved on this phone.", "{n} changes are saved on this phone.", n);

function Done({ outcome: { saved, left, isFull } }: { readonly outcome: BatchOutcome }) {
  const { navigation } = useCairn();
  return (
    <>
      <Notice kind="good">
        <p>{savedWords(saved)}</p>
        <p>{t("They are sent when there is signal and Cairn is open.")}</p>
      </Notice>
      {isFull && (
        <Notice kind="bad" role="alert">
          {t("This phone is full, so the rest was not saved. Free some space and try again.")}
        </Notice>
      )}
      <LeftAlone ids={left} />
      <LastBatch />
      <Button id="to-list" kind="main" wide onClick={navigation.back}>
        {t("Back to the list")}
      </Button>
    </>
  );
}

/** Entries that somebody changed meanwhile: nobody's work is written over. */
export function LeftAlone({ ids }: { readonly ids: readonly string[] }) {
  const { directory } = useCairn();
  if (ids.length === 0) return null;
  return (
    <Notice kind="warn">
      <p>
        {tn(
          "{n} entry was changed meanwhile, and was left as it is:",
          "{n} entries were changed meanwhile, and were left as they are:",
          ids.length,
        )}
      </p>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <bdi>{directory.entryById.get(id)?.name ?? t("An entry that was deleted")}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
