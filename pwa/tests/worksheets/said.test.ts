/** Read aloud is what the template says, never what was answered. */
import { expect, test } from "vitest";
import { questionStrings, sectionStrings } from "../../src/worksheets/said.ts";
import { readTemplate } from "../../src/worksheets/template.ts";
import { rawTemplate, TEMPLATE_IDS } from "./fixtures.ts";

const TEMPLATE = readTemplate({
  id: "t-talk",
  about: "person",
  sections: [
    {
      id: "help",
      title: "Help",
      intro: "Any order works.",
      questions: [
        {
          id: "who",
          type: "choice",
          text: "Who helps?",
          help: "A role is enough.",
          options: [
            { id: "friend", text: "A friend" },
            { id: "later", text: "Kept for years", needs: ["keeping"] },
          ],
        },
        {
          id: "rows",
          type: "repeat",
          text: "Each of them",
          fields: [{ id: "near", type: "scale", text: "How near", labels: ["far", "near"] }],
        },
      ],
    },
  ],
});
const [SECTION] = TEMPLATE.sections;
const [WHO, ROWS] = SECTION?.questions ?? [];

test("a question is read with its help and what can be picked, each by its place", () => {
  expect(WHO && questionStrings(TEMPLATE, WHO)).toEqual([
    { place: "t-talk/help/who#text", text: "Who helps?" },
    { place: "t-talk/help/who#help", text: "A role is enough." },
    { place: "t-talk/help/who/friend#text", text: "A friend" },
  ]);
});

test("rows are read with their fields", () => {
  expect(ROWS && questionStrings(TEMPLATE, ROWS).map(({ place }) => place)).toEqual([
    "t-talk/help/rows#text",
    "t-talk/help/rows/near#text",
    "t-talk/help/rows/near/0#label",
    "t-talk/help/rows/near/1#label",
  ]);
});

test("a part's beginning is its title and its first words", () => {
  expect(SECTION && sectionStrings(TEMPLATE, SECTION).map(({ text }) => text)).toEqual([
    "Help",
    "Any order works.",
  ]);
});

test.each(TEMPLATE_IDS)("every question of %s has something to read", (id) => {
  const template = readTemplate(rawTemplate(id));
  for (const { questions } of template.sections)
    for (const question of questions)
      expect(questionStrings(template, question)[0]?.text).toBe(question.text);
});
