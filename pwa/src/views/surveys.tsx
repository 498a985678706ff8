/** Surveys without names: help somebody answer, and, for coordinators, start one. */
import { useEffect, useState } from "preact/hooks";
import "../surveys/surveys.css";
import { answerBox } from "../data/answer-box.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { type Stage, type Survey, stageOf, surveyOfDocument } from "../surveys/survey-document.ts";
import { sendBoxNow } from "../sync/box-schedule.ts";
import { useSurveyEntries } from "../worksheets/catalogue.ts";
import { dayOf } from "../worksheets/days.ts";
import { dayWords } from "../worksheets/writing.tsx";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

export { CountsView } from "./survey-counts.tsx";
export { SurveyHelpView } from "./survey-help.tsx";
export { SurveyView } from "./survey-one.tsx";
export { SurveyStartView } from "./survey-start.tsx";

export function SurveysView() {
  const cairn = useCairn();
  const { navigation, space, member } = cairn;
  const documents = useDocuments(space, "survey");
  const isCoordinator = member?.roles.includes("coordinator") ?? false;
  const today = dayOf(new Date());
  const all = (documents ?? []).map(surveyOfDocument);
  const open = all.filter((survey) => stageOf(survey, today) === "open");
  const others = all.filter((survey) => stageOf(survey, today) !== "open");
  return (
    <Page title={t("Surveys without names")} back={navigation.back} arrival={navigation.arrival}>
      <p>
        {t(
          "People answer without a name. Answers are added up, and nobody sees one person's answers.",
        )}
      </p>
      <Box />
      {documents && open.length === 0 && (
        <p class="soft">
          {isCoordinator
            ? t("No survey is open. You can start one.")
            : t("No survey is open. Coordinators can start one.")}
        </p>
      )}
      {open.map((survey) => (
        <OneSurvey key={survey.id} survey={survey} stage="open" isCoordinator={isCoordinator} />
      ))}
      {isCoordinator && (
        <>
          <Button
            id="start-survey"
            kind="main"
            wide
            onClick={() => navigation.go({ name: "survey-start" })}
          >
            {t("Start a survey")}
          </Button>
          <Button id="counts" wide onClick={() => navigation.go({ name: "counts" })}>
            {t("What worksheets have counted")}
          </Button>
          {others.map((survey) => (
            <OneSurvey
              key={survey.id}
              survey={survey}
              stage={stageOf(survey, today)}
              isCoordinator
            />
          ))}
        </>
      )}
    </Page>
  );
}

function OneSurvey(props: {
  readonly survey: Survey;
  readonly stage: Stage;
  readonly isCoordinator: boolean;
}) {
  const { navigation } = useCairn();
  const { survey, stage, isCoordinator } = props;
  const title = useSurveyTitle(survey.template);
  return (
    <section class="card stack">
      <h2>{title}</h2>
      <p>{survey.area}</p>
      <p class="soft">{stageWords(survey, stage)}</p>
      <div class="row">
        {stage === "open" && (
          <Button
            id={`help-${survey.uuid}`}
            kind="main"
            onClick={() => navigation.go({ name: "survey-help", id: survey.id })}
          >
            {t("Help someone answer")}
          </Button>
        )}
        {isCoordinator && (
          <Button
            id={`look-${survey.uuid}`}
            onClick={() => navigation.go({ name: "survey", id: survey.id })}
          >
            {t("Link and totals")}
          </Button>
        )}
      </div>
    </section>
  );
}

export function stageWords({ opensOn, closesOn }: Survey, stage: Stage): string {
  if (stage === "closed") return t("It has ended.");
  return stage === "open"
    ? t("Open until {day}", { day: dayWords(closesOn) })
    : t("Opens on {day}", { day: dayWords(opensOn) });
}

/** A survey's name in the language on screen. */
export const useSurveyTitle = (templateId: string): string =>
  useSurveyEntries().find(({ id }) => id === templateId)?.title ?? templateId;

/** How many answers wait on this phone. What they say cannot be looked at. */
function Box() {
  const count = useBoxCount();
  const [said, setSaid] = useState("");
  const [isBusy, setBusy] = useState(false);
  if (!count)
    return said ? (
      <Notice kind="good" role="status">
        {said}
      </Notice>
    ) : null;
  const send = async () => {
    setBusy(true);
    const done = await sendBoxNow().catch(() => undefined);
    setBusy(false);
    setSaid(
      done && done.left === 0
        ? t("All of them were sent.")
        : t("They could not all be sent now. They are tried again by themselves."),
    );
  };
  return (
    <Notice role="status">
      <p>
        {tn(
          "{n} answer waits in the box on this phone.",
          "{n} answers wait in the box on this phone.",
          count,
        )}
      </p>
      <p class="soft">
        {t(
          "They are sent in mixed order, once a day, at a time nobody knows. Nobody can open them here.",
        )}
      </p>
      {said && <p>{said}</p>}
      <div class="row">
        <Button isBusy={isBusy} onClick={() => void send()}>
          {isBusy ? t("Sending") : t("Send them now")}
        </Button>
      </div>
    </Notice>
  );
}

/** Undefined until it has been counted for the first time. */
function useBoxCount(): number | undefined {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    let isCurrent = true;
    const read = () =>
      void answerBox.count().then(
        (found) => isCurrent && setCount(found),
        () => undefined,
      );
    read();
    const stop = answerBox.subscribe(read);
    return () => {
      isCurrent = false;
      stop();
    };
  }, []);
  return count;
}
