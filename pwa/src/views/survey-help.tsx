/** A helper's phone goes from hand to hand, or is read aloud from, with or without signal. */
import { useState } from "preact/hooks";
import type { Answers } from "../data/answer-body.ts";
import { type AnswerBox, answerBox } from "../data/answer-box.ts";
import { isObject, isText } from "../data/json.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { surveyOf } from "../surveys/asked.ts";
import { SurveyFlow } from "../surveys/flow.tsx";
import { Hotlines, type OwnLine } from "../surveys/hotlines.tsx";
import { BoxPromise } from "../surveys/promise.tsx";
import { surveyOfDocument } from "../surveys/survey-document.ts";
import { useTemplate } from "../worksheets/catalogue.ts";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

type Turn = { readonly person: number; readonly is: "answering" | "over" | "full" };

export function SurveyHelpView({ id }: { readonly id: string }) {
  const { navigation, space } = useCairn();
  const [turn, setTurn] = useState<Turn>({ person: 0, is: "answering" });
  const document = useDocuments(space, "survey")?.find((one) => one.id === id);
  const own = useOwnLine();
  const survey = document && surveyOfDocument(document);
  const { template } = useTemplate(survey?.template ?? "");
  if (!survey || !template) return <Page title={t("One moment")} back={navigation.back} />;
  const asked = surveyOf(template);
  const finish = async (answers: Answers) => {
    // Only now is it over: the next person must not see that a box was full.
    setTurn(({ person }) => ({ person, is: "over" }));
    await put(answerBox, survey.uuid, answers).catch(() =>
      setTurn(({ person }) => ({ person, is: "full" })),
    );
  };
  if (turn.is !== "answering")
    return (
      <Over
        key={`over-${turn.person}-${turn.is}`}
        isFull={turn.is === "full"}
        own={own}
        onNext={() => setTurn(({ person }) => ({ person: person + 1, is: "answering" }))}
        onDone={navigation.back}
      />
    );
  return (
    <SurveyFlow
      key={turn.person}
      survey={asked}
      area={survey.area}
      own={own}
      promise={<BoxPromise survey={asked} smallest={survey.smallest} />}
      endWords={t("Put it into the box")}
      onEnd={(answers) => void finish(answers)}
      onNothing={() => setTurn(({ person }) => ({ person, is: "over" }))}
      onLeave={navigation.back}
    />
  );
}

const put = (box: AnswerBox, uuid: string, answers: Answers) => box.put(uuid, answers);

function Over(props: {
  readonly isFull: boolean;
  readonly own: OwnLine | undefined;
  readonly onNext: () => void;
  readonly onDone: () => void;
}) {
  return (
    <Page title={t("Thank you")}>
      {props.isFull ? (
        <Notice kind="bad" role="alert">
          {t("This phone is full, so the answers were not kept. Free some space first.")}
        </Notice>
      ) : (
        <Notice kind="good" role="status">
          {t("It is over. Nothing of it can be seen on this phone any more.")}
        </Notice>
      )}
      <Button kind="main" wide onClick={props.onNext}>
        {t("Next person")}
      </Button>
      <Button wide onClick={props.onDone}>
        {t("Nobody else now")}
      </Button>
      <Hotlines own={props.own} />
    </Page>
  );
}

/** The program's own line, if coordinators have written it down. */
function useOwnLine(): OwnLine | undefined {
  const { space } = useCairn();
  const line = useDocuments(space, "program")?.[0]?.body.line_24h;
  if (!isObject(line) || !isText(line.number)) return undefined;
  return { number: line.number, note: isObject(line.note) ? (line.note as OwnLine["note"]) : {} };
}
