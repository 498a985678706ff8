/**
 * One filled worksheet, as a value in memory.
 *
 * Every change makes a new sheet, and drops what the change has hidden: an answer that
 * is not on screen does not exist. Answers hold option IDs, never words, so the language
 * can change at any time. Nothing here is ever written anywhere.
 */
import { readable } from "./readable.ts";
import { holds } from "./show-if.ts";
import { mostPicks, type Question, type Section, type Template } from "./template.ts";

/** What the app itself adds to each choice about a person. */
export const UNSURE = "unsure";

export interface Row {
  /** Tells rows apart while they are on screen. */
  readonly key: number;
  readonly fields: ReadonlyMap<string, string | number>;
}

export type Answer = string | number | readonly string[] | readonly Row[];

export interface Sheet {
  readonly answers: ReadonlyMap<string, Answer>;
  /** Questions that were passed over on purpose. They have no answer. */
  readonly skipped: ReadonlySet<string>;
  /** Talking points with a tick: "We talked about it". */
  readonly talked: ReadonlySet<string>;
}

export const EMPTY_SHEET: Sheet = { answers: new Map(), skipped: new Set(), talked: new Set() };

/** Whether nothing was answered, passed over or talked about since it was `blank`. */
export const isUntouched = (sheet: Sheet, blank: Sheet = EMPTY_SHEET): boolean =>
  sheet.skipped.size + sheet.talked.size === 0 &&
  [...sheet.answers].every(([id, answer]) => blank.answers.get(id) === answer);

/** Give a question this answer; undefined or an empty one takes the answer away. */
export function withAnswer(
  template: Template,
  sheet: Sheet,
  questionId: string,
  answer: Answer | undefined,
): Sheet {
  const answers = new Map(sheet.answers);
  if (answer === undefined || isBlank(answer)) answers.delete(questionId);
  else answers.set(questionId, typeof answer === "string" ? readable(answer) : answer);
  return dropHidden(template, { ...sheet, answers, skipped: without(sheet.skipped, questionId) });
}

/** Pass a question over: no answer, and a mark that this was chosen. */
export const withSkip = (template: Template, sheet: Sheet, questionId: string): Sheet => {
  const cleared = withAnswer(template, sheet, questionId, undefined);
  return { ...cleared, skipped: new Set(cleared.skipped).add(questionId) };
};

/** Pick an option of a multi, or take it back. "full" when no more can be picked. */
export function withPick(
  template: Template,
  sheet: Sheet,
  question: Question,
  optionId: string,
): Sheet | "full" {
  const before = picksOf(sheet, question.id);
  if (before.includes(optionId))
    return withAnswer(
      template,
      sheet,
      question.id,
      before.filter((pick) => pick !== optionId),
    );
  if (optionId === UNSURE) return withAnswer(template, sheet, question.id, [UNSURE]);
  const picks = [...before.filter((pick) => pick !== UNSURE), optionId];
  const most = mostPicks(question);
  if (most !== undefined && picks.length > most) return "full";
  // In the order of the template, so that the order of tapping tells nothing.
  const order = question.options.map((option) => option.id);
  picks.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return withAnswer(template, sheet, question.id, picks);
}

/** Tick a talking point, or take the tick away. */
export const withTalked = (sheet: Sheet, questionId: string, talked: boolean): Sheet => ({
  ...sheet,
  talked: talked ? new Set(sheet.talked).add(questionId) : without(sheet.talked, questionId),
});

export const picksOf = (sheet: Sheet, questionId: string): readonly string[] =>
  listOf(sheet, questionId).filter((pick) => typeof pick === "string");

export const rowsOf = (sheet: Sheet, questionId: string): readonly Row[] =>
  listOf(sheet, questionId).filter((row) => typeof row === "object");

/** Rows with one more, empty, at the end; the same rows when there are as many as allowed. */
export function moreRows(question: Question, rows: readonly Row[]): readonly Row[] {
  if (rows.length >= question.maxRows) return rows;
  const key = 1 + Math.max(0, ...rows.map((row) => row.key));
  return [...rows, { key, fields: new Map() }];
}

/** Rows with one field of one row changed; undefined takes the field's value away. */
export const withField = (
  rows: readonly Row[],
  key: number,
  fieldId: string,
  value: string | number | undefined,
): readonly Row[] =>
  rows.map((row) => {
    if (row.key !== key) return row;
    const fields = new Map(row.fields);
    if (value === undefined || value === "") fields.delete(fieldId);
    else fields.set(fieldId, typeof value === "string" ? readable(value) : value);
    return { ...row, fields };
  });

/** The parts to show now, each with the questions to show now. */
export function shownSections(template: Template, sheet: Sheet): readonly Section[] {
  return template.sections
    .filter((section) => section.rule === undefined || holds(section.rule, sheet.answers))
    .map((section) => ({
      ...section,
      questions: section.questions.filter(
        (question) => question.rule === undefined || holds(question.rule, sheet.answers),
      ),
    }));
}

/** A gate's "no": the words to stop with, kindly. */
export const stopWords = (question: Question, sheet: Sheet): string =>
  question.flags.includes("gate") && sheet.answers.get(question.id) === "no" ? question.stop : "";

/** Rules name earlier questions only, so one walk in order finds everything that is hidden. */
function dropHidden(template: Template, sheet: Sheet): Sheet {
  const answers = new Map<string, Answer>();
  const shown = new Set<string>();
  for (const section of template.sections) {
    if (section.rule !== undefined && !holds(section.rule, answers)) continue;
    for (const { id, rule } of section.questions) {
      if (rule !== undefined && !holds(rule, answers)) continue;
      shown.add(id);
      const answer = sheet.answers.get(id);
      if (answer !== undefined) answers.set(id, answer);
    }
  }
  const isShown = (id: string) => shown.has(id);
  return {
    answers,
    skipped: new Set([...sheet.skipped].filter(isShown)),
    talked: new Set([...sheet.talked].filter(isShown)),
  };
}

const isBlank = (answer: Answer) =>
  typeof answer === "string" ? answer.trim() === "" : Array.isArray(answer) && answer.length === 0;

function listOf(sheet: Sheet, questionId: string): readonly (string | Row)[] {
  const answer = sheet.answers.get(questionId);
  return typeof answer === "object" ? answer : [];
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const left = new Set(ids);
  left.delete(id);
  return left;
}
