import { afterEach, describe, expect, test, vi } from "vitest";
import { loadTongue, sayIn, setLanguage, t, tn } from "../../src/locale.ts";
import { otherLanguages, secondLanguage, showSecond } from "../../src/worksheets/second.ts";
import { sessions } from "../../src/worksheets/session.ts";

afterEach(async () => {
  vi.unstubAllGlobals();
  showSecond(undefined);
  await setLanguage("en");
});

test("the languages to choose from are those that are not on screen", async () => {
  expect(otherLanguages()).toContain("es");
  expect(otherLanguages()).not.toContain("en");

  await setLanguage("es");

  expect(otherLanguages()).toContain("en");
});

test("changing the screen to the second language makes the two change places", async () => {
  showSecond("es");

  await setLanguage("es");

  expect(secondLanguage()).toBe("en");
});

test("the next talk does not begin in this one's languages", () => {
  for (const name of ["addEventListener", "removeEventListener"]) vi.stubGlobal(name, () => {});
  vi.stubGlobal("document", new EventTarget());
  sessions.begin("a-safety-beyond-leaving", "member-1");
  showSecond("es");
  sessions.go({ at: "parts" });
  expect(secondLanguage()).toBe("es");

  sessions.end("done");

  expect(secondLanguage()).toBeUndefined();
});

describe("saying something in another language", () => {
  const spanish = { language: "es", catalogue: { "Not sure": "No sé", day: ["día", "días"] } };

  test("is for as long as it is said", () => {
    expect(sayIn(spanish, () => t("Not sure"))).toBe("No sé");
    expect(sayIn(spanish, () => tn("day", "days", 2))).toBe("días");
    expect(t("Not sure")).toBe("Not sure");
  });

  test("ends also when it fails", () => {
    expect(() =>
      sayIn(spanish, () => {
        throw new Error("no words");
      }),
    ).toThrow("no words");
    expect(t("Not sure")).toBe("Not sure");
  });

  test("English needs no words", async () => {
    await setLanguage("es");

    expect(sayIn(await loadTongue("en"), () => t("Not sure"))).toBe("Not sure");
  });
});
