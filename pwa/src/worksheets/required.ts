/**
 * What a form to be signed must hold before it is printed.
 *
 * Only such a form requires anything; every other question may be left. What is done by
 * hand on the paper (`by_hand`) is not asked for on the phone: the paper has lines for it.
 */
import { daysAfter, daysBetween, isDay } from "./days.ts";
import { EMPTY_SHEET, picksOf, type Sheet, shownSections } from "./sheet.ts";
import type { Option, Question, Template } from "./template.ts";

/** Days that the app fills in for `default14d`. */
const DEFAULT_DAYS = 14;
/** Longer than this is warned about: the form's own words are "days or weeks, not years". */
const LONG_DAYS = 31;

/** Neither "Skip" nor "Not sure" is an answer to such a question. */
export const isRequired = ({ flags }: Question): boolean =>
  flags.includes("required") || flags.includes("required_all");

/** Done by hand on the printed paper, not on the phone. */
export const isByHand = ({ flags }: Question): boolean => flags.includes("by_hand");

/** A day that always has a value, and never one that is over. */
export const isEndDay = ({ flags }: Question): boolean => flags.includes("default14d");

/** A sheet with the days that the app fills in. */
export function blankSheet(template: Template, today: string): Sheet {
  const days = template.sections
    .flatMap(({ questions }) => questions)
    .filter(isEndDay)
    .map(({ id }) => [id, daysAfter(today, DEFAULT_DAYS)] as const);
  return days.length === 0 ? EMPTY_SHEET : { ...EMPTY_SHEET, answers: new Map(days) };
}

export type EndDay = "no-day" | "over" | "long" | "good";

/** What can be said of an end day. "over" and "no-day" are not taken. */
export function judgeEndDay(day: string, today: string): EndDay {
  if (!isDay(day)) return "no-day";
  const days = daysBetween(today, day);
  if (days < 0) return "over";
  return days > LONG_DAYS ? "long" : "good";
}

export interface Missing {
  readonly sectionId: string;
  readonly question: Question;
  /** Of `required_all`: what was not talked about yet. */
  readonly options: readonly Option[];
}

/** What is still missing, in the order of the form. */
export const missingOf = (template: Template, sheet: Sheet, today: string): readonly Missing[] =>
  shownSections(template, sheet).flatMap(({ id: sectionId, questions }) =>
    questions.flatMap((question) => {
      if (!isRequired(question) || isByHand(question)) return [];
      const picks = picksOf(sheet, question.id);
      const options = question.flags.includes("required_all")
        ? question.options.filter(({ id }) => !picks.includes(id))
        : [];
      const answer = sheet.answers.get(question.id);
      const isOver = isEndDay(question) && judgeEndDay(String(answer), today) === "over";
      if (answer !== undefined && !isOver && options.length === 0) return [];
      return [{ sectionId, question, options }];
    }),
  );

/** Questions with no answer that the form may be printed without: said before it is. */
export const leftEmpty = (template: Template, sheet: Sheet): readonly Question[] =>
  shownSections(template, sheet)
    .flatMap(({ questions }) => questions)
    .filter(({ id }) => !sheet.answers.has(id))
    .filter(
      (question) =>
        !["note", "talk", "repeat"].includes(question.type) &&
        !isRequired(question) &&
        !isByHand(question) &&
        !isRevoking(question),
    );

/** Whether this question takes the form back. */
export const isRevoking = ({ flags }: Question): boolean => flags.includes("action:revoke");

/** The form is being taken back: it is not printed to be signed. */
export const isTakenBack = (template: Template, sheet: Sheet): boolean =>
  template.sections.some(({ questions }) =>
    questions.some((one) => isRevoking(one) && sheet.answers.get(one.id) === "yes"),
  );
