/**
 * The copy a survivor takes away: which lines may be on it, and which are.
 *
 * Nothing is on it until the survivor puts it there. What has to do with the work alone
 * can be added a part at a time; what is about the survivor, line by line; what could put
 * someone in danger, line by line after a warning. What is never stored is never copied.
 * A release is the exception: it is a form to be signed, and comes whole.
 */
import { type Care, careOf, type Line, linesOf, mayLeave } from "./copy-lines.ts";
import type { Services } from "./services.ts";
import { type Sheet, shownSections } from "./sheet.ts";
import type { Template } from "./template.ts";
import { wholeCopy } from "./whole-copy.ts";

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
  /** Words of the form's own that belong to what is signed. */
  readonly detail?: string;
  readonly lines: readonly Line[];
  /** Nothing was answered in words: there is room to write by hand. */
  readonly isOpen: boolean;
  /** Out of sight on the screen until tapped; never on paper. */
  readonly hides: boolean;
  /** What is filled in by hand, each with room beside it. */
  readonly byHand?: readonly string[];
  /** How many times over; 1 if left out. */
  readonly times?: number;
}

export interface CopyPart {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Copy {
  /** Empty but for a release: a title tells whoever finds the copy what it is. */
  readonly title: string;
  readonly parts: readonly CopyPart[];
  readonly isSigned: boolean;
  /** Below the lines to sign: what is filled in after signing. */
  readonly later: readonly CopyPart[];
}

/** What a copy takes from around it. */
export interface Around {
  /** Names of the services that were picked. */
  readonly services?: Services | undefined;
  readonly today?: string;
}

export const isWhole = (template: Template): boolean => template.prints === "whole";

/** Everything that was answered and may be copied, in the order of the worksheet. */
export const offeredParts = (
  template: Template,
  sheet: Sheet,
  services?: Services,
): readonly OfferedPart[] =>
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
          lines: linesOf(question, sheet.answers.get(question.id), services),
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
export function copyOf(
  template: Template,
  sheet: Sheet,
  chosen: ReadonlySet<string>,
  around: Around = {},
): Copy {
  if (isWhole(template)) return wholeCopy(template, sheet, around);
  const blocks = offeredParts(template, sheet, around.services)
    .flatMap(({ offered }) => offered)
    .map(({ questionId, label, care, lines }) => ({
      questionId,
      label,
      lines: lines.filter(({ id }) => chosen.has(id)),
      isOpen: false,
      hides: care === "warned",
    }))
    .filter(({ lines }) => lines.length > 0);
  const parts = blocks.length > 0 ? [{ title: "", blocks }] : [];
  return { title: "", parts, isSigned: false, later: [] };
}

/** How many lines a copy has that were answered. */
export const countLines = ({ parts }: Copy): number =>
  parts.reduce((n, { blocks }) => blocks.reduce((m, { lines }) => m + lines.length, n), 0);
