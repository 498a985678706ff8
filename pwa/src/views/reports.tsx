/** For editors: every report that waits for an answer, and those answered lately. */
import type { Suggestion } from "../directory/suggestion.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/page.tsx";
import { AnswerReport } from "./answer-report.tsx";
import { useCairn } from "./context.ts";
import { ReportFacts } from "./entry-reports.tsx";
import { useSuggestions } from "./use-suggestions.ts";

const ANSWERED_SHOWN = 20;

export function ReportsView() {
  const { navigation } = useCairn();
  const reports = useSuggestions();
  const waiting = reports.filter((report) => report.state === "waiting");
  const done = reports.filter((report) => report.state !== "waiting").slice(0, ANSWERED_SHOWN);
  return (
    <Page title={t("Reports")} back={navigation.back} arrival={navigation.arrival}>
      <h2>
        {waiting.length === 0
          ? t("No report is waiting")
          : tn("{n} report is waiting", "{n} reports are waiting", waiting.length)}
      </h2>
      <ReportList reports={waiting} />
      {done.length > 0 && (
        <section class="section">
          <h2>{t("Answered")}</h2>
          <ReportList reports={done} />
        </section>
      )}
    </Page>
  );
}

function ReportList({ reports }: { readonly reports: readonly Suggestion[] }) {
  const { directory, navigation } = useCairn();
  return (
    <ul class="plain">
      {reports.map((report) => {
        const entry = directory.entryById.get(report.about);
        return (
          <li key={report.id} class="card stack">
            <h3>{entry?.name ?? t("This entry is no longer in the directory.")}</h3>
            <ReportFacts report={report} />
            {entry && (
              <Button
                id={`open-${report.id}`}
                icon="next"
                onClick={() => navigation.go({ name: "entry", id: entry.id })}
              >
                {t("Open the entry")}
              </Button>
            )}
            {report.state === "waiting" && <AnswerReport report={report} />}
          </li>
        );
      })}
    </ul>
  );
}
