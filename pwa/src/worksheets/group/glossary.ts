/** The words that a group agrees on: the rows that its runs have put on the shared list. */
import type { Services } from "../services.ts";
import { type FilledRun, questionsOf } from "./filled.ts";
import { valueWords } from "./words.ts";

export interface AgreedWord {
  readonly word: string;
  /** What else was said of it, each with what it is: "What we mean: …". */
  readonly said: readonly string[];
}

/** From the newest run to the oldest; said the same twice, it is there once. In order. */
export function agreedWords(runs: readonly FilledRun[], services?: Services): AgreedWord[] {
  const found = new Map<string, AgreedWord>();
  for (const { template, byQuestion } of runs) {
    for (const question of questionsOf(template)) {
      if (!question.flags.includes("glossary")) continue;
      const [first, ...others] = question.fields;
      for (const { fields } of byQuestion.get(question.id)?.rows ?? []) {
        const word = (first ? (fields.get(first.id) ?? []) : [])
          .map((one) => valueWords(first ?? question, one, services))
          .join(" / ");
        const said = others.flatMap((field) =>
          (fields.get(field.id) ?? []).map(
            (one) => `${field.text}: ${valueWords(field, one, services)}`,
          ),
        );
        if (word) found.set(JSON.stringify([word.toLowerCase(), said]), { word, said });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.word.localeCompare(b.word));
}
