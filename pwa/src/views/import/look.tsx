/** The dry run: counts, what each row has to tell, rejected rows to put right, and doubles. */
import { useState } from "preact/hooks";
import type { Finding, Job, Reading } from "../../imports/door.ts";
import { inWords, isTranslated } from "../../imports/said.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Form, TextField } from "../../parts/field.tsx";
import { Counted } from "./counted.tsx";
import { SameRows } from "./same-rows.tsx";

const SHOWN = 100; // at first, and added at each "Show more"

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
      fixes: { ...(job.fixes ?? {}), ...fixes },
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
          ) : (
            <Findings key={shown} findings={findings.filter((f) => f.result === shown)} />
          )}
          {shown === "rejected" && <Rejected job={job} fixes={fixes} onChange={setFixes} />}
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

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const [shown, setShown] = useState(SHOWN);
  return (
    <>
      <ul class="plain">
        {findings.slice(0, shown).map((one, place) => (
          <li key={place} class="card">
            <p>
              <strong>{placeWords(one)}</strong>
            </p>
            {one.value && <p class="samples">{valueWords(one)}</p>}
            <p lang={isTranslated(one.said) ? undefined : "en"}>{inWords(one.said, one.reason)}</p>
            {one.fix && (
              <p lang={isTranslated(one.fix_said) ? undefined : "en"} class="soft">
                {inWords(one.fix_said, one.fix)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {findings.length > shown && (
        <Button wide onClick={() => setShown(shown + SHOWN)}>
          {t("Show more ({rest} left)", { rest: findings.length - shown })}
        </Button>
      )}
    </>
  );
}

const valueWords = ({ value = "", became }: Finding): string =>
  became
    ? t("It said: {value} → now: {became}", { value, became })
    : t("It says: {value}", { value });

/** "Row 5, column Hours". */
function placeWords({ row, column, file }: Finding): string {
  const own = column?.startsWith("cairn:"); // a column that the server made of others
  const words = [
    row ? t("Row {n}", { n: row }) : file,
    column && !own && t("column {name}", { name: column }),
  ];
  return words.filter(Boolean).join(", ") || t("The file");
}

interface FixProps {
  readonly job: Job;
  readonly fixes: Reading["fixes"];
  readonly onChange: (fixes: Reading["fixes"]) => void;
}

function Rejected({ job, fixes, onChange }: FixProps) {
  const rows = (job.rejected_rows ?? []).slice(0, SHOWN);
  const used = (job.columns ?? []).filter(({ choice }) => choice !== "");
  if (rows.length === 0) return null;
  return (
    <Form onSubmit={() => {}} label={t("Put rows right here")}>
      <h3>{t("Put rows right here")}</h3>
      <ul class="plain">
        {rows.map(({ row, cells }) => (
          <li key={row}>
            <details class="card">
              <summary>{t("Row {n}", { n: row })}</summary>
              <div class="stack">
                {used.map(({ name }) => (
                  <TextField
                    key={name}
                    label={name}
                    value={fixes[row]?.[name] ?? cells[name] ?? ""}
                    onInput={(value) =>
                      onChange({ ...fixes, [row]: { ...fixes[row], [name]: value } })
                    }
                  />
                ))}
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Form>
  );
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
