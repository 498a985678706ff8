/** Show-if rules as a form has them: what can be asked of which question, and the text of a rule. */
import { parseRule, type ShowIf, type Test } from "../worksheets/show-if.ts";
import { type At, type Part, partAt, partsIn, said, type Tongue, textOf } from "./draft.ts";

export type Operator = Test["operator"];

/** Write a rule the way templates write it; "" when it asks nothing. */
export const ruleText = (rule: ShowIf): string =>
  rule
    .filter((group) => group.length > 0)
    .map((group) => group.map(testText).join(" and "))
    .join(" or ");

function testText({ field, operator, values }: Test): string {
  const quoted = values.map((value) => `'${value.replaceAll("'", "")}'`);
  if (operator === "not empty") return `${field} not empty`;
  return operator === "in"
    ? `${field} in [${quoted.join(",")}]`
    : `${field} ${operator} ${quoted[0] ?? "''"}`;
}

/** The rule of a part; undefined when its text is none. No text is no rule: shown always. */
export function ruleOf(part: Part): ShowIf | undefined {
  const text = textOf(part, "show_if");
  return text.trim() === "" ? [] : parseRule(text);
}

export function withRule(part: Part, rule: ShowIf): Part {
  const { show_if: _old, ...rest } = part;
  const text = ruleText(rule);
  return text === "" ? rest : { ...rest, show_if: text };
}

/** The questions that a rule at `at` may ask about: those before it that take an answer. */
export function earlierQuestions(draft: Part, at: At): readonly Part[] {
  const [, section = "0", , question] = at.split("/");
  const before = partsIn(draft, "sections").slice(0, Number(section));
  const here = question === undefined ? undefined : partAt(draft, `sections/${section}`);
  const inside = here ? partsIn(here, "questions").slice(0, Number(question)) : [];
  return [...before.flatMap((one) => partsIn(one, "questions")), ...inside].filter(
    ({ type }) => type !== "note" && type !== "talk",
  );
}

/** What can be asked of a question, the plainest first. */
export function operatorsFor(question: Part | undefined): readonly Operator[] {
  switch (question?.type) {
    case "choice":
    case "scale":
      return ["==", "!=", "in", "not empty"];
    case "multi":
      return ["includes", "not empty"];
    default:
      return ["not empty"];
  }
}

export interface Value {
  readonly value: string;
  readonly text: string;
}

/** The answers that a question can have, but for "Not sure". */
export function valuesOf(question: Part | undefined, tongue: Tongue): readonly Value[] {
  if (question?.type === "scale")
    return ["0", "1", "2", "3", "4", "5"].map((value) => ({ value, text: value }));
  return partsIn(question ?? {}, "options").map((option) => ({
    value: textOf(option, "id"),
    text: said(option, "text", tongue) || said(option, "text", "en"),
  }));
}

/** A test of a question that can be asked at once. */
export function firstTest(question: Part): Test {
  const operator = operatorsFor(question)[0] ?? "not empty";
  const value = valuesOf(question, "en")[0]?.value ?? "";
  return { field: textOf(question, "id"), operator, values: valuesFor(operator, [value]) };
}

/** As many values as the operator takes. */
export const valuesFor = (operator: Operator, values: readonly string[]): readonly string[] =>
  operator === "not empty" ? [] : operator === "in" ? values : values.slice(0, 1);
