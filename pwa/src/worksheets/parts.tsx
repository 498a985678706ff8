/** All parts of a worksheet, to go to in any order. Nothing here says "not finished". */
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Page } from "../parts/page.tsx";
import type { Sheet } from "./sheet.ts";
import { shownSections } from "./sheet.ts";
import type { Section, Template } from "./template.ts";

interface Props {
  readonly template: Template;
  readonly sheet: Sheet;
  readonly onPart: (sectionId: string) => void;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

export const Parts = ({ template, sheet, onPart, onDone, onLeave }: Props) => (
  <Page title={template.title} back={onLeave}>
    <p>{t("Any order works. You can leave parts out.")}</p>
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
        </li>
      ))}
    </ul>
    <button type="button" class="button main wide" onClick={onDone}>
      {t("We are done")}
    </button>
  </Page>
);

const isTouched = ({ questions }: Section, { answers, skipped, talked }: Sheet) =>
  questions.some(({ id }) => answers.has(id) || skipped.has(id) || talked.has(id));
