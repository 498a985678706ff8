/** "Words we agree on", from all runs of a worksheet. */
import { t } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { useServices } from "../services.ts";
import type { Template } from "../template.ts";
import { fill } from "./filled.ts";
import { agreedWords } from "./glossary.ts";
import type { Run } from "./run.ts";

export function GlossaryPage(props: {
  readonly template: Template;
  readonly runs: readonly Run[];
  readonly onLeave: () => void;
}) {
  const { template, runs, onLeave } = props;
  const services = useServices();
  const filled = runs.map(({ register }) => fill(template, register));
  const words = agreedWords(filled, services);
  return (
    <Page title={t("Words we agree on")} back={onLeave}>
      <p>{t("From every time that this worksheet was filled in.")}</p>
      {words.length === 0 && (
        <p>{t("There are no words yet. Add them where you fill in the worksheet.")}</p>
      )}
      <dl class="stack">
        {words.map(({ word, said }) => (
          <div class="card" key={`${word} ${said.join()}`}>
            <dt>
              <strong>{word}</strong>
            </dt>
            {said.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
    </Page>
  );
}
