import { expect, test } from "vitest";
import {
  linkedTemplate,
  mostPicks,
  readTemplate,
  type Template,
} from "../../src/worksheets/template.ts";
import { POCKET_GUIDE, questionOf, rawTemplate, SAFETY } from "./fixtures.ts";

const countOf = ({ sections }: Template) => {
  const questions = sections.flatMap((section) => section.questions);
  const fields = questions.flatMap((question) => question.fields);
  const options = [...questions, ...fields].flatMap((asked) => asked.options);
  return [sections.length, questions.length, options.length, fields.length];
};

test("nothing of a template is lost on the way to the phone", () => {
  expect(countOf(SAFETY)).toEqual([15, 64, 226, 17]);
  expect(countOf(POCKET_GUIDE)).toEqual([1, 10, 0, 0]);
});

test("flags say how many picks, and which form comes next", () => {
  expect(mostPicks(questionOf(SAFETY, "priority"))).toBe(3);
  expect(mostPicks(questionOf(SAFETY, "contact_why"))).toBeUndefined();
  expect(linkedTemplate(questionOf(SAFETY, "share_who"))).toBe("r-release");
  expect(linkedTemplate(questionOf(SAFETY, "reach"))).toBeUndefined();
});

test("another language changes words and nothing else", () => {
  const place = "a-safety-beyond-leaving";
  const words = {
    [`${place}#title`]: "Plan de seguridad",
    [`${place}/start#title`]: "Antes de empezar",
    [`${place}/start/safe_now#text`]: "¿Es un lugar seguro?",
    [`${place}/start/safe_now/yes#text`]: "Sí",
    [`${place}/risk_partner/rp_top/level/5#label`]: "Muchísimo",
    [`${place}/weigh/options/choose/do#text`]: "Hacerlo",
    [`${place}/you#title`]: "",
  };

  const spanish = readTemplate(rawTemplate(place), words);

  expect(spanish.title).toBe("Plan de seguridad");
  expect(spanish.sections[0]?.title).toBe("Antes de empezar");
  expect(questionOf(spanish, "safe_now").options[0]).toEqual({ id: "yes", text: "Sí", needs: [] });
  expect(questionOf(spanish, "rp_top").fields[1]?.labels[5]).toBe("Muchísimo");
  expect(questionOf(spanish, "options").fields[4]?.options[0]?.text).toBe("Hacerlo");
  expect(spanish.sections[1]?.title).toBe(SAFETY.sections[1]?.title);
  expect(countOf(spanish)).toEqual(countOf(SAFETY));
});

test.each([
  ["text where a template should be", "Safety plan"],
  ["an unknown type", withQuestion({ type: "slider" })],
  ["a rule that is none", withQuestion({ show_if: "safe_now is 'yes'" })],
  ["options that are no list", withQuestion({ type: "choice", options: "yes" })],
  ["a question without words", withQuestion({ text: 7 })],
])("%s is refused", (_name, raw) => {
  expect(() => readTemplate(raw)).toThrow(TypeError);
});

function withQuestion(changes: Readonly<Record<string, unknown>>): unknown {
  const question = { id: "later", type: "longtext", text: "What can wait?", sensitivity: 2 };
  const questions = [{ ...question, ...changes }];
  return { id: "notes", about: "person", sections: [{ id: "first", title: "First", questions }] };
}
