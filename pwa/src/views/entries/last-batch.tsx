/** The last change of many entries: what it was, what was not taken, and the way to undo it. */
import { useEffect, useState } from "preact/hooks";
import {
  type Batch,
  type BatchOutcome,
  forgetBatch,
  readBatch,
  undoBatch,
} from "../../data/batch.ts";
import { directoryOf } from "../../data/database.ts";
import { isText, parseJsonObject } from "../../data/json.ts";
import type { RefusedEdit } from "../../data/outbox.ts";
import type { BulkChange } from "../../directory/bulk.ts";
import { text } from "../../directory/fields.ts";
import { t, tn } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { agoInWords } from "../../when.ts";
import { useCairn } from "../context.ts";
import { refusalWords } from "../refusal-words.ts";
import { LeftAlone, Saving } from "./change-many.tsx";
import { changeWords } from "./change-words.ts";

const KEPT_MS = 7 * 24 * 60 * 60 * 1000; // then what the entries said before is dropped here

export function LastBatch() {
  const { space } = useCairn();
  const [last, setLast] = useLast();
  const [done, setDone] = useState<number>();
  const [undone, setUndone] = useState<BatchOutcome>();
  if (undone) {
    return (
      <>
        <Notice kind="good">
          {tn(
            "{n} entry says again what it said.",
            "{n} entries say again what they said.",
            undone.saved,
          )}
        </Notice>
        <LeftAlone ids={undone.left} />
      </>
    );
  }
  if (!last || !space) return null;
  const { batch, refused } = last;
  if (done !== undefined) return <Saving done={done} of={batch.revs.size} />;

  const undo = async () => {
    setDone(0);
    const outcome = await undoBatch(space, directoryOf(space.collaborative), {
      now: new Date(),
      onProgress: setDone,
    });
    setDone(undefined);
    setUndone(outcome);
    announce(t("Undone."));
  };
  return (
    <section class="card stack" aria-label={t("The last change of many")}>
      <p>
        {t("The last change of many")}: <strong>{whatWords(batch)}</strong>.{" "}
        {tn("{n} entry", "{n} entries", batch.revs.size)}, {agoInWords(batch.at, Date.now())}.
      </p>
      <Refused edits={refused} />
      <div class="row">
        <Button id="undo-all" icon="back" onClick={() => void undo()}>
          {t("Undo all of it")}
        </Button>
        <Button
          kind="quiet"
          icon="check"
          onClick={() => void forgetBatch(space).then(() => setLast(undefined))}
        >
          {t("It may stay")}
        </Button>
      </div>
    </section>
  );
}

interface Last {
  readonly batch: Batch;
  readonly refused: readonly RefusedEdit[];
}

function useLast() {
  const { space } = useCairn();
  const [last, setLast] = useState<Last>();
  useEffect(() => {
    if (!space) return;
    let isCurrent = true;
    const read = async () => {
      const batch = await readBatch(space);
      if (batch && Date.now() - batch.at > KEPT_MS) return forgetBatch(space);
      const refused = batch ? await space.refused() : [];
      const own = refused.filter(({ id, edits }) =>
        edits.some(({ rev }) => rev === batch?.revs.get(id)),
      );
      if (isCurrent) setLast(batch && { batch, refused: own });
    };
    void read();
    const stop = space.subscribe(() => void read());
    return () => {
      isCurrent = false;
      stop();
    };
  }, [space]);
  return [last, setLast] as const;
}

/** As it was written down by `saveBatch`. */
function whatWords({ what }: Batch): string {
  const change = parseJsonObject(what);
  return isText(change?.kind) ? changeWords(change as unknown as BulkChange) : "";
}

function Refused({ edits }: { readonly edits: readonly RefusedEdit[] }) {
  const { navigation } = useCairn();
  if (edits.length === 0) return null;
  return (
    <Notice kind="warn">
      <p>{tn("{n} change was not taken:", "{n} changes were not taken:", edits.length)}</p>
      <ul>
        {edits.slice(0, 20).map(({ id, rev, reason, edits: [first] }) => (
          <li key={`${id} ${rev}`}>
            <bdi>{text(first?.body ?? {}, "name")}</bdi>: {refusalWords(reason)}
          </li>
        ))}
      </ul>
      <div class="row">
        <Button id="to-waiting" onClick={() => navigation.go({ name: "waiting" })}>
          {t("Look at them")}
        </Button>
      </div>
    </Notice>
  );
}
