/** The dry run: counts, what each row has to tell, rejected rows to put right, and doubles. */
import { useState } from "preact/hooks";
import type { Finding, Job, Reading } from "../../imports/door.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Counted } from "./counted.tsx";
import { Findings } from "./findings.tsx";
import { SameRows } from "./same-rows.tsx";
import { WrongRows } from "./wrong-rows.tsx";

interface Props {
  readonly job: Job;
  readonly onCheck: (reading: Reading) => void;
  readonly onColumns: () => void;
  readonly onApply: () => void;
}

type Tab = Finding["result"] | "same";

export function Look({ job, onCheck, onColumns, onApply }: Props) {
  const findings = job.findings ?? [];
  const of = (tab: Tab) =>
    tab === "same" ? (job.same_as ?? []).length : findings.filter((f) => f.result === tab).length;
  const order: readonly Tab[] = [
    "rejected",
    "confidential",
    "same",
    "kept",
    "left out",
    "repaired",
    "tidied",
  ];
  const tabs = order.filter((tab) => of(tab) > 0);
  const [open, setOpen] = useState<Tab | undefined>();
  const [fixes, setFixes] = useState<Reading["fixes"]>({});
  const [same, setSame] = useState<readonly number[]>(job.same ?? []);
  const [merged, setMerged] = useState<Reading["merged"]>(job.merged ?? {});
  const shown = open && tabs.includes(open) ? open : tabs[0];
  const isChanged =
    Object.keys(fixes).length > 0 ||
    same.join() !== (job.same ?? []).join() ||
    JSON.stringify(merged) !== JSON.stringify(job.merged ?? {});

  const again = () => {
    const columns = Object.fromEntries((job.columns ?? []).map((one) => [one.name, one.choice]));
    onCheck({
      source: job.source ?? "",
      table: job.table ?? 0,
      columns: job.known ? {} : columns,
      public: job.public ?? false,
      as_drafts: job.as_drafts ?? false,
      merged,
      fixes: mergeFixes(job.fixes ?? {}, fixes),
      same,
    });
  };

  return (
    <>
      <Counted counts={job.counts ?? {}} />
      {tabs.length > 0 && (
        <nav class="row" aria-label={t("What the rows have to tell")}>
          {tabs.map((tab) => (
            <Button key={tab} pressed={tab === shown} onClick={() => setOpen(tab)}>
              {t("{what}: {n}", { what: tabWords(tab), n: of(tab) })}
            </Button>
          ))}
        </nav>
      )}
      {shown && (
        <section class="stack" aria-label={tabWords(shown)}>
          <p>{tabHint(shown)}</p>
          {shown === "same" ? (
            <SameRows
              job={job}
              same={same}
              merged={merged}
              onChange={(left, filled) => {
                setSame(left);
                setMerged(filled);
              }}
            />
          ) : shown === "rejected" ? (
            <WrongRows job={job} fixes={fixes} onChange={setFixes} onCheck={again} />
          ) : (
            <Findings key={shown} job={job} findings={findings.filter((f) => f.result === shown)} />
          )}
        </section>
      )}
      <div class="row stretch">
        {isChanged ? (
          <Button icon="search" kind="main" onClick={again}>
            {t("Look again with these changes")}
          </Button>
        ) : (
          <Button icon="check" kind="main" onClick={onApply}>
            {t("Add to the directory")}
          </Button>
        )}
        <Button icon="pen" onClick={onColumns}>
          {t("Change the columns")}
        </Button>
      </div>
    </>
  );
}

/** What was put right so far, and what was typed since. */
function mergeFixes(before: Reading["fixes"], since: Reading["fixes"]): Reading["fixes"] {
  const changed = Object.entries(since).map(([key, cells]) => [key, { ...before[key], ...cells }]);
  return { ...before, ...Object.fromEntries(changed) };
}

function tabWords(tab: Tab): string {
  switch (tab) {
    case "rejected":
      return t("Not taken in");
    case "confidential":
      return t("Likely shelters");
    case "same":
      return t("Perhaps there already");
    case "kept":
      return t("An editor’s own value stays");
    case "left out":
      return t("Without a value");
    case "repaired":
      return t("Put right");
    case "tidied":
      return t("Written our way");
  }
}

function tabHint(tab: Tab): string {
  switch (tab) {
    case "rejected":
      return t("These rows do not go in. All others do.");
    case "confidential":
      return t("These places may be shelters: where they are is not taken in.");
    case "same":
      return t("These rows are added, unless you say that the entry is the same.");
    case "kept":
      return t("Somebody changed these by hand since. The list does not overwrite that.");
    case "left out":
      return t("These rows go in without this one value.");
    case "repaired":
      return t("These values go in, put right. Look at a few.");
    case "tidied":
      return t("These values say the same, written as the directory writes them.");
  }
}
