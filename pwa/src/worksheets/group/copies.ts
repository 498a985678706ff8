/**
 * Runs as copies to take away: a table for a spreadsheet, and plain text.
 *
 * What is only talked about is on neither: it is not in a run. The server's command line
 * writes the same table (`copies.py`); both pass `tests/vectors/group-copies.json`.
 */
import { t } from "../../locale.ts";
import { dayInWords } from "../../when.ts";
import type { Services } from "../services.ts";
import type { Asked, Question, Section } from "../template.ts";
import { cell } from "./cell.ts";
import { type Filled, type FilledRun, isKept, isOwn, shownParts } from "./filled.ts";
import type { Given } from "./merge.ts";
import type { Run } from "./run.ts";
import { filledLines, runTitle, valueWords } from "./words.ts";

/** Say nothing of what is in them. The same in every language. */
export const TEXT_NAME = "notes.txt";
export const TABLE_NAME = "notes.csv";

export interface CopiedRun {
  readonly run: Pick<Run, "name" | "startedOn" | "finishedOn">;
  readonly filled: FilledRun;
}

const LINE_END = "\r\n"; // as RFC 4180 has it

/** One line for each answer: of each person's own, and of each that is not chosen yet. */
export function tableOf(runs: readonly CopiedRun[], services?: Services): string {
  const head = [
    t("Worksheet"),
    t("Name"),
    t("Started"),
    t("Finished"),
    t("Part"),
    t("Question"),
    t("Row"),
    t("Field"),
    t("Answer"),
    t("People"),
    t("Not chosen yet"),
  ];
  const lines = runs.flatMap(({ run, filled }) => {
    const which = [filled.template.title, run.name, run.startedOn, run.finishedOn ?? ""];
    return keptParts(filled).flatMap((section) =>
      section.questions.flatMap((question) =>
        answerCells(question, filled.byQuestion.get(question.id), services).map((cells) => [
          ...which,
          section.title,
          question.text,
          ...cells,
        ]),
      ),
    );
  });
  return [head, ...lines].map((cells) => cells.map(cell).join(",") + LINE_END).join("");
}

/** Row, field, answer, people, not chosen yet. */
function answerCells(
  question: Question,
  filled: Filled | undefined,
  services: Services | undefined,
): readonly (readonly string[])[] {
  if (filled === undefined) return [];
  const isOpen = (all: readonly Given[]) => (all.length > 1 && !isOwn(question) ? t("yes") : "");
  const own = filled.given.map((one) => [
    "",
    "",
    cellWords(question, one, services),
    `${one.members.length}`,
    isOpen(filled.given),
  ]);
  const rows = filled.rows.flatMap(({ fields }, index) =>
    question.fields.flatMap((field) => {
      const all = fields.get(field.id) ?? [];
      return all.map((one) => [
        `${index + 1}`,
        field.text,
        cellWords(field, one, services),
        `${one.members.length}`,
        isOpen(all),
      ]);
    }),
  );
  return [...own, ...rows];
}

/** A day stays as it is kept: spreadsheets know it. */
const cellWords = (asked: Asked, one: Given, services: Services | undefined): string =>
  asked.type === "date" ? String(one.value) : valueWords(asked, one, services);

export function textOf(runs: readonly CopiedRun[], services?: Services): string {
  return runs.map((one) => runText(one, services)).join("\n\n\n");
}

function runText({ run, filled }: CopiedRun, services: Services | undefined): string {
  const standing = run.finishedOn
    ? t("Started {started}, finished {finished}", {
        started: dayInWords(run.startedOn),
        finished: dayInWords(run.finishedOn),
      })
    : t("Started {day}", { day: dayInWords(run.startedOn) });
  const head = [filled.template.title, run.name, standing].filter(Boolean).join("\n");
  const parts = keptParts(filled).map((section) => {
    const blocks = section.questions.flatMap((question) => {
      const lines = filledLines(question, filled.byQuestion.get(question.id), services);
      const words = lines.map((line) => `- ${line.replaceAll("\n", "\n  ")}`);
      return lines.length > 0 ? [[question.text, ...words].join("\n")] : [];
    });
    return blocks.length > 0 ? [section.title.toUpperCase(), ...blocks].join("\n\n") : "";
  });
  return `${[head, ...parts.filter(Boolean)].join("\n\n")}\n`;
}

const keptParts = (filled: FilledRun): readonly Section[] =>
  shownParts(filled).map((section) => ({
    ...section,
    questions: section.questions.filter(isKept),
  }));

export const copyTitle = (runs: readonly Run[]): string =>
  runs.length === 1 && runs[0] ? runTitle(runs[0]) : t("All of them");
