/** Reports by entry: for editors everybody's, with the answer to give; for others their own. */
import { useRef } from "preact/hooks";
import { byEntry, type ReportsOfEntry, type Suggestion } from "../directory/suggestion.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/page.tsx";
import { AnswerReport } from "./answer-report.tsx";
import { isEditor, useCairn } from "./context.ts";
import { ReportFacts } from "./entry-reports.tsx";
import { useSuggestions } from "./use-suggestions.ts";

const ANSWERED_SHOWN = 20;

export function ReportsView() {
  const cairn = useCairn();
  const { navigation, member } = cairn;
  const mayAnswer = isEditor(cairn);
  const all = useSuggestions();
  const reports = mayAnswer ? all : all.filter((report) => report.member === member?.id);
  const waiting = reports.filter((report) => report.state === "waiting");
  // What is answered here stays in its place, so that it can be taken back.
  const kept = useRef(new Set<string>());
  for (const { id } of waiting) kept.current.add(id);
  const open = reports.filter(({ id }) => kept.current.has(id));
  const done = reports.filter(({ id }) => !kept.current.has(id)).slice(0, ANSWERED_SHOWN);
  return (
    <Page
      title={mayAnswer ? t("Reports") : t("What you reported")}
      back={navigation.back}
      arrival={navigation.arrival}
    >
      <h2>
        {waiting.length === 0
          ? t("No report is waiting")
          : tn("{n} report is waiting", "{n} reports are waiting", waiting.length)}
      </h2>
      <Groups groups={byEntry(open)} mayAnswer={mayAnswer} />
      {done.length > 0 && (
        <section class="section">
          <h2>{t("Answered")}</h2>
          <Groups groups={byEntry(done)} mayAnswer={false} />
        </section>
      )}
    </Page>
  );
}

interface GroupsProps {
  readonly groups: readonly ReportsOfEntry[];
  readonly mayAnswer: boolean;
}

function Groups({ groups, mayAnswer }: GroupsProps) {
  const { directory, navigation } = useCairn();
  return (
    <ul class="plain">
      {groups.map(({ about, reports }) => {
        const entry = directory.entryById.get(about);
        return (
          <li key={about} class="card stack">
            <h3>{entry?.name ?? t("This entry is no longer in the directory.")}</h3>
            {reports.length > 1 && (
              <p class="soft">{tn("{n} report", "{n} reports", reports.length)}</p>
            )}
            {entry && (
              <Button
                id={`open-${reports[0]?.id}`}
                icon="next"
                onClick={() => navigation.go({ name: "entry", id: entry.id })}
              >
                {t("Open the entry")}
              </Button>
            )}
            <Said reports={reports} mayAnswer={mayAnswer} />
          </li>
        );
      })}
    </ul>
  );
}

interface SaidProps {
  readonly reports: readonly Suggestion[];
  readonly mayAnswer: boolean;
}

const Said = ({ reports, mayAnswer }: SaidProps) => (
  <ul class="plain">
    {reports.map((report) => (
      <li key={report.id} class="stack">
        <ReportFacts report={report} />
        {mayAnswer && <AnswerReport report={report} />}
      </li>
    ))}
  </ul>
);
