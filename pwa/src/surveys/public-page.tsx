/** The page behind a survey's link, for people on their own phone. It keeps nothing. */
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { type Answers, answerBody } from "../data/answer-body.ts";
import {
  currentLanguage,
  languageName,
  nextLanguage,
  onLanguage,
  showLanguage,
  t,
} from "../locale.ts";
import { Announcer } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { quickExit } from "../secrets/exit.ts";
import type { Template } from "../worksheets/template.ts";
import { SurveyFlow } from "./flow.tsx";
import { Hotlines } from "./hotlines.tsx";
import { SentPromise } from "./promise.tsx";
import { type Asked, askAbout, type PublicSurvey } from "./public-survey.ts";
import { Sending } from "./sending.tsx";

const request = (url: string, init: RequestInit) => fetch(url, init);

export function PublicPage({ id }: { readonly id: string | undefined }) {
  useLanguage();
  const { asked, ask } = useSurvey(id);
  const main = useRef<HTMLElement>(null);
  const other = nextLanguage();
  return (
    <>
      <button type="button" class="button skip" onClick={() => main.current?.focus()}>
        {t("Skip to the page")}
      </button>
      <header class="top">
        <button type="button" class="button leave" onClick={quickExit}>
          <Icon name="leave" />
          <span>{t("Leave")}</span>
        </button>
        <span class="top-space" />
        <Button kind="quiet" lang={other} onClick={() => void showLanguage(other)}>
          {languageName(other)}
        </Button>
      </header>
      <main ref={main} tabIndex={-1}>
        {asked === undefined ? (
          <Page title={t("One moment")} />
        ) : asked === "offline" ? (
          <NoLine onTry={ask} />
        ) : asked === "none" || asked.stage !== "open" ? (
          <NotOpen asked={asked} />
        ) : (
          <Open id={id ?? ""} survey={asked} onTry={ask} />
        )}
      </main>
      <Announcer />
    </>
  );
}

/** Draw again in another language: nobody's answers depend on it. */
function useLanguage(): void {
  const [, draw] = useReducer((times: number, _: undefined) => times + 1, 0);
  useEffect(() => onLanguage(() => draw(undefined)), []);
}

function useSurvey(id: string | undefined) {
  const [asked, setAsked] = useState<Asked>();
  const ask = () => {
    setAsked(undefined);
    if (id === undefined) setAsked("none");
    else void askAbout(request, id).then(setAsked);
  };
  useEffect(() => {
    ask();
    addEventListener("online", ask, { once: true });
  }, []);
  return { asked, ask };
}

/** The survey's words in the language on screen; the ones before until they are here. */
function useTemplate(survey: PublicSurvey): Template | "offline" | undefined {
  const language = currentLanguage();
  const [template, setTemplate] = useState<Template | "offline">();
  useEffect(() => {
    let isCurrent = true;
    survey.in(language).then(
      (found) => isCurrent && setTemplate(found),
      () => isCurrent && setTemplate((before) => before ?? "offline"),
    );
    return () => {
      isCurrent = false;
    };
  }, [survey, language]);
  return template;
}

type Ending = { readonly body: string } | "nothing";

function Open(props: {
  readonly id: string;
  readonly survey: PublicSurvey;
  readonly onTry: () => void;
}) {
  const { id, survey, onTry } = props;
  const template = useTemplate(survey);
  const [ending, setEnding] = useState<Ending>();
  if (template === undefined) return <Page title={t("One moment")} />;
  if (template === "offline") return <NoLine onTry={onTry} />;
  if (ending === "nothing") return <NothingSent survey={survey} />;
  if (ending) return <Sending id={id} body={ending.body} own={survey.own} />;
  return (
    <SurveyFlow
      survey={template}
      area={survey.area}
      own={survey.own}
      promise={<SentPromise survey={template} smallest={survey.smallest} />}
      endWords={t("Send my answers")}
      onEnd={(answers: Answers) => setEnding({ body: answerBody(answers) })}
      onNothing={() => setEnding("nothing")}
    />
  );
}

const NothingSent = ({ survey }: { readonly survey: PublicSurvey }) => (
  <Page title={t("Thank you")}>
    <Notice kind="good" role="status">
      {t("Nothing was sent, and nothing is stored on this phone. You can close this page.")}
    </Notice>
    <Hotlines own={survey.own} />
  </Page>
);

const NoLine = ({ onTry }: { readonly onTry: () => void }) => (
  <Page title={t("No signal right now")}>
    <p>{t("This page could not be loaded. Try again where there is signal.")}</p>
    <Button kind="main" wide onClick={onTry}>
      {t("Try again")}
    </Button>
    <Hotlines own={undefined} />
  </Page>
);

function NotOpen({ asked }: { readonly asked: PublicSurvey | "none" }) {
  const stage = asked === "none" ? "none" : asked.stage;
  return (
    <Page title={t("This survey is not open")}>
      {stage === "closed" && <p>{t("It has ended. Thank you for wanting to take part.")}</p>}
      {stage === "not_yet" && <p>{t("It has not begun. Please come back later.")}</p>}
      {stage === "none" && (
        <p>{t("Nothing was found under this link. Ask whoever gave it to you.")}</p>
      )}
      <p>{t("Nothing was sent, and nothing is stored on this phone. You can close this page.")}</p>
      <Hotlines own={asked === "none" ? undefined : asked.own} />
    </Page>
  );
}
