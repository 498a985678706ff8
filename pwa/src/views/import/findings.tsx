/** What rows have to tell: where, what it says, why, and what would help. */
import { useState } from "preact/hooks";
import type { Finding, Job } from "../../imports/door.ts";
import { inWords, isTranslated } from "../../imports/said.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";

export const SHOWN = 100; // at first, and added at each "Show more"

interface Props {
  readonly job: Job;
  readonly findings: readonly Finding[];
}

export function Findings({ job, findings }: Props) {
  const [shown, setShown] = useState(SHOWN);
  return (
    <>
      <ul class="plain">
        {findings.slice(0, shown).map((one, place) => (
          <li key={place} class="card">
            <p>
              <strong>{placeWords(one, job)}</strong>
            </p>
            <Reason finding={one} />
          </li>
        ))}
      </ul>
      <More rest={findings.length - shown} onMore={() => setShown(shown + SHOWN)} />
    </>
  );
}

export function More({ rest, onMore }: { readonly rest: number; readonly onMore: () => void }) {
  if (rest <= 0) return null;
  return (
    <Button wide onClick={onMore}>
      {t("Show more ({rest} left)", { rest })}
    </Button>
  );
}

/** What a cell says, why that will not do, and what would. */
export const Reason = ({ finding }: { readonly finding: Finding }) => (
  <>
    {finding.value && <p class="samples">{valueWords(finding)}</p>}
    <p lang={isTranslated(finding.said) ? undefined : "en"}>
      {inWords(finding.said, finding.reason)}
    </p>
    {finding.fix && (
      <p lang={isTranslated(finding.fix_said) ? undefined : "en"} class="soft">
        {inWords(finding.fix_said, finding.fix)}
      </p>
    )}
  </>
);

const valueWords = ({ value = "", became }: Finding): string =>
  became
    ? t("It said: {value} → now: {became}", { value, became })
    : t("It says: {value}", { value });

/** "Row 5, column Hours"; of several files, "services.csv, row 5, column Hours". */
export function placeWords({ row, column, file = "" }: Finding, job: Job): string {
  const own = column?.startsWith("cairn:"); // a column that the server made of others
  const words = [
    row ? rowWords(row, file, job) : file,
    column && !own && t("column {name}", { name: column }),
  ];
  return words.filter(Boolean).join(", ") || t("The file");
}

/** Where a row stands: its file too, where there are several. */
export function rowWords(n: number, file: string, job: Job): string {
  if (/\.(nd)?json$/i.test(file)) return t("{file}, entry {n}", { file, n });
  const hasSeveral = !!job.known && (job.tables ?? []).length !== 1;
  return hasSeveral && file ? t("{file}, row {n}", { file, n }) : t("Row {n}", { n });
}
