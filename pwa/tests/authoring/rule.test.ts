import { describe, expect, test } from "vitest";
import { partsIn, toDraft } from "../../src/authoring/draft.ts";
import {
  earlierQuestions,
  firstTest,
  operatorsFor,
  ruleOf,
  ruleText,
  withRule,
} from "../../src/authoring/rule.ts";
import { isObject } from "../../src/data/json.ts";
import { checkTemplate } from "../../src/worksheets/check.ts";
import { rawTemplate, TEMPLATE_IDS } from "../worksheets/fixtures.ts";

const draftOf = (id: string) => {
  const raw = rawTemplate(id);
  return toDraft(isObject(raw) ? raw : {});
};
const SAFETY = draftOf("a-safety-beyond-leaving");

test.each(TEMPLATE_IDS)("the rules of %s are the same after being a form", (id) => {
  const sections = partsIn(draftOf(id), "sections");
  for (const part of [...sections, ...sections.flatMap((one) => partsIn(one, "questions"))]) {
    const rule = ruleOf(part);

    expect(rule).toBeDefined();
    expect(ruleOf(withRule(part, rule ?? []))).toEqual(rule);
  }
});

test("a rule may ask about what comes before, and takes an answer", () => {
  const before = earlierQuestions(SAFETY, "sections/1/questions/1").map(({ id }) => id);
  const first = partsIn(SAFETY, "sections")[0] ?? {};
  const asked = partsIn(first, "questions").filter(
    ({ type }) => type !== "note" && type !== "talk",
  );

  expect(before.slice(0, asked.length)).toEqual(asked.map(({ id }) => id));
  expect(earlierQuestions(SAFETY, "sections/0")).toEqual([]);
  expect(earlierQuestions(SAFETY, "sections/0/questions/0")).toEqual([]);
});

describe("whatever the form offers first", () => {
  const questions = earlierQuestions(SAFETY, "sections/14");

  test.each(questions.map((question) => [`${question.id}, a ${question.type}`, question] as const))(
    "about %s is sound",
    (_name, question) => {
      const last = partsIn(SAFETY, "sections").length - 1;
      const raw = structuredClone(rawTemplate("a-safety-beyond-leaving"));
      const sections = isObject(raw as never) ? partsIn(raw as never, "sections") : [];
      const changed = sections.map((section, place) =>
        place === last ? withRule(section, [[firstTest(question)]]) : section,
      );

      expect(checkTemplate({ ...(raw as object), sections: changed })).toEqual([]);
      expect(operatorsFor(question)).toContain("not empty");
    },
  );
});

test("a quote in a value cannot break out of it", () => {
  expect(ruleText([[{ field: "why", operator: "==", values: ["it's"] }]])).toBe("why == 'its'");
});

test("a text that is no rule is told apart from none", () => {
  expect(ruleOf({ show_if: "safe is 'yes'" })).toBeUndefined();
  expect(ruleOf({})).toEqual([]);
});
