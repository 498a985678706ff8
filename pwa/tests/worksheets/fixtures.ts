/** Templates as the phone reads them, and short ways to fill one in. */
import { readdirSync, readFileSync } from "node:fs";
import { type Answer, EMPTY_SHEET, type Sheet, withAnswer } from "../../src/worksheets/sheet.ts";
import { type Question, readTemplate, type Template } from "../../src/worksheets/template.ts";

const TEMPLATES = new URL("../../../server/cairn_server/worksheets/templates/", import.meta.url);

/** Of all templates that come with Cairn, shown or not. */
export const TEMPLATE_IDS: readonly string[] = readdirSync(TEMPLATES)
  .map((name) => name.replace(/\.json$/, ""))
  .sort();

export const rawTemplate = (id: string): unknown =>
  JSON.parse(readFileSync(new URL(`${id}.json`, TEMPLATES), "utf8"));

export const SAFETY: Template = readTemplate(rawTemplate("a-safety-beyond-leaving"));
export const POCKET_GUIDE: Template = readTemplate(rawTemplate("h1-disclosure-pocket-guide"));

export function questionOf(template: Template, id: string): Question {
  const found = template.sections
    .flatMap((section) => section.questions)
    .find((one) => one.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

/** The safety plan with these answers, given in this order. */
export const filled = (answers: Readonly<Record<string, Answer>>, from = EMPTY_SHEET): Sheet =>
  Object.entries(answers).reduce(
    (sheet, [id, answer]) => withAnswer(SAFETY, sheet, id, answer),
    from,
  );
