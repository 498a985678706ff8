/** What is wrong with a worksheet, and what to do, in words for who writes it. */
import { type At, type Part, partAt, said } from "../../authoring/draft.ts";
import { currentLanguage, t } from "../../locale.ts";
import { MOST_LETTERS, type Problem } from "../../worksheets/problem.ts";

export function problemWords({ fault, field, value = "" }: Problem): string {
  switch (fault) {
    case "blank":
      return t("This is empty. Write something here.");
    case "too_long":
      return t("This is too long: at most {n} letters.", { n: MOST_LETTERS });
    case "used_twice":
      return t("Two of these have the same name inside. Remove one, and add it again.");
    case "reserved":
      return t("The app adds this one itself. Remove it.");
    case "no_options":
      return t("There is nothing to pick. Add an option.");
    case "labels":
      return t("A scale needs a word for each step from 0 to 5.");
    case "fields":
      return t("Rows need at least one field. Add one.");
    case "too_few_to_limit":
      return t("There must be more options than can be picked. Add options, or lower the number.");
    case "stop":
      return t("Write the kind words that are said to a “No”.");
    case "asks_unknown":
      return t("This asks about a question that is not there any more. Choose another.");
    case "asks_later":
      return t("This asks about a question that comes later. Move that one up, or choose another.");
    case "asks_no_answer":
    case "asks_wrongly":
      return t("This cannot be asked about that question. Choose again.");
    case "no_such_option":
      return t("This asks about an option that is not there any more. Choose another.");
    case "no_rule":
      return t("This rule cannot be read. Remove it, and make it again.");
    case "each":
      return t("Only a choice or a scale of a group worksheet can be answered by everybody alone.");
    default:
      return t("This version of Cairn cannot use this: {what}", { what: value || field });
  }
}

/** Where a problem is: the words of the part, the question or the option; a number without. */
export function placeWords(draft: Part, at: At): string {
  const steps = at.split("/");
  const names: string[] = [];
  for (let length = 2; length <= steps.length; length += 2) {
    const part = partAt(draft, steps.slice(0, length).join("/"));
    const n = Number(steps[length - 1]) + 1;
    names.push((part && wordsOf(part)) || numbered(steps[length - 2], n));
  }
  return names.join(" › ");
}

function numbered(list: string | undefined, n: number): string {
  switch (list) {
    case "sections":
      return t("Part {n}", { n });
    case "questions":
      return t("Question {n}", { n });
    case "options":
      return t("Option {n}", { n });
    case "fields":
      return t("Field {n}", { n });
    default:
      return t("Step {n}", { n: n - 1 }); // of a scale, from 0
  }
}

/** A part in a list of parts: its title or its text, in the language on screen if it is there. */
export const nameOf = (part: Part): string => wordsOf(part) || t("No words yet");

function wordsOf(part: Part): string {
  const tongue = currentLanguage() === "es" ? "es" : "en";
  for (const name of ["title", "text"])
    for (const words of [said(part, name, tongue), said(part, name, "en")])
      if (words.trim() !== "") return words.length > 90 ? `${words.slice(0, 88)}…` : words;
  return "";
}

/** The first problem of a field of a part, in words; undefined when there is none. */
export function wrongAt(problems: readonly Problem[], at: At, field: string): string | undefined {
  const found = problems.find((problem) => problem.at === at && problem.field === field);
  return found && problemWords(found);
}

/** How many problems a part has, with what is in it. */
export const countUnder = (problems: readonly Problem[], at: At): number =>
  problems.filter((problem) => problem.at === at || problem.at.startsWith(`${at}/`)).length;
