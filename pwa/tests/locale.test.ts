import { afterEach, expect, test } from "vitest";
import {
  currentLanguage,
  onLanguage,
  preferredLanguage,
  setLanguage,
  t,
  tn,
} from "../src/locale.ts";
import { agoInWords } from "../src/when.ts";

afterEach(() => setLanguage("en"));

test("English is its own message, with its values filled in", () => {
  expect(t("Checked {when}", { when: "today" })).toBe("Checked today");
  expect(t("Show more ({rest} left)", { rest: 4970 })).toBe("Show more (4,970 left)");
});

test("a value that holds braces is not filled in again", () => {
  expect(t("Answer: {answer}", { answer: "{answer}" })).toBe("Answer: {answer}");
});

test("one and many are told apart by the language's own rule", () => {
  expect(tn("{n} service", "{n} services", 1)).toBe("1 service");
  expect(tn("{n} service", "{n} services", 0)).toBe("0 services");
});

test("the language changes at once for every listener", async () => {
  let heard = 0;
  const stop = onLanguage(() => {
    heard += 1;
  });

  await setLanguage("es");
  stop();

  expect(heard).toBe(1);
  expect(currentLanguage()).toBe("es");
  expect(t("A text that nobody translated")).toBe("A text that nobody translated");
});

test("the browser's first language that Cairn speaks is taken", () => {
  expect(preferredLanguage(["nv", "es-MX", "en-US"])).toBe("es");
  expect(preferredLanguage(["nv"])).toBe("en");
});

test.each([
  [30_000, "now"],
  [2 * 3_600_000, "2 hours ago"],
  [24 * 3_600_000, "yesterday"],
  [22 * 24 * 3_600_000, "3 weeks ago"],
])("%d milliseconds are %s", (past, words) => {
  expect(agoInWords(1_795_000_000_000 - past, 1_795_000_000_000)).toBe(words);
});
