/**
 * What is asked of a worksheet's questions, where many people answer. Pure.
 *
 * The server decides by itself what it counts (`cairn_server/surveys/form.py`); both are held
 * to `tests/vectors/survey-form.json`.
 */
import type { Question, Template } from "../worksheets/template.ts";

const MOST_SENSITIVE = 1; // above it, an answer is about a person
const PICKED: readonly string[] = ["choice", "multi", "scale"];
const ASKED: readonly string[] = [...PICKED, "text", "longtext"];
// A survey shows whom to call on each screen itself, with the program's own line.
const WHO_TO_CALL = /^helpinfo/;

/** The template as a survey asks it: a part with nothing to ask is left out. */
export function surveyOf(template: Template): Template {
  const asks = template.survey?.asks ?? [];
  const isAsked = (question: Question): boolean => {
    if (question.type === "note") return asks.length === 0 && !WHO_TO_CALL.test(question.id);
    if (!ASKED.includes(question.type) || question.flags.includes("nosave")) return false;
    return asks.length > 0 ? asks.includes(question.id) : question.sensitivity <= MOST_SENSITIVE;
  };
  const sections = template.sections
    .map((section) => ({ ...section, questions: section.questions.filter(isAsked) }))
    .filter(({ questions }) => questions.some(({ type }) => type !== "note"));
  return { ...template, sections };
}

/** The questions whose answers go into the sums; a gate only decides whether one takes part. */
export const countedIn = (survey: Template): readonly string[] =>
  questionsOf(survey)
    .filter(({ type, flags }) => ASKED.includes(type) && !flags.includes("gate"))
    .map(({ id }) => id);

export const asksForWords = (survey: Template): boolean =>
  questionsOf(survey).some(({ type }) => type === "text" || type === "longtext");

const questionsOf = ({ sections }: Template): readonly Question[] =>
  sections.flatMap(({ questions }) => questions);
