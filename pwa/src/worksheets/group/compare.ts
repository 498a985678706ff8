/** What was said then and what is said now, question by question. Nothing is rated. */
import type { Services } from "../services.ts";
import type { Question } from "../template.ts";
import { type FilledRun, shownParts } from "./filled.ts";
import { filledLines } from "./words.ts";

export interface Compared {
  readonly question: Question;
  readonly before: readonly string[];
  readonly now: readonly string[];
  readonly isSame: boolean;
}

export interface ComparedPart {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Compared[];
}

/** The questions that were answered then or now, in the order of the worksheet. */
export function compare(then: FilledRun, now: FilledRun, services?: Services): ComparedPart[] {
  const shown = new Map(shownParts(now).map((section) => [section.id, section]));
  const before = new Map(shownParts(then).map((section) => [section.id, section]));
  return now.template.sections
    .map(({ id, title, questions }) => ({
      id,
      title,
      questions: questions
        .filter(
          (question) =>
            shown.get(id)?.questions.some((one) => one.id === question.id) ||
            before.get(id)?.questions.some((one) => one.id === question.id),
        )
        .map((question) => comparedOf(question, then, now, services))
        .filter((compared) => compared.before.length + compared.now.length > 0),
    }))
    .filter(({ questions }) => questions.length > 0);
}

function comparedOf(
  question: Question,
  then: FilledRun,
  now: FilledRun,
  services: Services | undefined,
): Compared {
  const before = filledLines(question, then.byQuestion.get(question.id), services);
  const after = filledLines(question, now.byQuestion.get(question.id), services);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return { question, before, now: after, isSame };
}
