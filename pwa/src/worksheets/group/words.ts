/** Runs and what is answered in them, in words. */
import { currentLanguage, t, tn } from "../../locale.ts";
import { dayInWords } from "../../when.ts";
import { answerLines, withLabel } from "../reading.tsx";
import type { Services } from "../services.ts";
import type { Answer } from "../sheet.ts";
import type { Asked, Question } from "../template.ts";
import { type Filled, type FilledRow, isOwn, isTexts } from "./filled.ts";
import type { Given } from "./merge.ts";
import type { Run } from "./run.ts";
import type { Shared } from "./shared.ts";

/** "Winter review", or "Started November 3, 2026". */
export const runTitle = ({ name, startedOn }: Run): string => name || startedWords(startedOn);

const startedWords = (day: string): string => t("Started {day}", { day: dayInWords(day) });

/** "Started November 3, 2026. Still open"; without the day where the title has said it. */
export function runStanding({ name, startedOn, finishedOn }: Run): string {
  const state = finishedOn ? t("Finished {day}", { day: dayInWords(finishedOn) }) : t("Still open");
  const started = name ? startedWords(startedOn) : "";
  return [started, state].filter(Boolean).join(". ");
}

/** "you, Dana and 2 other people"; "" for nobody. */
export function whoWords(members: readonly string[], { member, nameOf }: Shared): string {
  const others = members.filter((id) => id !== member.id);
  const named = others.flatMap((id) => nameOf(id) ?? []);
  const unnamed = others.length - named.length;
  const all = [
    ...(others.length < members.length ? [t("you")] : []),
    ...named,
    ...(unnamed > 0 ? [tn("{n} other person", "{n} other people", unnamed)] : []),
  ];
  return new Intl.ListFormat(currentLanguage(), { type: "conjunction" }).format(all);
}

type Kind = Asked & Partial<Pick<Question, "fields">>;

/** One value, on one line. */
export function valueWords(asked: Kind, { value }: Given, services?: Services): string {
  if (typeof value !== "string" && typeof value !== "number" && !isTexts(value)) return "";
  // Of a field of a row, whatever only questions have is absent, and not asked for.
  return answerLines(asked as Question, value as Answer, services).join("; ");
}

/** What everybody answered for themselves: "3 people: 2 (Some), 4 (A lot), 4 (A lot)". */
export function spreadWords(question: Question, given: readonly Given[], services?: Services) {
  const people = new Set(given.flatMap(({ members }) => members)).size;
  const answers = ordered(question, given)
    .flatMap((one) => one.members.map(() => answerWords(question, one, services)))
    .join(", ");
  return tn("{n} person: {answers}", "{n} people: {answers}", people, { answers });
}

const answerWords = (question: Question, given: Given, services: Services | undefined): string =>
  typeof given.value === "number"
    ? `${given.value} (${question.labels[given.value] ?? ""})`
    : valueWords(question, given, services);

/** In the order of the scale or of the options, so that the order tells nothing of people. */
function ordered(question: Question, given: readonly Given[]): readonly Given[] {
  const ids = question.options.map(({ id }) => id);
  const place = ({ value }: Given) =>
    typeof value === "number" ? value : ids.indexOf(String(isTexts(value) ? value[0] : value));
  return [...given].sort((a, b) => place(a) - place(b));
}

/** Everything that is answered to a question, line by line; none for nothing. */
export function filledLines(
  question: Question,
  filled: Filled | undefined,
  services?: Services,
): readonly string[] {
  if (filled === undefined) return [];
  const { given, rows } = filled;
  if (question.type === "repeat") return rows.map((row) => rowWords(question, row, services));
  if (given.length === 0) return [];
  if (isOwn(question)) return [spreadWords(question, given, services)];
  if (given.length > 1) return given.map((one) => unchosen(valueWords(question, one, services)));
  return given.flatMap(({ value }) =>
    typeof value === "string" || typeof value === "number" || isTexts(value)
      ? answerLines(question, value, services)
      : [],
  );
}

const unchosen = (answer: string): string => t("{answer} (not chosen yet)", { answer });

export const rowWords = (question: Question, { fields }: FilledRow, services?: Services): string =>
  question.fields
    .flatMap((field) => {
      const given = fields.get(field.id) ?? [];
      const words = given.map((one) => valueWords(field, one, services));
      const all = given.length > 1 ? words.map(unchosen) : words;
      return all.length > 0 ? [withLabel(field.text, all.join(" / "))] : [];
    })
    .join("\n");
