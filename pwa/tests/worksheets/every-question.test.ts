/** Every branch of every show-if rule of every template: what opens it, and what closes it. */
import { describe, expect, test } from "vitest";
import {
  type Answer,
  EMPTY_SHEET,
  type Sheet,
  shownSections,
  UNSURE,
  withAnswer,
} from "../../src/worksheets/sheet.ts";
import { holds, type ShowIf, type Test } from "../../src/worksheets/show-if.ts";
import { type Question, readTemplate, type Template } from "../../src/worksheets/template.ts";
import { questionOf, rawTemplate, TEMPLATE_IDS } from "./fixtures.ts";

const TEMPLATES = TEMPLATE_IDS.map((id) => readTemplate(rawTemplate(id)));

const shownIds = (template: Template, sheet: Sheet): readonly string[] =>
  shownSections(template, sheet).flatMap((section) => [
    section.id,
    ...section.questions.map((question) => `${section.id}/${question.id}`),
  ]);

const sectionOf = (template: Template, questionId: string) =>
  template.sections.find(({ questions }) => questions.some(({ id }) => id === questionId));

/** The ways to satisfy one comparison: a "one of" has as many as values. */
const branchesOf = (group: readonly Test[]): readonly (readonly Test[])[] =>
  group.reduce<readonly (readonly Test[])[]>(
    (ways, one) =>
      ways.flatMap((way) =>
        one.operator === "in"
          ? one.values.map((value) => [...way, { ...one, values: [value] }])
          : [[...way, one]],
      ),
    [[]],
  );

/** An answer that a person could give, for which `one` is as wanted. */
function answerFor(
  template: Template,
  question: Question,
  one: Test,
  wanted: boolean,
): Answer | undefined {
  const own = question.options.map(({ id }) => id);
  const all = template.about === "person" ? [...own, UNSURE] : own;
  if (one.operator === "not empty") {
    if (!wanted) return undefined;
    if (question.type === "repeat") return [{ key: 1, fields: new Map() }];
    if (question.type === "multi") return all.slice(0, 1);
    return question.type === "scale" ? 0 : (all[0] ?? "the truck");
  }
  if (one.operator === "includes") {
    const picks = wanted ? one.values : all.filter((id) => !one.values.includes(id)).slice(0, 1);
    expect(all).toEqual(expect.arrayContaining([...picks]));
    return picks;
  }
  const isIn = one.operator === "!=" ? !wanted : wanted;
  const scale = question.labels.map((_label, step) => String(step));
  const known = question.type === "scale" ? scale : all;
  const value = known.find((id) => one.values.includes(id) === isIn);
  expect(value, `an answer to ${question.id}`).toBeDefined();
  return question.type === "scale" ? Number(value) : value;
}

/** Give answers in the worksheet's order until every comparison is as wanted. */
function satisfy(template: Template, sheet: Sheet, tests: readonly Test[], unwanted?: Test): Sheet {
  let filled = sheet;
  for (const one of tests) {
    filled = reach(template, filled, one.field);
    const before = filled.answers.get(one.field);
    const answer = answerFor(template, questionOf(template, one.field), one, one !== unwanted);
    const both =
      Array.isArray(before) && Array.isArray(answer) && one !== unwanted
        ? [...new Set([...before, ...answer])]
        : answer;
    filled = withAnswer(template, filled, one.field, both);
  }
  return filled;
}

/** Answers with which a question is on screen. */
function reach(template: Template, sheet: Sheet, questionId: string): Sheet {
  const rules = [sectionOf(template, questionId)?.rule, questionOf(template, questionId).rule];
  return rules.reduce<Sheet>((filled, rule) => {
    if (rule === undefined || holds(rule, filled.answers)) return filled;
    return satisfy(template, filled, rule[0] ?? []);
  }, sheet);
}

interface Ruled {
  readonly place: string;
  readonly rule: ShowIf;
  /** What must be on screen first. */
  readonly open: Sheet;
}

const ruledOf = (template: Template): readonly Ruled[] =>
  template.sections.flatMap((section) => {
    const own = section.rule && [{ place: section.id, rule: section.rule, open: EMPTY_SHEET }];
    const inside = section.questions.flatMap(({ id, rule }) => {
      if (rule === undefined) return [];
      const open = section.rule?.[0] ?? [];
      return [{ place: `${section.id}/${id}`, rule, open: satisfy(template, EMPTY_SHEET, open) }];
    });
    return [...(own ?? []), ...inside];
  });

describe.each(TEMPLATES.map((template) => [template.id, template] as const))(
  "%s",
  (_id, template) => {
    test("each question can be reached with answers that a person could give", () => {
      for (const section of template.sections)
        for (const { id } of section.questions)
          expect(shownIds(template, reach(template, EMPTY_SHEET, id))).toContain(
            `${section.id}/${id}`,
          );
    });

    const ruled = ruledOf(template);
    test("every branch of every rule opens what it stands on", () => {
      for (const { place, rule, open } of ruled)
        for (const branch of rule.flatMap(branchesOf))
          expect(
            shownIds(template, satisfy(template, open, branch)),
            `${place}: ${JSON.stringify(branch)}`,
          ).toContain(place);
    });

    test("every comparison of every rule can close it", () => {
      for (const { place, rule, open } of ruled)
        for (const group of rule)
          for (const one of group) {
            const others = rule.filter((other) => other !== group);
            const closed = satisfy(template, open, group, one);
            if (others.some((other) => holds([other], closed.answers))) continue; // open by another way
            expect(
              shownIds(template, closed),
              `${place}: not ${JSON.stringify(one)}`,
            ).not.toContain(place);
          }
    });
  },
);
