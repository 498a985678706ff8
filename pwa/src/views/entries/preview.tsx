/** What one change would make of each entry, before anything is saved. */
import { useEffect, useState } from "preact/hooks";
import { pacer } from "../../data/batch.ts";
import { type BulkChange, type Planned, planned } from "../../directory/bulk.ts";
import type { Entry } from "../../directory/entry.ts";
import { text } from "../../directory/fields.ts";
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { excerpts, nameOf, problemWords, saidWords } from "./change-words.ts";

export type Changed = Extract<Planned, { outcome: "changed" }>;
type Barred = Extract<Planned, { outcome: "barred" }>;

export interface Plan {
  readonly changed: readonly Changed[];
  readonly barred: readonly Barred[];
  readonly same: number;
}

const PAGE_SIZE = 50; // entries shown at first, and added at each "Show more"

/** The plan, worked out between two looks at the screen; undefined until it is whole. */
export function usePlan(
  entries: readonly Entry[],
  change: BulkChange | undefined,
): Plan | undefined {
  const [plan, setPlan] = useState<Plan>();
  useEffect(() => {
    setPlan(undefined);
    if (!change) return;
    let isCurrent = true;
    void planAll(entries, change, () => isCurrent).then((made) => {
      if (isCurrent) setPlan(made);
    });
    return () => {
      isCurrent = false;
    };
  }, [entries, change]);
  return plan;
}

async function planAll(
  entries: readonly Entry[],
  change: BulkChange,
  isWanted: () => boolean,
): Promise<Plan> {
  const changed: Changed[] = [];
  const barred: Barred[] = [];
  const breathe = pacer();
  for (const { document } of entries) {
    await breathe();
    if (!isWanted()) break;
    const one = planned(document, change);
    if (one.outcome === "changed") changed.push(one);
    else if (one.outcome === "barred") barred.push(one);
  }
  return { changed, barred, same: entries.length - changed.length - barred.length };
}

export function Preview({ plan: { changed, barred, same } }: { readonly plan: Plan }) {
  const [shown, setShown] = useState(PAGE_SIZE);
  const rest = changed.length - shown;
  return (
    <>
      <h2 tabIndex={-1} id="preview">
        {changed.length === 0
          ? t("No entry would change")
          : tn("{n} entry will change", "{n} entries will change", changed.length)}
      </h2>
      {same > 0 && (
        <p>
          {tn(
            "{n} entry is so already, and stays as it is.",
            "{n} entries are so already, and stay as they are.",
            same,
          )}
        </p>
      )}
      {barred.length > 0 && (
        <Notice kind="warn">
          <p>{t("These would no longer be fit to be saved, and stay as they are:")}</p>
          <ul>
            {barred.slice(0, PAGE_SIZE).map(({ document, problem }) => (
              <li key={document.id}>
                <bdi>{text(document.body, "name")}</bdi>: {problemWords(problem)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ul class="plain previews">
        {changed.slice(0, shown).map((one) => (
          <Change key={one.document.id} {...one} />
        ))}
      </ul>
      {rest > 0 && (
        <Button wide onClick={() => setShown(shown + PAGE_SIZE)}>
          {t("Show more ({rest} left)", { rest })}
        </Button>
      )}
    </>
  );
}

const Change = ({ before, after, fields }: Changed) => (
  <li class="card stack">
    <h3>
      <bdi>{text(before, "name") ?? t("An entry without a name")}</bdi>
    </h3>
    {after === undefined ? (
      <p>{t("It will be deleted.")}</p>
    ) : (
      <dl class="previewed">
        {fields.map((field) => {
          const [was, will] = excerpts(saidWords(before, field), saidWords(after, field));
          return (
            <div key={field}>
              <dt>{nameOf(field)}</dt>
              <dd>
                <span class="unseen">{t("It says now:")} </span>
                <del dir="auto">{was || t("Nothing")}</del>
              </dd>
              <dd>
                <span class="unseen">{t("It will say:")} </span>
                <ins dir="auto">{will || t("Nothing")}</ins>
              </dd>
            </div>
          );
        })}
      </dl>
    )}
  </li>
);
