/**
 * A merged run as its template asks it: of each question, what is answered, or between
 * what somebody has to choose.
 *
 * `filled.py` on the server reads a run in the same way, for its copies.
 */
import type { JsonValue } from "../../data/json.ts";
import { holds } from "../show-if.ts";
import type { Asked, Question, QuestionType, Section, Template } from "../template.ts";
import { type Given, type Merged, type MergedRow, merge } from "./merge.ts";
import type { Register } from "./register.ts";

export interface FilledRow extends MergedRow {
  readonly fields: ReadonlyMap<string, readonly Given[]>; // by field ID
}

/** What is answered to one question. */
export interface Filled {
  /** None: nobody answered. Of `each`: the spread. Else more than one: to choose from. */
  readonly given: readonly Given[];
  readonly rows: readonly FilledRow[]; // of a repeat
}

export interface FilledRun {
  readonly template: Template;
  readonly merged: Merged;
  readonly byQuestion: ReadonlyMap<string, Filled>;
}

/** Whether the shared space keeps the answers to a question: what is about no person. */
export const isKept = ({ type, sensitivity, flags }: Question): boolean =>
  sensitivity === 0 && type !== "note" && type !== "talk" && !flags.includes("nosave");

/** Whether every member answers it for themselves. */
export const isOwn = ({ flags }: Question): boolean => flags.includes("each");

export const questionsOf = ({ sections }: Template): readonly Question[] =>
  sections.flatMap(({ questions }) => questions);

export function fill(template: Template, register: Register): FilledRun {
  const own = questionsOf(template).filter(isOwn);
  const merged = merge(register, new Set(own.map(({ id }) => id)));
  const byQuestion = new Map(
    questionsOf(template)
      .filter(isKept)
      .map((question) => [question.id, filledOf(question, merged)]),
  );
  return { template, merged, byQuestion };
}

function filledOf(question: Question, { answers, rows }: Merged): Filled {
  if (question.type !== "repeat")
    return { given: (answers.get(question.id) ?? []).filter(fits(question.type)), rows: [] };
  const filled = (rows.get(question.id) ?? []).map((row) => {
    const fields = question.fields.map(
      (field) =>
        [
          field.id,
          (answers.get(`${question.id}/${row.id}/${field.id}`) ?? []).filter(fits(field.type)),
        ] as const,
    );
    return { ...row, fields: new Map(fields.filter(([, given]) => given.length > 0)) };
  });
  return { given: [], rows: filled.filter(({ fields }) => fields.size > 0) };
}

/** A value that is none of the question's kind is not shown: a broken phone may have sent it. */
const fits =
  (type: QuestionType) =>
  ({ value }: Given): boolean => {
    if (type === "scale") return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 6;
    if (type === "multi") return isTexts(value) && value.length > 0;
    return typeof value === "string" && value.trim() !== "";
  };

export const isTexts = (value: JsonValue): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

export const isAnswered = (filled: Filled | undefined): boolean =>
  filled !== undefined && filled.given.length + filled.rows.length > 0;

/** How many places of a question wait for somebody to choose. */
export function choicesOf(question: Question, filled: Filled | undefined): number {
  if (filled === undefined) return 0;
  const isOpen = !isOwn(question) && filled.given.length > 1;
  const rows = filled.rows.map(
    ({ isAsked, fields }) =>
      Number(isAsked) + [...fields.values()].filter(({ length }) => length > 1).length,
  );
  return rows.reduce((sum, n) => sum + n, Number(isOpen));
}

/**
 * The parts and questions to show. What was answered shows, whatever its rule says: the
 * rule may ask about an answer that only another person's phone has had. Where a rule
 * asks about a place with two answers, either may open it.
 */
export function shownParts(
  { template, byQuestion }: FilledRun,
  unkept: ReadonlyMap<string, unknown> = new Map(),
): readonly Section[] {
  const variants = answerVariants(byQuestion, unkept);
  const isOpen = ({ rule }: Question | Section) =>
    rule === undefined || variants.some((answers) => holds(rule, answers));
  return template.sections
    .map((section) => ({
      ...section,
      questions: section.questions.filter(
        (question) =>
          isAnswered(byQuestion.get(question.id)) || (isOpen(section) && isOpen(question)),
      ),
    }))
    .filter(({ questions }) => questions.length > 0);
}

const MOST_VARIANTS = 64; // six open choices between two; beyond, the first answers stand

function answerVariants(
  byQuestion: FilledRun["byQuestion"],
  unkept: ReadonlyMap<string, unknown>,
): readonly ReadonlyMap<string, unknown>[] {
  let variants: Map<string, unknown>[] = [new Map(unkept)];
  for (const [id, { given, rows }] of byQuestion) {
    const values = rows.length > 0 ? [rows] : given.map(({ value }) => value);
    const room = variants.length * values.length <= MOST_VARIANTS;
    const several = room ? values : values.slice(0, 1);
    if (several.length > 0)
      variants = several.flatMap((value) => variants.map((known) => new Map(known).set(id, value)));
  }
  return variants;
}

/** The words of a row's field, or of a question, that takes this answer. */
export const askedAt = (question: Question, fieldId: string): Asked | undefined =>
  question.fields.find(({ id }) => id === fieldId);
