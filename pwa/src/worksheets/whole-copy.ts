/**
 * A form to be signed, as it goes on paper: all of it.
 *
 * First what is agreed to, then the lines to sign, then what is filled in after signing:
 * what was shared, and the day it was taken back. What nobody chose says so, so that
 * nothing can be written in under a signature.
 */
import { t } from "../locale.ts";
import type { Around, Block, Copy, CopyPart } from "./copy.ts";
import { careOf, linesOf, mayLeave } from "./copy-lines.ts";
import { isByHand, isRevoking, isTakenBack } from "./required.ts";
import { type Sheet, shownSections } from "./sheet.ts";
import type { Question, Template } from "./template.ts";
import { dayWords } from "./writing.tsx";

/** Empty lines of a list that is kept by hand: enough for a few weeks on one sheet of paper. */
const LINES_BY_HAND = 6;

export function wholeCopy(template: Template, sheet: Sheet, around: Around): Copy {
  if (isTakenBack(template, sheet)) return takenBackCopy(template, sheet, around);
  const parts = shownSections(template, sheet).map(({ title, questions }) => ({
    title,
    isLater: questions.some(isRevoking),
    blocks: questions
      .filter((question) => mayLeave(question) && !isSignature(question))
      .map((question) => blockOf(question, sheet, around)),
  }));
  const only = (isLater: boolean): readonly CopyPart[] =>
    parts
      .filter((part) => part.isLater === isLater)
      .map(({ title, blocks }) => ({ title, blocks }));
  return { title: template.title, parts: only(false), isSigned: true, later: only(true) };
}

/** It has lines of its own at the end of what is agreed to. */
const isSignature = (question: Question): boolean =>
  isByHand(question) && question.type !== "repeat";

function blockOf(question: Question, sheet: Sheet, { services }: Around): Block {
  const lines = linesOf(question, sheet.answers.get(question.id), services);
  const block = { questionId: question.id, label: question.text, hides: false };
  if (isRevoking(question)) {
    const byHand = [t("Taken back on this day"), t("Written down by")];
    return { ...block, detail: question.help, lines: [], isOpen: false, byHand };
  }
  if (isByHand(question)) {
    const byHand = question.fields.map(({ text }) => text);
    const detail = question.help;
    return { ...block, detail, lines, isOpen: false, byHand, times: LINES_BY_HAND };
  }
  const isBlank = lines.length === 0;
  const noPick = { id: question.id, words: t("Nothing chosen") };
  return {
    ...block,
    detail: question.type === "note" ? question.help : "",
    lines: isBlank && question.options.length > 0 ? [noPick] : lines,
    isOpen: isBlank && question.options.length === 0 && question.type !== "note",
    hides: careOf(question) === "warned" && !isBlank,
  };
}

/** To hand to whoever has the form, and to lie with it: that it has ended. */
function takenBackCopy(template: Template, sheet: Sheet, around: Around): Copy {
  const day = around.today === undefined ? "" : dayWords(around.today);
  const words = t("This was taken back on {day}. Nothing more may be shared under it.", { day });
  const ended: Block = {
    questionId: "",
    label: words,
    lines: [],
    isOpen: false,
    hides: false,
    byHand: [t("Told the agency on this day"), t("Written down by")],
  };
  const agencies = shownSections(template, sheet)
    .flatMap(({ questions }) => questions)
    .filter(({ type }) => type === "directory")
    .map((question) => blockOf(question, sheet, around));
  const parts = [{ title: "", blocks: [...agencies, ended] }];
  return { title: template.title, parts, isSigned: false, later: [] };
}
