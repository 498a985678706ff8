/** One part of a worksheet: its questions, and the ways on. */
import { useLayoutEffect } from "preact/hooks";
import { t } from "../locale.ts";
import { Form } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Page } from "../parts/page.tsx";
import { type Asking, questionPlace } from "./frame.tsx";
import { KeptQuestion } from "./kept-question.tsx";
import { LanguagesAndSound } from "./languages-and-sound.tsx";
import { ReadSection } from "./read-aloud.tsx";
import { shownSections } from "./sheet.ts";
import { sayReportingOnce } from "./template.ts";
import { secondSection, useSecond } from "./tongues.ts";
import { Also, Twice } from "./twice.tsx";

interface Props extends Asking {
  readonly sectionId: string;
  /** The question to go to; the part's heading, if none. */
  readonly questionId: string | undefined;
  readonly onPart: (sectionId: string) => void;
  readonly onParts: () => void;
  readonly onCover: () => void;
}

export function Part(props: Props) {
  const { template, sheet, sectionId, questionId, onPart, onParts, onCover, onDone } = props;
  // After the page's own effect, which goes to its heading.
  useLayoutEffect(() => {
    if (questionId !== undefined) document.getElementById(questionPlace(questionId))?.focus();
  }, [questionId]);
  const again = secondSection(useSecond(), sectionId);
  const sections = shownSections(template, sheet);
  const index = sections.findIndex((section) => section.id === sectionId);
  const section = sections[index];
  if (section === undefined) return null;
  const before = sections[index - 1];
  const after = sections[index + 1];
  return (
    <Page title={section.title} back={onParts}>
      <Also words={again?.title} />
      <div class="promise-line">
        <p>
          <Icon name="lock" />
          {t("Nothing is kept. A call or another app may erase this.")}
        </p>
        <button type="button" class="button" onClick={onCover}>
          {t("Cover the screen")}
        </button>
      </div>
      <LanguagesAndSound template={template} />
      {section.intro && (
        <Twice also={again?.intro}>
          <p class="intro">{section.intro}</p>
        </Twice>
      )}
      <ReadSection section={section} />
      <Form onSubmit={() => {}} label={section.title}>
        {sayReportingOnce(section.questions).map((question) => (
          <KeptQuestion key={question.id} {...props} question={question} />
        ))}
      </Form>
      <nav class="stack" aria-label={t("Parts")}>
        {after ? (
          <button type="button" class="button main wide" onClick={() => onPart(after.id)}>
            {t("Next: {part}", { part: after.title })}
          </button>
        ) : (
          <button type="button" class="button main wide" onClick={onDone}>
            {t("We are done")}
          </button>
        )}
        <div class="row stretch">
          {before && (
            <button type="button" class="button" onClick={() => onPart(before.id)}>
              {t("Part before")}
            </button>
          )}
          <button type="button" class="button" onClick={onParts}>
            {t("All parts")}
          </button>
          {after && (
            <button type="button" class="button" onClick={onDone}>
              {t("We are done")}
            </button>
          )}
        </div>
      </nav>
    </Page>
  );
}
