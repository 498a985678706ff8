/** All parts of a run, with what is answered in each. No number says how much is missing. */
import { t, tn } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import type { Section } from "../template.ts";
import { choicesOf, type FilledRun, isAnswered } from "./filled.ts";

export const GroupParts = (props: {
  readonly title: string;
  readonly sections: readonly Section[];
  readonly filled: FilledRun;
  readonly onPart: (sectionId: string) => void;
  readonly onDone: () => void;
}) => (
  <Page title={props.title} back={props.onDone}>
    <p>{t("Any order works. You can leave parts out.")}</p>
    <ul class="parts">
      {props.sections.map((section) => (
        <li key={section.id}>
          <button
            type="button"
            class="card part-choice"
            id={`part-${section.id}`}
            onClick={() => props.onPart(section.id)}
          >
            <strong>{section.title}</strong>
            <Standing section={section} filled={props.filled} />
          </button>
        </li>
      ))}
    </ul>
    <button type="button" class="button main wide" onClick={props.onDone}>
      {t("Done for now")}
    </button>
  </Page>
);

function Standing({ section, filled }: { readonly section: Section; readonly filled: FilledRun }) {
  const { questions } = section;
  const of = (id: string) => filled.byQuestion.get(id);
  const answered = questions.filter(({ id }) => isAnswered(of(id))).length;
  const choices = questions.reduce((n, one) => n + choicesOf(one, of(one.id)), 0);
  return (
    <>
      {answered > 0 && (
        <span class="touched">
          <Icon name="check" />
          {tn("{n} answered", "{n} answered", answered)}
        </span>
      )}
      {choices > 0 && (
        <span class="to-choose">
          <Icon name="warn" />
          {t("Two answers: choose")}
        </span>
      )}
    </>
  );
}
