/** "When someone tells you": all steps on one screen, nothing to fill in. */
import { useId } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { type Arrival, Page } from "../parts/page.tsx";
import { ProgramLink } from "../program/program-link.tsx";
import { ReportingNotice } from "../program/reporting.tsx";
import { POCKET_GUIDE, useTemplate } from "./catalogue.ts";
import { LanguagesAndSound } from "./languages-and-sound.tsx";
import { OpeningPage } from "./opening.tsx";
import { ReadQuestion } from "./read-aloud.tsx";
import type { Question, Template } from "./template.ts";
import { secondQuestion, useSecond } from "./tongues.ts";
import { InSecond, InTwoLanguages, SecondTitle, Twice } from "./twice.tsx";

interface Props {
  /** Undefined where the guide is a tab of its own. */
  readonly onLeave?: (() => void) | undefined;
  readonly onDirectory?: (() => void) | undefined;
  /** Where it was left, when it is gone back to. */
  readonly arrival?: Arrival | undefined;
}

/** The guide by itself, for a tab that is two taps from anywhere. */
export function WhenSomeoneTellsYou(props: Props) {
  const opening = useTemplate(POCKET_GUIDE);
  if (opening.template === undefined)
    return <OpeningPage opening={opening} onLeave={props.onLeave} />;
  return <PocketGuide {...props} template={opening.template} />;
}

export const PocketGuide = (props: Props & { readonly template: Template }) => (
  <InTwoLanguages template={props.template}>
    <Page title={props.template.title} back={props.onLeave} arrival={props.arrival}>
      <SecondTitle />
      <div class="row">
        <ProgramLink />
      </div>
      <LanguagesAndSound template={props.template} />
      {props.template.sections.map((section) => (
        <div class="stack" key={section.id}>
          {section.intro && (
            <InSecond
              of={(template) => template.sections.find(({ id }) => id === section.id)?.intro ?? ""}
            >
              <p class="intro">{section.intro}</p>
            </InSecond>
          )}
          {section.questions.map((question) => (
            <Step key={question.id} question={question} onDirectory={props.onDirectory} />
          ))}
        </div>
      ))}
    </Page>
  </InTwoLanguages>
);

const Step = (props: {
  readonly question: Question;
  readonly onDirectory: (() => void) | undefined;
}) => {
  const again = secondQuestion(useSecond(), props.question.id);
  const heading = useId();
  return (
    <section class="card step">
      <Twice also={again?.text}>
        <h2 id={heading}>{props.question.text}</h2>
      </Twice>
      {props.question.help && (
        <Twice also={again?.help}>
          <p>{props.question.help}</p>
        </Twice>
      )}
      <ReadQuestion question={props.question} labelId={heading} />
      {props.question.flags.includes("mr") && <ReportingNotice />}
      {props.question.type === "directory" && props.onDirectory && (
        <button type="button" class="button main" onClick={props.onDirectory}>
          <Icon name="call" />
          {t("Open the directory")}
        </button>
      )}
    </section>
  );
};
