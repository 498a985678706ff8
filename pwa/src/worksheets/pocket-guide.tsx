/** "When someone tells you": all steps on one screen, nothing to fill in. */
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Page } from "../parts/page.tsx";
import { POCKET_GUIDE, useTemplate } from "./catalogue.ts";
import { ReportingNotice } from "./frame.tsx";
import { OpeningPage } from "./opening.tsx";
import type { Question, Template } from "./template.ts";

interface Props {
  /** Undefined where the guide is a tab of its own. */
  readonly onLeave?: (() => void) | undefined;
  readonly onDirectory?: (() => void) | undefined;
}

/** The guide by itself, for a tab that is two taps from anywhere. */
export function WhenSomeoneTellsYou({ onLeave, onDirectory }: Props) {
  const opening = useTemplate(POCKET_GUIDE);
  if (opening.template === undefined) return <OpeningPage opening={opening} onLeave={onLeave} />;
  return <PocketGuide template={opening.template} onLeave={onLeave} onDirectory={onDirectory} />;
}

export const PocketGuide = (props: Props & { readonly template: Template }) => (
  <Page title={props.template.title} back={props.onLeave}>
    {props.template.sections.map((section) => (
      <div class="stack" key={section.id}>
        {section.intro && <p class="intro">{section.intro}</p>}
        {section.questions.map((question) => (
          <Step key={question.id} question={question} onDirectory={props.onDirectory} />
        ))}
      </div>
    ))}
  </Page>
);

const Step = (props: {
  readonly question: Question;
  readonly onDirectory: (() => void) | undefined;
}) => (
  <section class="card step">
    <h2>{props.question.text}</h2>
    {props.question.help && <p>{props.question.help}</p>}
    {props.question.flags.includes("mr") && <ReportingNotice />}
    {props.question.type === "directory" && props.onDirectory && (
      <button type="button" class="button main" onClick={props.onDirectory}>
        <Icon name="call" />
        {t("Open the directory")}
      </button>
    )}
  </section>
);
