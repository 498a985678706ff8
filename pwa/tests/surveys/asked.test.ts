/** What a survey asks, held to the same vectors as the server. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { countingId } from "../../src/data/uuid.ts";
import { answersOf } from "../../src/surveys/answers.ts";
import { asksForWords, countedIn, surveyOf } from "../../src/surveys/asked.ts";
import { askAbout, builtInSurveys, surveyIn } from "../../src/surveys/public-survey.ts";
import { countables, countedPicks, foundFix, mayHandOn } from "../../src/worksheets/handing-on.ts";
import { type Answer, EMPTY_SHEET, type Sheet, withAnswer } from "../../src/worksheets/sheet.ts";
import { readTemplate, type Template } from "../../src/worksheets/template.ts";
import { rawTemplate, TEMPLATE_IDS } from "../worksheets/fixtures.ts";

interface Vectors {
  readonly surveys: readonly { readonly template: string; readonly counted: readonly string[] }[];
  readonly counts: readonly { readonly template: string; readonly counted: readonly string[] }[];
  readonly counting_ids: readonly {
    readonly collaborative: string;
    readonly template: string;
    readonly id: string;
  }[];
}

const VECTORS: Vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/survey-form.json", import.meta.url), "utf8"),
);

const templateOf = (id: string): Template => readTemplate(rawTemplate(id));
const VOICES = surveyOf(templateOf("f1-community-voices"));
const REFERRAL = templateOf("h2-warm-referral");

const filled = (template: Template, answers: Readonly<Record<string, Answer>>): Sheet =>
  Object.entries(answers).reduce(
    (sheet, [id, answer]) => withAnswer(template, sheet, id, answer),
    EMPTY_SHEET,
  );

test.each(VECTORS.surveys)("a survey of $template asks what the server counts", (vector) => {
  expect(countedIn(surveyOf(templateOf(vector.template)))).toEqual(vector.counted);
});

test.each(VECTORS.counts)("what may be counted of $template is what is flagged", (vector) => {
  const template = templateOf(vector.template);
  const all = Object.fromEntries(
    template.sections
      .flatMap(({ questions }) => questions)
      .filter(({ options }) => options.length > 0)
      .map(({ id, type, options }) => [
        id,
        type === "multi" ? [options[0]?.id ?? ""] : (options[0]?.id ?? ""),
      ]),
  );
  const sheet: Sheet = { ...EMPTY_SHEET, answers: new Map(Object.entries(all)) };

  expect(Object.keys(countedPicks(template, sheet))).toEqual(vector.counted);
});

test.each(VECTORS.counting_ids)(
  "$template of $collaborative is counted at one place",
  async (v) => {
    expect(await countingId(v.collaborative, v.template)).toBe(v.id);
  },
);

describe("a survey", () => {
  test("leaves whom to call to the page, and everything about a person out", () => {
    const ids = VOICES.sections.flatMap(({ questions }) => questions.map(({ id }) => id));

    expect(ids).toContain("ok");
    expect(ids.filter((id) => id.startsWith("helpinfo"))).toEqual([]);
    expect(asksForWords(VOICES)).toBe(true);

    const review = surveyOf(templateOf("i-collaborative-reflection"));
    expect(asksForWords(review)).toBe(false);
    expect(countedIn(review)).not.toContain("role");
    expect(review.sections.every(({ questions }) => questions.length > 0)).toBe(true);
  });

  test("sends what is counted, and not that somebody took part", () => {
    const sheet = filled(VOICES, {
      ok: "yes",
      e_enough: "a",
      first: ["home", "youth"],
      idea: `  ${"x".repeat(2000)}`,
    });

    const answers = answersOf(VOICES, sheet);

    expect(Object.keys(answers).sort()).toEqual(["e_enough", "first", "idea"]);
    expect(answers.idea).toHaveLength(1000);
  });

  test("is on the public page if it comes with the app", () => {
    const surveys = TEMPLATE_IDS.filter((id) => templateOf(id).survey !== undefined);

    expect([...builtInSurveys()].sort()).toEqual(surveys);
  });

  test("is found by its address alone", () => {
    const id = "6f1c2d3e-0009-4a5b-8c6d-000000000009";

    expect(surveyIn(`/survey/${id}`)).toBe(id);
    expect(surveyIn("/survey/nothing")).toBeUndefined();
  });
});

describe("asking the server about a survey", () => {
  const says = (status: number, body: string) => async () => new Response(body, { status });

  test("tells a survey that is not there from a line that is not", async () => {
    expect(await askAbout(says(404, '{"error":"not_found"}'), "x")).toBe("none");
    expect(await askAbout(says(200, "<html>Sign in to this network</html>"), "x")).toBe("offline");
    expect(await askAbout(says(200, '{"stage":"odd"}'), "x")).toBe("offline");
    expect(await askAbout(() => Promise.reject(new TypeError("cut")), "x")).toBe("offline");
  });

  test("brings the program's own line, and a worksheet that a program wrote itself", async () => {
    const written = { template: rawTemplate("f1-community-voices"), words: {} };
    const said = { template: "f1-community-voices", stage: "open", area: "Cedar County", written };
    const line = { number: "555-0134" };

    const asked = await askAbout(says(200, JSON.stringify({ ...said, line_24h: line })), "x");

    expect(asked).toMatchObject({ stage: "open", area: "Cedar County", own: line });
    if (typeof asked === "string") throw new Error(asked);
    expect((await asked.in("es")).id).toBe("f1-community-voices");
  });
});

describe("the end of a worksheet", () => {
  test("offers to count flagged picks, in words", () => {
    const sheet = filled(REFERRAL, { result: "got", again: "unsure", way: "call" });
    const picks = countedPicks(REFERRAL, sheet);

    expect(picks).toEqual({ result: "got", again: "unsure" });
    expect(countables(REFERRAL, picks, "Not sure")).toEqual([
      { question: "What happened?", options: ["Got help"] },
      { question: "Would you want to go there again?", options: ["Not sure"] },
    ]);
    expect(mayHandOn(REFERRAL)).toBe(true);
    expect(mayHandOn(VOICES)).toBe(false);
  });

  test("never takes words, days or what is dangerous along, whatever a template asks for", () => {
    const say = { sensitivity: 1, flags: ["aggregate"] };
    const options = [{ id: "yes", text: "Yes" }];
    const careless = readTemplate({
      ...(rawTemplate("h2-warm-referral") as object),
      sections: [
        {
          id: "end",
          title: "The end",
          questions: [
            { id: "words", type: "longtext", text: "What happened?", ...say },
            { id: "day", type: "date", text: "When?", ...say },
            { id: "where", type: "directory", text: "Where?", ...say },
            { id: "risk", type: "choice", text: "Danger?", options, ...say, sensitivity: 3 },
            {
              id: "never",
              type: "choice",
              text: "Never?",
              options,
              ...say,
              flags: ["aggregate", "nosave"],
            },
            { id: "fine", type: "choice", text: "Fine?", options, ...say },
          ],
        },
      ],
    });
    const all = { words: "He said", day: "2026-12-01", where: "service:x", risk: "yes" };
    const sheet = filled(careless, { ...all, never: "yes", fine: "yes" });

    expect(countedPicks(careless, sheet)).toEqual({ fine: "yes" });
  });

  test("offers to report a service that was picked and found wrong, and nothing else", () => {
    const svc = "service:6f1c2d3e-0001-4a5b-8c6d-000000000001";

    expect(foundFix(REFERRAL, filled(REFERRAL, { svc, fix: "phone" }))).toEqual({
      serviceId: svc,
      option: "phone",
      words: "Wrong phone",
    });
    expect(foundFix(REFERRAL, filled(REFERRAL, { svc, fix: "yes" }))).toBeUndefined();
    expect(foundFix(REFERRAL, filled(REFERRAL, { svc, fix: "unsure" }))).toBeUndefined();
    expect(foundFix(REFERRAL, filled(REFERRAL, { fix: "phone" }))).toBeUndefined();
  });
});
