/**
 * A survey from "Start" to its last part, for whoever holds the phone.
 *
 * Answers live in this component and nowhere else. What becomes of them at the end is the
 * caller's: the public page sends them, a helper's phone puts them into its box.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Answers } from "../data/answer-body.ts";
import { t } from "../locale.ts";
import { Form } from "../parts/field.tsx";
import { Page } from "../parts/page.tsx";
import { EMPTY_SHEET, type Sheet, shownSections, stopWords } from "../worksheets/sheet.ts";
import type { Section, Template } from "../worksheets/template.ts";
import { answersOf, isBlank } from "./answers.ts";
import { SurveyQuestion } from "./ask.tsx";
import { Hotlines, type OwnLine } from "./hotlines.tsx";

interface Props {
  /** As `surveyOf` gives it, in the language on screen. */
  readonly survey: Template;
  readonly area: string;
  readonly own: OwnLine | undefined;
  /** What happens to the answers, said before the first one. */
  readonly promise: ComponentChildren;
  /** The words of the button that ends it. */
  readonly endWords: string;
  /** Once: the answers, and nothing is left of them here. */
  readonly onEnd: (answers: Answers) => void;
  /** They want no part, or answered nothing. */
  readonly onNothing: () => void;
  readonly onLeave?: (() => void) | undefined;
}

export function SurveyFlow(props: Props) {
  const { survey, own, onEnd, onNothing } = props;
  const [sheet, setSheet] = useState<Sheet>(EMPTY_SHEET);
  const [place, setPlace] = useState(-1);
  const sections = shownSections(survey, sheet);
  const section = sections[place];

  const end = () => {
    const answers = answersOf(survey, sheet);
    const isStopped = survey.sections.some(({ questions }) =>
      questions.some((question) => stopWords(question, sheet) !== ""),
    );
    setSheet(EMPTY_SHEET);
    if (isStopped || isBlank(answers)) onNothing();
    else onEnd(answers);
  };

  return section === undefined ? (
    <Hello {...props} onStart={() => setPlace(0)} />
  ) : (
    <Page
      key={section.id}
      title={section.title}
      back={place >= 0 ? () => setPlace(place - 1) : undefined}
    >
      <p class="soft">
        {t("Part {n} of {all}. You can skip any question.", {
          n: place + 1,
          all: sections.length,
        })}
      </p>
      <Questions {...props} section={section} sheet={sheet} change={setSheet} onStop={end} />
      {place + 1 < sections.length ? (
        <button type="button" class="button main wide" onClick={() => setPlace(place + 1)}>
          {t("Next: {part}", { part: sections[place + 1]?.title ?? "" })}
        </button>
      ) : (
        <button type="button" class="button main wide" onClick={end}>
          {props.endWords}
        </button>
      )}
      <Hotlines own={own} />
    </Page>
  );
}

const Hello = ({
  survey,
  area,
  own,
  promise,
  onStart,
  onLeave,
}: Props & { onStart: () => void }) => (
  <Page title={survey.title} back={onLeave}>
    <p>{survey.purpose}</p>
    {area && <p>{t("It is about {area}.", { area })}</p>}
    {promise}
    <button type="button" class="button main wide" onClick={onStart}>
      {t("Start")}
    </button>
    <Hotlines own={own} />
  </Page>
);

function Questions(
  props: Props & {
    readonly section: Section;
    readonly sheet: Sheet;
    readonly change: (change: (sheet: Sheet) => Sheet) => void;
    readonly onStop: () => void;
  },
) {
  const { section, survey, sheet, change, onStop } = props;
  return (
    <>
      {section.intro && <p class="intro">{section.intro}</p>}
      <Form onSubmit={() => {}} label={section.title}>
        {section.questions.map((question) => (
          <SurveyQuestion
            key={question.id}
            survey={survey}
            sheet={sheet}
            change={change}
            question={question}
            onStop={onStop}
          />
        ))}
      </Form>
    </>
  );
}
