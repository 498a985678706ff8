/** Totals as they are read, shown and taken along; and the document of a survey. */
import { describe, expect, test } from "vitest";
import type { ShownDocument } from "../../src/data/document.ts";
import {
  closedBody,
  missingIn,
  newSurveyBody,
  stageOf,
  surveyOfDocument,
} from "../../src/surveys/survey-document.ts";
import { readTotals, shownTotals, totalsAsCsv, totalsAsText } from "../../src/surveys/totals.ts";
import { readTemplate } from "../../src/worksheets/template.ts";
import { rawTemplate } from "../worksheets/fixtures.ts";

const VOICES = readTemplate(rawTemplate("f1-community-voices"));
const TOTALS = readTotals({
  template: "f1-community-voices",
  smallest: 10,
  numbers: {
    answered: 40,
    questions: {
      e_enough: {
        several: false,
        cells: { sa: 12, a: 15, d: null, sd: null, unsure: null },
        no_answer: null,
      },
      k_who: { several: true, cells: { fam: 20, none: null } },
    },
  },
  texts: { idea: ["=HYPERLINK(1)", 'A "warm" line'] },
});
const WORDS = { unsure: "Not sure", noAnswer: "No answer" };

describe("totals", () => {
  test("are shown in the worksheet's order and words, with what is hidden left out", () => {
    const shown = shownTotals(VOICES, TOTALS, WORDS);

    expect(shown.map(({ question }) => question.id)).toEqual(["e_enough", "k_who", "idea"]);
    expect(shown[0]?.rows).toEqual([
      { option: "Agree a lot", count: 12 },
      { option: "Agree a little", count: 15 },
      { option: "Disagree a little", count: undefined },
      { option: "Disagree a lot", count: undefined },
      { option: "Not sure", count: undefined },
      { option: "No answer", count: undefined },
    ]);
    expect(shown[1]?.rows.map(({ option }) => option)).toEqual(["Family", "No one"]);
  });

  test("go into a spreadsheet without ever being a formula", () => {
    const csv = totalsAsCsv(shownTotals(VOICES, TOTALS, WORDS), {
      head: ["Question", "Answer", "People"],
      hidden: "hidden",
    });

    expect(csv).toContain('"Agree a lot","12"\r\n');
    expect(csv).toContain('"Disagree a lot","hidden"\r\n');
    expect(csv).toContain(`"'=HYPERLINK(1)",""`);
    expect(csv).toContain('"A ""warm"" line",""');
  });

  test("go into plain text", () => {
    const text = totalsAsText(shownTotals(VOICES, TOTALS, WORDS), {
      title: "Community voices",
      hidden: "hidden",
    });

    expect(text).toMatch(/^Community voices\n\nMost families/);
    expect(text).toContain("  Agree a lot: 12\n");
  });

  test("of too few people are nothing at all", () => {
    expect(readTotals({ template: "f1-community-voices", smallest: 10 }).answered).toBeUndefined();
  });
});

describe("the document of a survey", () => {
  const NEW = {
    template: "f1-community-voices",
    area: " Cedar County ",
    opensOn: "2026-11-20",
    closesOn: "2026-12-01",
    smallest: 10,
  };
  const shown = (body: ShownDocument["body"]): ShownDocument => ({
    id: "survey:6f1c2d3e-0009-4a5b-8c6d-000000000009",
    database: "commons-demo",
    rev: "1-a",
    body,
    waiting: false,
    conflicts: [],
  });
  const survey = surveyOfDocument(shown(newSurveyBody(NEW, "dana")));

  test("names its days, its area and the fewest people behind a number", () => {
    expect(survey).toMatchObject({
      uuid: "6f1c2d3e-0009-4a5b-8c6d-000000000009",
      area: "Cedar County",
      smallest: 10,
    });
  });

  test("takes answers from its first day to its last", () => {
    const days = ["2026-11-19", "2026-11-20", "2026-12-01", "2026-12-02"];

    expect(days.map((day) => stageOf(survey, day))).toEqual(["not_yet", "open", "open", "closed"]);
  });

  test("closes today, and never before it opens", () => {
    expect(closedBody(survey, "2026-11-25")).toMatchObject({
      state: "closed",
      closes_on: "2026-11-25",
    });
    expect(closedBody(survey, "2026-11-10")).toMatchObject({ closes_on: "2026-11-20" });
  });

  test("is not started without an area, with days turned round, or with too small a number", () => {
    expect(missingIn(NEW, 10)).toEqual([]);
    expect(missingIn({ ...NEW, area: " ", closesOn: "2026-11-01", smallest: 9 }, 10)).toEqual([
      "area",
      "days",
      "smallest",
    ]);
  });
});
