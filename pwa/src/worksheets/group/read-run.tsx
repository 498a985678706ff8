/** All that is answered in a run, to read. A finished one is changed only once it is open again. */
import { t } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { useServices } from "../services.ts";
import type { Question } from "../template.ts";
import { type FilledRun, shownParts } from "./filled.ts";
import type { Run } from "./run.ts";
import { filledLines, runTitle } from "./words.ts";

export function ReadRun(props: {
  readonly run: Run;
  readonly filled: FilledRun;
  readonly onLeave: () => void;
}) {
  const { run, filled, onLeave } = props;
  const services = useServices();
  const linesOf = (question: Question) =>
    filledLines(question, filled.byQuestion.get(question.id), services);
  const parts = shownParts(filled)
    .map((section) => ({
      ...section,
      questions: section.questions.filter((question) => linesOf(question).length > 0),
    }))
    .filter(({ questions }) => questions.length > 0);
  return (
    <Page title={runTitle(run)} back={onLeave}>
      <p>{filled.template.title}</p>
      {parts.length === 0 && <p>{t("Nothing was filled in.")}</p>}
      {parts.map(({ id, title, questions }) => (
        <section class="stack" key={id}>
          <h2>{title}</h2>
          {questions.map((question) => (
            <div class="card" key={question.id}>
              <h3>{question.text}</h3>
              {linesOf(question).map((line) => (
                <p class="written" key={line}>
                  {line}
                </p>
              ))}
            </div>
          ))}
        </section>
      ))}
    </Page>
  );
}
