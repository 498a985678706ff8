/** "Compare with last time": then and now, one after the other, in words. */
import { useId, useState } from "preact/hooks";
import { t } from "../../locale.ts";
import { Choices } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { dayInWords } from "../../when.ts";
import { useServices } from "../services.ts";
import type { Template } from "../template.ts";
import { type Compared, compare } from "./compare.ts";
import { fill } from "./filled.ts";
import type { Run } from "./run.ts";
import { runTitle } from "./words.ts";

interface Props {
  readonly template: Template;
  readonly run: Run;
  /** Those before it, the newest first. */
  readonly earlier: readonly Run[];
  readonly onLeave: () => void;
}

const MOST_OFFERED = 8; // on a screen of a phone

export function ComparePage({ template, run, earlier, onLeave }: Props) {
  const services = useServices();
  const [thenId, setThenId] = useState(earlier[0]?.id ?? "");
  const then = earlier.find(({ id }) => id === thenId) ?? earlier[0];
  if (then === undefined) return null;
  const parts = compare(fill(template, then.register), fill(template, run.register), services);
  const thenDay = dayInWords(then.startedOn);
  const nowDay = dayInWords(run.startedOn);
  return (
    <Page title={t("Compare with last time")} back={onLeave}>
      <p>{t("Then: {before}. Now: {now}.", { before: titled(then), now: titled(run) })}</p>
      {earlier.length > 1 && (
        <Choices
          label={t("Compare with")}
          choices={earlier
            .slice(0, MOST_OFFERED)
            .map((one) => ({ value: one.id, label: titled(one) }))}
          value={then.id}
          onChange={setThenId}
        />
      )}
      {parts.length === 0 && <p>{t("There are no answers to compare yet.")}</p>}
      {parts.map((part) => (
        <section class="stack" key={part.id}>
          <h2>{part.title}</h2>
          {part.questions.map((compared) => (
            <ComparedQuestion
              key={compared.question.id}
              compared={compared}
              thenDay={thenDay}
              nowDay={nowDay}
            />
          ))}
        </section>
      ))}
    </Page>
  );
}

const titled = (run: Run): string =>
  run.name ? `${run.name} (${dayInWords(run.startedOn)})` : runTitle(run);

function ComparedQuestion(props: {
  readonly compared: Compared;
  readonly thenDay: string;
  readonly nowDay: string;
}) {
  const { question, before, now, isSame } = props.compared;
  const heading = useId();
  return (
    <article class="card stack" aria-labelledby={heading}>
      <h3 id={heading}>{question.text}</h3>
      {isSame ? (
        <Lines label={t("Then and now")} lines={now} />
      ) : (
        <div class="then-now">
          <Lines label={t("Then, {day}", { day: props.thenDay })} lines={before} />
          <Lines label={t("Now, {day}", { day: props.nowDay })} lines={now} />
        </div>
      )}
    </article>
  );
}

const Lines = ({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) => (
  <div>
    <p class="soft">{label}</p>
    {lines.length === 0 && <p>{t("No answer")}</p>}
    {lines.map((line) => (
      <p class="written" key={line}>
        {line}
      </p>
    ))}
  </div>
);
