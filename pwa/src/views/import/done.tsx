/** After it went in, or was taken back: counts, the way to undo it, and what stayed. */
import type { Job, Left } from "../../imports/door.ts";
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Counted } from "./counted.tsx";

export function Done({ job, onUndo }: { readonly job: Job; readonly onUndo: () => void }) {
  const left = job.left ?? [];
  return (
    <>
      {job.state === "applied" && (
        <>
          <Notice kind="good">
            <p>{t("Phones get the entries when they next have signal.")}</p>
          </Notice>
          <Counted counts={job.counts ?? {}} isDone />
          <Button icon="back" onClick={onUndo}>
            {t("Undo this import")}
          </Button>
        </>
      )}
      {left.length > 0 && (
        <section class="stack">
          <h3>{tn("{n} entry stays as it is", "{n} entries stay as they are", left.length)}</h3>
          <ul>
            {left.map(({ id, name, why }) => (
              <li key={id}>
                {name || id} · {leftWords(why)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function leftWords(why: Left["why"]): string {
  if (why === "linked") return t("other entries belong to it by now");
  if (why === "confidential") return t("the place is confidential by now");
  return t("somebody changed it since");
}
