/** A filled survey as it is sent: what is counted, by question, and nothing else. Pure. */
import type { Answers } from "../data/answer-body.ts";
import type { Sheet } from "../worksheets/sheet.ts";
import type { Template } from "../worksheets/template.ts";
import { countedIn } from "./asked.ts";

export const MOST_LETTERS = 1_000; // of one answer in words; the server keeps no more

export function answersOf(survey: Template, { answers }: Sheet): Answers {
  const found: Record<string, string | number | readonly string[]> = {};
  for (const id of countedIn(survey)) {
    const answer = answers.get(id);
    if (typeof answer === "string") found[id] = answer.trim().slice(0, MOST_LETTERS);
    else if (typeof answer === "number") found[id] = answer;
    else if (answer !== undefined) found[id] = answer.filter((pick) => typeof pick === "string");
  }
  return found;
}

export const isBlank = (answers: Answers): boolean => Object.keys(answers).length === 0;
