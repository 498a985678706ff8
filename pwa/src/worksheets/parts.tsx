/** All parts of a worksheet, to go to in any order. Nothing here says "not finished". */
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Page } from "../parts/page.tsx";
import { LanguagesAndSound } from "./languages-and-sound.tsx";
import type { Sheet } from "./sheet.ts";
import { shownSections } from "./sheet.ts";
import type { Section, Template } from "./template.ts";
import { secondSection, useSecond } from "./tongues.ts";
import { Also, SecondTitle } from "./twice.tsx";

interface Props {
  readonly template: Template;
  readonly sheet: Sheet;
  readonly onPart: (sectionId: string) => void;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

export const Parts = ({ template, sheet, onPart, onDone, onLeave }: Props) => (
  <Page title={template.title} back={onLeave}>
    <SecondTitle />
    <p>{t("Any order works. You can leave parts out.")}</p>
    <LanguagesAndSound template={template} />
    <ul class="parts">
      {shownSections(template, sheet).map((section) => (
        <li key={section.id}>
          <button type="button" class="card part-choice" onClick={() => onPart(section.id)}>
            <strong>{section.title}</strong>
            {isTouched(section, sheet) && (
              <span class="touched">
                <Icon name="check" />
                {t("We were here")}
              </span>
            )}
          </button>
          <PartAgain id={section.id} />
        </li>
      ))}
    </ul>
    <button type="button" class="button main wide" onClick={onDone}>
      {t("We are done")}
    </button>
  </Page>
);

/** Beside the button, not in it: a name in two languages is no name to call a button by. */
const PartAgain = ({ id }: { readonly id: string }) => (
  <Also words={secondSection(useSecond(), id)?.title} />
);

const isTouched = ({ questions }: Section, { answers, skipped, talked }: Sheet) =>
  questions.some(({ id }) => answers.has(id) || skipped.has(id) || talked.has(id));
