/** After it went in, or was taken back: counts, the way to undo it, and what stayed. */
import type { Job } from "../../imports/door.ts";
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
          <Counted counts={job.counts ?? {}} />
          <Button icon="back" onClick={onUndo}>
            {t("Undo this import")}
          </Button>
        </>
      )}
      {left.length > 0 && (
        <section class="stack">
          <h3>
            {tn(
              "{n} entry stays: somebody changed it since",
              "{n} entries stay: somebody changed them since",
              left.length,
            )}
          </h3>
          <ul>
            {left.map(({ id, name }) => (
              <li key={id}>{name || id}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
