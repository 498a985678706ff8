/** All runs of one group worksheet, and the way to a new one. */
import { t, tn } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import type { Template } from "../template.ts";
import { isOwn, questionsOf } from "./filled.ts";
import type { Runs } from "./hooks.ts";
import { countNew, type Run } from "./run.ts";
import type { Shared } from "./shared.ts";
import { runStanding, runTitle, whoWords } from "./words.ts";

interface Props {
  readonly template: Template;
  readonly shared: Shared;
  readonly runs: Runs;
  readonly onRun: (id: string) => void;
  readonly onNew: () => void;
  readonly onWords: () => void;
  readonly onCopy: () => void;
  readonly onLeave: () => void;
}

export function RunsPage(props: Props) {
  const { template, shared, runs, onRun, onNew, onWords, onCopy, onLeave } = props;
  const mine = runs.runs?.filter(({ templateId }) => templateId === template.id);
  const hasWords = questionsOf(template).some(({ flags }) => flags.includes("glossary"));
  return (
    <Page title={template.title} back={onLeave}>
      <p>{template.purpose}</p>
      <p class="soft">{template.who}</p>
      <p>
        <strong>
          {t("Several people can fill this in, each on their own phone, with or without signal.")}
        </strong>
      </p>
      <button type="button" class="button main wide" id="start-new" onClick={onNew}>
        {t("Start a new one")}
      </button>
      {mine && mine.length > 0 && (
        <section class="stack" aria-labelledby="runs">
          <h2 id="runs">{t("Started before")}</h2>
          <ul class="worksheets">
            {mine.map((run) => (
              <li key={run.id}>
                <RunCard
                  run={run}
                  shared={shared}
                  fresh={countNew(run, runs.looked.get(run.id) ?? {}, shared.member.id)}
                  onRun={onRun}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {mine?.length === 0 && <p>{t("Nobody has started this one yet.")}</p>}
      {hasWords && (
        <button type="button" class="button wide" onClick={onWords}>
          <Icon name="book" />
          {t("Words we agree on")}
        </button>
      )}
      {mine && mine.length > 1 && (
        <button type="button" class="button wide" onClick={onCopy}>
          {t("Take a copy of all of them")}
        </button>
      )}
      <details>
        <summary>{t("Where the topics come from")}</summary>
        <p class="soft">{template.basis}</p>
      </details>
    </Page>
  );
}

const RunCard = (props: {
  readonly run: Run;
  readonly shared: Shared;
  readonly fresh: number;
  readonly onRun: (id: string) => void;
}) => (
  <button
    type="button"
    class="card worksheet-choice"
    id={`run-${props.run.id}`}
    onClick={() => props.onRun(props.run.id)}
  >
    <Icon name={props.run.finishedOn ? "check" : "pen"} />
    <span>
      <strong>{runTitle(props.run)}</strong>
      <span>{runStanding(props.run)}</span>
      <span class="soft">{filledInBy(props.run, props.shared)}</span>
      {props.fresh > 0 && (
        <span class="fresh">
          {tn("{n} new answer since you looked", "{n} new answers since you looked", props.fresh)}
        </span>
      )}
      {props.run.isWaiting && <span class="soft">{t("Waiting to be sent")}</span>}
    </span>
  </button>
);

export function filledInBy(run: Run, shared: Shared): string {
  if (run.members.length === 0) return t("Nobody has filled in anything yet.");
  return t("Filled in by {people}.", { people: whoWords(run.members, shared) });
}

/** Whether any question is answered by each member alone. */
export const asksEach = (template: Template): boolean => questionsOf(template).some(isOwn);
