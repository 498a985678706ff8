/** One survey, for coordinators: its link, its totals, closing and removing it. */
import { useState } from "preact/hooks";
import { commonsOf } from "../data/database.ts";
import { saveEdit } from "../data/save.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { later } from "../parts/later.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { closedBody, type Survey, stageOf, surveyOfDocument } from "../surveys/survey-document.ts";
import { dayOf } from "../worksheets/days.ts";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";
import { SurveyTotals } from "./survey-totals.tsx";
import { stageWords, useSurveyTitle } from "./surveys.tsx";
import { useDocuments } from "./use-documents.ts";

const DirectoryLink = later(() => import("./link-code.tsx").then((part) => part.DirectoryLink));
const LinkCode = later(() => import("./link-code.tsx").then((part) => part.LinkCode));

export function SurveyView({ id }: { readonly id: string }) {
  const { navigation, space } = useCairn();
  const document = useDocuments(space, "survey")?.find((one) => one.id === id);
  if (!document) return <Page title={t("Survey")} back={navigation.back} />;
  return <OneSurvey survey={surveyOfDocument(document)} />;
}

function OneSurvey({ survey }: { readonly survey: Survey }) {
  const { navigation } = useCairn();
  const title = useSurveyTitle(survey.template);
  const today = dayOf(new Date());
  const stage = stageOf(survey, today);
  const isWaiting = survey.document.waiting;
  return (
    <Page title={title} back={navigation.back}>
      <p>{survey.area}</p>
      <p class="soft">{stageWords(survey, stage)}</p>
      {stage !== "closed" && <Link survey={survey} />}
      {stage !== "closed" && <DirectoryLink />}
      {!isWaiting && <SurveyTotals uuid={survey.uuid} />}
      <Ending survey={survey} isOpen={stage !== "closed"} today={today} />
    </Page>
  );
}

function Link({ survey }: { readonly survey: Survey }) {
  const [isCopied, setCopied] = useState(false);
  const link = `${location.origin}/survey/${survey.uuid}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      announce(t("Copied"));
    } catch {
      setCopied(false); // it can be copied by hand: it is on screen
    }
  };
  return (
    <section class="section stack">
      <h2>{t("The link to share")}</h2>
      {survey.document.waiting ? (
        <Notice kind="warn" role="status">
          {t(
            "It is not on the server yet, so the link does not work. It is sent when there is signal.",
          )}
        </Notice>
      ) : (
        <p>{t("Anybody with this link can answer, once or more often.")}</p>
      )}
      <p class="survey-link" translate={false}>
        {link}
      </p>
      <div class="row">
        <Button onClick={() => void copy()}>{isCopied ? t("Copied") : t("Copy the link")}</Button>
      </div>
      <LinkCode link={link} />
    </section>
  );
}

function Ending(props: {
  readonly survey: Survey;
  readonly isOpen: boolean;
  readonly today: string;
}) {
  const { survey, isOpen, today } = props;
  const { navigation, space } = useCairn();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!space) return null;
  const database = commonsOf(space.collaborative);
  const basedOn = survey.document;
  const close = async () =>
    setProblem(
      outcomeWords(
        await saveEdit(space, database, survey.id, closedBody(survey, today), { basedOn }),
      ),
    );
  const remove = async () => {
    const body = { type: "survey", schema: 1 };
    const outcome = await saveEdit(space, database, survey.id, body, { deleted: true, basedOn });
    const words = outcomeWords(outcome);
    if (words === undefined) navigation.back();
    else setProblem(words);
  };
  return (
    <section class="section stack">
      <h2>{t("End it")}</h2>
      {problem && (
        <Notice kind="bad" role="alert">
          {problem}
        </Notice>
      )}
      {isOpen && (
        <>
          <p class="soft">{t("What waits on helpers' phones still counts for two weeks.")}</p>
          <Button wide onClick={() => void close()}>
            {t("Close the survey")}
          </Button>
        </>
      )}
      {isAsking ? (
        <Notice kind="warn">
          <p>{t("The survey and its totals are erased for everybody. Save the totals first.")}</p>
          <div class="row">
            <Button onClick={() => setAsking(false)}>{t("Keep it")}</Button>
            <Button kind="bad" onClick={() => void remove()}>
              {t("Erase the survey")}
            </Button>
          </div>
        </Notice>
      ) : (
        <Button kind="bad" wide onClick={() => setAsking(true)}>
          {t("Remove the survey")}
        </Button>
      )}
    </section>
  );
}
