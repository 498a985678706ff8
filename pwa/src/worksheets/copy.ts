/**
 * The copy a survivor takes away: which lines may be on it, and which are.
 *
 * Nothing is on it until the survivor puts it there. What has to do with the work alone
 * can be added a part at a time; what is about the survivor, line by line; what could put
 * someone in danger, line by line after a warning. What is never stored is never copied.
 * A release is the exception: it is a form to be signed, and comes whole.
 */
import { t } from "../locale.ts";
import { answerLines } from "./reading.tsx";
import { type Answer, type Row, type Sheet, shownSections } from "./sheet.ts";
import type { Question, Template } from "./template.ts";

/** How a line gets on the copy: with others, by itself, or by itself after a warning. */
export type Care = "together" | "alone" | "warned";

/** One pick, one row, or one text. */
export interface Line {
  /** Holds the answer itself: when that changes, it is another line, and is off again. */
  readonly id: string;
  readonly words: string;
}

export interface Offered {
  readonly questionId: string;
  readonly label: string;
  readonly care: Care;
  readonly lines: readonly Line[];
}

/** A section with answers that may be copied. */
export interface OfferedPart {
  readonly id: string;
  readonly title: string;
  readonly offered: readonly Offered[];
}

export interface Block {
  readonly questionId: string;
  readonly label: string;
  readonly lines: readonly Line[];
  /** Nothing was answered in words: there is room to write by hand. */
  readonly isOpen: boolean;
  /** Out of sight on the screen until tapped; never on paper. */
  readonly hides: boolean;
}

export interface Copy {
  /** Empty but for a release: a title tells whoever finds the copy what it is. */
  readonly title: string;
  readonly parts: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
  readonly isSigned: boolean;
}

export const isWhole = (template: Template): boolean => template.prints === "whole";

export function careOf({ sensitivity }: Question): Care {
  if (sensitivity >= 3) return "warned";
  return sensitivity === 2 ? "alone" : "together";
}

/** Everything that was answered and may be copied, in the order of the worksheet. */
export const offeredParts = (template: Template, sheet: Sheet): readonly OfferedPart[] =>
  shownSections(template, sheet)
    .map(({ id, title, questions }) => ({
      id,
      title,
      offered: questions
        .filter(mayLeave)
        .map((question) => ({
          questionId: question.id,
          label: question.text,
          care: careOf(question),
          lines: linesOf(question, sheet.answers.get(question.id)),
        }))
        .filter(({ lines }) => lines.length > 0),
    }))
    .filter(({ offered }) => offered.length > 0);

/** The lines that "Add all of this part" adds; none where a line needs a thought of its own. */
export const addedTogether = ({ offered }: OfferedPart): readonly string[] =>
  offered.every(({ care }) => care === "together")
    ? offered.flatMap(({ lines }) => lines.map(({ id }) => id))
    : [];

/** The copy with the chosen lines; a release with everything. */
export function copyOf(template: Template, sheet: Sheet, chosen: ReadonlySet<string>): Copy {
  if (isWhole(template)) return wholeCopy(template, sheet);
  const blocks = offeredParts(template, sheet)
    .flatMap(({ offered }) => offered)
    .map(({ questionId, label, care, lines }) => ({
      questionId,
      label,
      lines: lines.filter(({ id }) => chosen.has(id)),
      isOpen: false,
      hides: care === "warned",
    }))
    .filter(({ lines }) => lines.length > 0);
  return { title: "", parts: blocks.length > 0 ? [{ title: "", blocks }] : [], isSigned: false };
}

/** How many lines a copy has that were answered. */
export const countLines = ({ parts }: Copy): number =>
  parts.reduce((n, { blocks }) => blocks.reduce((m, { lines }) => m + lines.length, n), 0);

const wholeCopy = (template: Template, sheet: Sheet): Copy => ({
  title: template.title,
  parts: shownSections(template, sheet).map(({ title, questions }) => ({
    title,
    blocks: questions.filter(mayLeave).map((question) => {
      const lines = linesOf(question, sheet.answers.get(question.id));
      const isBlank = lines.length === 0;
      // Not left blank: what was not agreed to must not be written in after signing.
      const noPick = { id: question.id, words: t("Nothing chosen") };
      return {
        questionId: question.id,
        label: question.text,
        lines: isBlank && question.options.length > 0 ? [noPick] : lines,
        isOpen: isBlank && question.options.length === 0 && question.type !== "note",
        hides: careOf(question) === "warned" && lines.length > 0,
      };
    }),
  })),
  isSigned: true,
});

/** What is only talked about, or never stored, leaves the phone in no way. */
const mayLeave = ({ type, flags }: Question): boolean =>
  type !== "talk" && !flags.includes("nosave");

function linesOf(question: Question, answer: Answer | undefined): readonly Line[] {
  if (answer === undefined) return [];
  const items = typeof answer === "object" ? answer : [answer];
  const words = answerLines(question, answer);
  return items
    .map((item, at) => ({ id: lineId(question, item), words: words[at]?.trim() ?? "" }))
    .filter((line) => line.words !== "");
}

function lineId({ id }: Question, item: string | number | Row): string {
  const content = typeof item === "object" ? [item.key, ...item.fields] : item;
  return `${id}=${JSON.stringify(content)}`;
}
