/** Reports about one entry: one's own, or for an editor everybody's. */
import type { Suggestion } from "../directory/suggestion.ts";
import { reportWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import { later } from "../parts/later.tsx";
import { agoInWords } from "../when.ts";
import { isEditor, useCairn } from "./context.ts";
import { useSuggestions } from "./use-suggestions.ts";

const AnswerReport = later(() => import("./answer-report.tsx").then((part) => part.AnswerReport));

export function Reports({ about }: { readonly about: string }) {
  const cairn = useCairn();
  const mayAnswer = isEditor(cairn);
  const reports = useSuggestions().filter(
    (report) => report.about === about && (mayAnswer || report.member === cairn.member?.id),
  );
  if (reports.length === 0) return null;
  return (
    <section class="section">
      <h2>{mayAnswer ? t("Reports about this entry") : t("What you reported")}</h2>
      <ul class="plain">
        {reports.map((report) => (
          <li key={report.id} class="card stack">
            <ReportFacts report={report} />
            {mayAnswer && <AnswerReport report={report} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ReportFacts({ report }: { readonly report: Suggestion }) {
  const isUnsent = report.document.waiting;
  return (
    <>
      <p>
        <strong>{reportWords(report.what)}</strong>{" "}
        <span class="soft">{agoInWords(report.madeAt, Date.now())}</span>
      </p>
      {report.isFromPartner && <p>{t("The service itself says so.")}</p>}
      {report.note && <p class="prose">{report.note}</p>}
      {(!isUnsent || report.state !== "waiting") && <Standing {...stateWords(report)} />}
      {isUnsent && <Standing icon="send" words={t("Saved on this phone. Waiting to be sent.")} />}
      {report.answer && <p class="prose">{t("Answer: {answer}", { answer: report.answer })}</p>}
    </>
  );
}

interface StandingProps {
  readonly icon: IconName;
  readonly words: string;
}

const Standing = ({ icon, words }: StandingProps) => (
  <p class="line">
    <Icon name={icon} />
    <span>{words}</span>
  </p>
);

function stateWords(report: Suggestion): StandingProps {
  if (report.state === "accepted") return { icon: "check", words: t("Fixed") };
  if (report.state === "declined") return { icon: "cross", words: t("Not changed") };
  return { icon: "clock", words: t("Sent. Waiting for an editor.") };
}
