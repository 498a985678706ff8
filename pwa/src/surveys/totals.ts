/** The sums of a survey as the server shows them, and as a table to take along. Pure. */
import { isObject, isText, type JsonObject } from "../data/json.ts";
import { UNSURE } from "../worksheets/sheet.ts";
import type { Question, Template } from "../worksheets/template.ts";

/** Undefined: hidden, because few people stand behind it or behind what is left. */
export type Count = number | undefined;

export interface Totals {
  readonly template: string;
  readonly smallest: number;
  /** Undefined: too few people have answered. */
  readonly answered: number | undefined;
  readonly questions: ReadonlyMap<string, ReadonlyMap<string, Count>>; // option by question
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/** The row of those who left a question out. */
export const NO_ANSWER = "no_answer";

export function readTotals(json: JsonObject): Totals {
  const numbers = isObject(json.numbers) ? json.numbers : {};
  const questions = isObject(numbers.questions) ? numbers.questions : {};
  const texts = isObject(json.texts) ? json.texts : {};
  return {
    template: isText(json.template) ? json.template : "",
    smallest: typeof json.smallest === "number" ? json.smallest : 0,
    answered: typeof numbers.answered === "number" ? numbers.answered : undefined,
    questions: new Map(Object.entries(questions).map(([id, table]) => [id, cellsOf(table)])),
    texts: new Map(
      Object.entries(texts).map(([id, words]) => [
        id,
        Array.isArray(words) ? words.filter(isText) : [],
      ]),
    ),
  };
}

function cellsOf(table: unknown): ReadonlyMap<string, Count> {
  if (!isObject(table as JsonObject)) return new Map();
  const { cells, several, no_answer: none } = table as JsonObject;
  const rows = Object.entries(isObject(cells) ? cells : {});
  const all = several === true ? rows : [...rows, [NO_ANSWER, none] as const];
  return new Map(all.map(([id, count]) => [id, typeof count === "number" ? count : undefined]));
}

export interface Row {
  readonly option: string; // in words
  readonly count: Count;
}

export interface Shown {
  readonly question: Question;
  readonly rows: readonly Row[];
  readonly texts: readonly string[];
}

/** The sums in the order and the words of the worksheet. */
export function shownTotals(
  template: Template,
  totals: Totals,
  say: { readonly unsure: string; readonly noAnswer: string },
): readonly Shown[] {
  const wordsOf = ({ options, labels }: Question, id: string): string => {
    if (id === NO_ANSWER) return say.noAnswer;
    const known = options.find((option) => option.id === id)?.text ?? labels[Number(id)];
    return known ?? (id === UNSURE ? say.unsure : id);
  };
  return template.sections
    .flatMap(({ questions }) => questions)
    .filter(({ id }) => totals.questions.has(id) || totals.texts.has(id))
    .map((question) => ({
      question,
      rows: [...(totals.questions.get(question.id) ?? [])].map(([id, count]) => ({
        option: wordsOf(question, id),
        count,
      })),
      texts: totals.texts.get(question.id) ?? [],
    }));
}

/** As a spreadsheet reads it: question, answer, people. */
export function totalsAsCsv(
  shown: readonly Shown[],
  words: { readonly head: readonly string[]; readonly hidden: string },
): string {
  const lines = shown.flatMap(({ question, rows, texts }) => [
    ...rows.map(({ option, count }) => [question.text, option, `${count ?? words.hidden}`]),
    ...texts.map((text) => [question.text, text, ""]),
  ]);
  return [words.head, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** Quoted; and never a formula, since strangers wrote some of it. */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
};

export const totalsAsText = (
  shown: readonly Shown[],
  words: { readonly title: string; readonly hidden: string },
): string =>
  `${[
    words.title,
    ...shown.map(({ question, rows, texts }) =>
      [
        question.text,
        ...rows.map(({ option, count }) => `  ${option}: ${count ?? words.hidden}`),
        ...texts.map((text) => `  - ${text}`),
      ].join("\n"),
    ),
  ].join("\n\n")}\n`;
