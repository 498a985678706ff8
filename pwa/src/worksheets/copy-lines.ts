/** An answer as lines of a copy, and how carefully each may leave the phone. */
import { answerLines } from "./reading.tsx";
import type { Services } from "./services.ts";
import type { Answer, Row } from "./sheet.ts";
import type { Question } from "./template.ts";

/** How a line gets on the copy: with others, by itself, or by itself after a warning. */
export type Care = "together" | "alone" | "warned";

/** One pick, one row, or one text. */
export interface Line {
  /** Holds the answer itself: when that changes, it is another line, and is off again. */
  readonly id: string;
  readonly words: string;
}

export function careOf({ sensitivity }: Question): Care {
  if (sensitivity >= 3) return "warned";
  return sensitivity === 2 ? "alone" : "together";
}

/** What is only talked about, or never stored, leaves the phone in no way. */
export const mayLeave = ({ type, flags }: Question): boolean =>
  type !== "talk" && !flags.includes("nosave");

export function linesOf(
  question: Question,
  answer: Answer | undefined,
  services: Services | undefined,
): readonly Line[] {
  if (answer === undefined) return [];
  const items = typeof answer === "object" ? answer : [answer];
  const words = answerLines(question, answer, services);
  return items
    .map((item, at) => ({ id: lineId(question, item), words: words[at]?.trim() ?? "" }))
    .filter((line) => line.words !== "");
}

function lineId({ id }: Question, item: string | number | Row): string {
  const content = typeof item === "object" ? [item.key, ...item.fields] : item;
  return `${id}=${JSON.stringify(content)}`;
}
