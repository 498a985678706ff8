/** Group worksheets: the runs of one, and the one that is open. Fetched when first opened. */
import { useState } from "preact/hooks";
import { t } from "../../locale.ts";
import { Page, SurroundingsContext } from "../../parts/page.tsx";
import { ProgramLink } from "../../program/program-link.tsx";
import { AskWhichOne } from "../done.tsx";
import { hasAnswers } from "../session.ts";
import type { Template } from "../template.ts";
import { AskToForget } from "./ask-to-forget.tsx";
import { ComparePage } from "./compare-page.tsx";
import { CopyPage } from "./copy-page.tsx";
import { FillRun } from "./fill-run.tsx";
import { fill } from "./filled.ts";
import { GlossaryPage } from "./glossary-page.tsx";
import "./group.css";
import { useGroupSession, useRuns } from "./hooks.ts";
import { NewRun } from "./new-run.tsx";
import { ReadRun } from "./read-run.tsx";
import { earlierRuns, type Run } from "./run.ts";
import { RunPage } from "./run-page.tsx";
import { RunsPage } from "./runs-page.tsx";
import { groupSessions } from "./sessions.ts";
import type { Shared } from "./shared.ts";

interface Props {
  readonly template: Template;
  /** Undefined while nobody is signed in: there is nobody to share with. */
  readonly shared: Shared | undefined;
  readonly onLeave: () => void;
  readonly onDirectory: (() => void) | undefined;
}

type Screen =
  | { readonly at: "runs" | "new" | "words" | "copies" }
  | { readonly at: "run" | "read" | "compare" | "copy" | "forget"; readonly id: string };

export function GroupWorksheet({ shared, ...props }: Props) {
  if (shared === undefined)
    return (
      <Page title={props.template.title} back={props.onLeave}>
        <p>{props.template.purpose}</p>
        <p>{t("To fill this in with others, sign in first: see Settings.")}</p>
      </Page>
    );
  return (
    <SurroundingsContext.Provider value={{ arrival: undefined, beside: <ProgramLink /> }}>
      <Opened key={shared.member.id} shared={shared} {...props} />
    </SurroundingsContext.Provider>
  );
}

function Opened({ template, shared, onLeave, onDirectory }: Props & { readonly shared: Shared }) {
  const runs = useRuns(shared.space);
  const session = useGroupSession(shared.member.id);
  const [screen, setScreen] = useState<Screen>({ at: "runs" });
  const mine = runs.runs?.filter(({ templateId }) => templateId === template.id);
  const byId = (id: string): Run | undefined => mine?.find((run) => run.id === id);
  const toRuns = () => setScreen({ at: "runs" });

  // One that was open is gone back to: after a look into the directory, or a reload of the screen.
  const inUse = session && session.place.at !== "start" ? byId(session.templateId) : undefined;
  if (session && inUse && !inUse.finishedOn)
    return (
      <FillRun
        key={inUse.id}
        template={template}
        run={inUse}
        shared={shared}
        session={session}
        onDirectory={onDirectory}
      />
    );

  const run = "id" in screen ? byId(screen.id) : undefined;
  const open = (id: string) => setScreen({ at: "run", id });
  if (run === undefined || !("id" in screen))
    switch (screen.at) {
      case "new":
        return <NewRun template={template} shared={shared} onStarted={open} onLeave={toRuns} />;
      case "words":
        return <GlossaryPage template={template} runs={mine ?? []} onLeave={toRuns} />;
      case "copies":
        return <CopyPage template={template} runs={mine ?? []} onLeave={toRuns} />;
      default:
        return (
          <RunsPage
            template={template}
            shared={shared}
            runs={runs}
            onRun={open}
            onNew={() => setScreen({ at: "new" })}
            onWords={() => setScreen({ at: "words" })}
            onCopy={() => setScreen({ at: "copies" })}
            onLeave={onLeave}
          />
        );
    }

  const hasTalk = session?.templateId === run.id && hasAnswers(session);
  const toRun = () => open(run.id);
  switch (screen.at) {
    case "compare":
      return (
        <ComparePage
          template={template}
          run={run}
          earlier={earlierRuns(run, mine ?? [])}
          onLeave={toRun}
        />
      );
    case "read":
      return <ReadRun run={run} filled={fill(template, run.register)} onLeave={toRun} />;
    case "copy":
      return <CopyPage template={template} runs={[run]} onLeave={toRun} />;
    case "forget":
      return (
        <AskToForget
          onStay={toRun}
          onErase={() => {
            groupSessions.endAll("done");
            toRuns();
          }}
        />
      );
    default:
      return (
        <OpenRun
          {...{ template, run, shared, hasTalk, toRuns }}
          hasEarlier={earlierRuns(run, mine ?? []).length > 0}
          isOtherOpen={
            session !== undefined && session.templateId !== run.id && hasAnswers(session)
          }
          onScreen={setScreen}
        />
      );
  }
}

function OpenRun(props: {
  readonly template: Template;
  readonly run: Run;
  readonly shared: Shared;
  readonly hasTalk: boolean;
  readonly hasEarlier: boolean;
  readonly isOtherOpen: boolean;
  readonly toRuns: () => void;
  readonly onScreen: (screen: Screen) => void;
}) {
  const { template, run, shared, hasTalk, hasEarlier, isOtherOpen, toRuns, onScreen } = props;
  const [isAsking, setAsking] = useState(false);
  const begin = () => {
    if (groupSessions.current()?.templateId !== run.id)
      groupSessions.begin(run.id, shared.member.id);
    groupSessions.go({ at: "parts" });
  };
  if (isAsking) return <AskWhichOne onErase={begin} onStay={() => setAsking(false)} />;
  const leave = () => {
    if (hasTalk) return onScreen({ at: "forget", id: run.id });
    if (groupSessions.current()?.templateId === run.id) groupSessions.endAll("left");
    toRuns();
  };
  return (
    <RunPage
      run={run}
      filled={fill(template, run.register)}
      shared={shared}
      hasEarlier={hasEarlier}
      hasTalk={hasTalk}
      onFillIn={() => {
        if (run.finishedOn) onScreen({ at: "read", id: run.id });
        else if (isOtherOpen) setAsking(true);
        else begin();
      }}
      onCompare={() => onScreen({ at: "compare", id: run.id })}
      onCopy={() => onScreen({ at: "copy", id: run.id })}
      onLeave={leave}
    />
  );
}
