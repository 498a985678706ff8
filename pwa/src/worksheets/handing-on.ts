/** What of a worksheet may be handed on at its end, if somebody chooses so. Pure. */
import { picksOf, type Sheet } from "./sheet.ts";
import type { Question, Template } from "./template.ts";

/** One pick that may be counted, in words. */
export interface Countable {
  readonly question: string;
  readonly options: readonly string[];
}

/** By question ID: option IDs, as they go into the count. */
export type CountedPicks = Readonly<Record<string, string | readonly string[]>>;

/** A service that somebody found wrong in the directory. */
export interface Fix {
  readonly serviceId: string; // the document's ID
  readonly option: string;
  readonly words: string;
}

const RIGHT = "yes"; // the directory was right
const MOST_SENSITIVE = 3;

const questionsOf = ({ sections }: Template): readonly Question[] =>
  sections.flatMap(({ questions }) => questions);

const flagged = (template: Template, flag: string): readonly Question[] =>
  questionsOf(template).filter(({ flags }) => flags.includes(flag));

/** Picks, and no words, days or places; and nothing that could put somebody in danger. */
const isCounted = ({ type, sensitivity, flags }: Question): boolean =>
  flags.includes("aggregate") &&
  !flags.includes("nosave") &&
  sensitivity < MOST_SENSITIVE &&
  (type === "choice" || type === "multi" || type === "scale");

const counted = (template: Template): readonly Question[] =>
  questionsOf(template).filter(isCounted);

/** Whether the template has anything that may be counted or reported. */
export const mayHandOn = (template: Template): boolean =>
  counted(template).length + flagged(template, "dirfix").length > 0;

/** The picks that may be counted: of flagged questions, and only options. */
export function countedPicks(template: Template, sheet: Sheet): CountedPicks {
  const found: Record<string, string | readonly string[]> = {};
  for (const { id, type } of counted(template)) {
    const answer = sheet.answers.get(id);
    if (type === "multi") {
      if (picksOf(sheet, id).length > 0) found[id] = picksOf(sheet, id);
    } else if (typeof answer === "string" || typeof answer === "number") found[id] = `${answer}`;
  }
  return found;
}

/** The same in words, so that who decides sees what would be counted. */
export function countables(
  template: Template,
  picks: CountedPicks,
  unsure: string,
): readonly Countable[] {
  return counted(template).flatMap(({ id, text, options, labels }) => {
    const picked = picks[id];
    if (picked === undefined) return [];
    const ids = typeof picked === "string" ? [picked] : picked;
    const wordsOf = (pick: string) =>
      options.find((option) => option.id === pick)?.text ?? labels[Number(pick)] ?? unsure;
    return [{ question: text, options: ids.map(wordsOf) }];
  });
}

/** What was wrong in the directory about the service picked in the same worksheet. */
export function foundFix(template: Template, sheet: Sheet): Fix | undefined {
  const picked = questionsOf(template).find(
    ({ id, type }) => type === "directory" && sheet.answers.has(id),
  );
  const serviceId = picked && sheet.answers.get(picked.id);
  if (typeof serviceId !== "string") return undefined;
  for (const question of flagged(template, "dirfix")) {
    const option = sheet.answers.get(question.id);
    const words = question.options.find(({ id }) => id === option)?.text;
    if (typeof option === "string" && option !== RIGHT && words)
      return { serviceId, option, words };
  }
  return undefined;
}
