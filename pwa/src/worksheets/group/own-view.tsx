/** "My own view" is for no one's eyes but the person's: this worksheet is for all to read. */
import { t } from "../../locale.ts";
import { Notice } from "../../parts/notice.tsx";
import type { Sheet } from "../sheet.ts";
import type { Section, Template } from "../template.ts";
import { isKept, questionsOf } from "./filled.ts";

// The question by which the collaborative reflection asks whose view it is to be.
const MODE = "mode";
const MY_OWN = "one";

export const isOwnView = (template: Template, sheet: Sheet): boolean =>
  sheet.answers.get(MODE) === MY_OWN &&
  questionsOf(template).some((question) => question.id === MODE && !isKept(question));

/** Up to the question whose view it is; the rest is for the survey. */
export function withoutTheRest(sections: readonly Section[]): readonly Section[] {
  const index = sections.findIndex(({ questions }) => questions.some(({ id }) => id === MODE));
  return sections.slice(0, index + 1).map((section, place) => {
    if (place < index) return section;
    const last = section.questions.findIndex(({ id }) => id === MODE);
    return { ...section, questions: section.questions.slice(0, last + 1) };
  });
}

export const OwnView = () => (
  <Notice>
    <p>
      <strong>{t("Your own view is private.")}</strong>
    </p>
    <p>
      {t(
        "Everyone in your collaborative can read this worksheet, so do not give it here. Ask your coordinator for the anonymous survey, or choose the group view.",
      )}
    </p>
  </Notice>
);
