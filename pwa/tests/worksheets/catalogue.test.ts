/** Which worksheets this version shows, and what the list says of them. */
import { describe, expect, test } from "vitest";
import { joinWords, POCKET_GUIDE, shownEntries } from "../../src/worksheets/catalogue.ts";
import { readEntry } from "../../src/worksheets/template.ts";
import { rawTemplate, TEMPLATE_IDS } from "./fixtures.ts";

describe("the list", () => {
  test("shows every worksheet that can mean what it says: all of them", () => {
    expect(shownEntries().map((entry) => entry.id)).toEqual([
      "a-safety-beyond-leaving",
      "b-children-teens",
      "c-tech-safety",
      "d-economic-housing",
      "e-community-connections",
      "f1-community-voices",
      "f2-community-conditions",
      "g1-healing-prep-survivor",
      "g2-healing-prep-harm",
      "g3-keeper-checklist",
      POCKET_GUIDE,
      "h2-warm-referral",
      "h3-joint-protocol",
      "i-collaborative-reflection",
      "r-release",
    ]);
  });

  test("leaves out none for what it still needs", () => {
    const needy = TEMPLATE_IDS.filter((id) => readEntry(rawTemplate(id)).needs.length > 0);

    expect(needy).toEqual([]);
  });

  test("says of a worksheet what would tell least over a shoulder", () => {
    const listed = shownEntries().map((entry) => `${entry.listTitle} ${entry.listPurpose}`);

    for (const words of listed) expect(words).not.toMatch(/harm|abuse|survivor/);
  });

  test("is in the words given, and in English where one is missing", () => {
    const [safety, children] = shownEntries({ "a-safety-beyond-leaving#title": "Plan" });

    expect(safety?.listTitle).toBe("Plan");
    expect(children?.listTitle).toMatch(/^Children/);
  });
});

test("a part of the list is not a worksheet: the words of each are fetched by themselves", () => {
  expect(Object.keys(shownEntries()[0] ?? {})).not.toContain("sections");
});

describe("a worksheet and its words, each fetched by itself", () => {
  const raw = () => Promise.resolve(rawTemplate(POCKET_GUIDE));
  const lost = () => Promise.reject(new TypeError("Failed to fetch"));

  test("is in the words when they come", async () => {
    const words = Promise.resolve({ [`${POCKET_GUIDE}#title`]: "Guía de bolsillo" });

    expect((await joinWords(raw(), words)).inWords?.title).toBe("Guía de bolsillo");
  });

  test("is in English when they cannot be had", async () => {
    const { english, inWords } = await joinWords(raw(), lost());

    expect(english.title).toMatch(/^When someone tells you/);
    expect(inWords).toBeUndefined();
  });

  test("is not there without itself, whatever words there are", async () => {
    await expect(joinWords(lost(), Promise.resolve({}))).rejects.toThrow();
  });
});
