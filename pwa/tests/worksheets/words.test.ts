import { describe, expect, test } from "vitest";
import { dotted } from "../../src/worksheets/mask.tsx";
import { scalePicks } from "../../src/worksheets/picks.tsx";
import { answerLines } from "../../src/worksheets/reading.tsx";
import { isStatement, possibleOptions } from "../../src/worksheets/seams.ts";
import { dayWords } from "../../src/worksheets/writing.tsx";
import { questionOf, SAFETY } from "./fixtures.ts";

describe("reading it together", () => {
  const lines = (id: string, answer: Parameters<typeof answerLines>[1]) =>
    answerLines(questionOf(SAFETY, id), answer);

  test("picks are read in the words on screen, not as IDs", () => {
    expect(lines("contact_why", ["love", "fear"])).toEqual([
      "Love or hope",
      "Fear of what they would do",
    ]);
    expect(lines("gut", "unsure")).toEqual(["Not sure"]);
  });

  test("a step of a scale is read with its word", () => {
    expect(lines("end_goal", 4)).toEqual(["4: Mostly"]);
  });

  test("text that looks like an option's ID stays text", () => {
    expect(lines("later", "unsure")).toEqual(["unsure"]);
  });

  test("a day is written out, and what is no day stays as it is", () => {
    expect(dayWords("2026-12-03")).toBe("December 3, 2026");
    expect(dayWords("soon")).toBe("soon");
  });

  test("a row is read field by field, without what is blank", () => {
    const fields = new Map<string, string | number>([
      ["level", 0],
      ["worry", "the gate"],
      ["if_go", "worse"],
    ]);

    expect(lines("rp_top", [{ key: 1, fields }])).toEqual([
      "The worry in a few words: the gate\nHow worried are you? 0: Not at all\n" +
        "If you go or stop contact, would it get: Worse",
    ]);
  });
});

describe("what this version cannot do is not offered", () => {
  test("keeping is not among the choices, taking a copy is", () => {
    const keep = questionOf(SAFETY, "keep_choice");

    expect(possibleOptions(keep.options).map((option) => option.id)).toEqual(["none", "me"]);
    expect(isStatement(keep)).toBe(false);
    expect(isStatement(questionOf(SAFETY, "erase_now"))).toBe(true);
  });

  test("all other choices are whole", () => {
    const others = SAFETY.sections
      .flatMap((section) => section.questions)
      .filter((question) => !["keep_choice", "erase_now"].includes(question.id));

    expect(others.filter(isStatement)).toEqual([]);
    for (const { options } of others) expect(possibleOptions(options)).toEqual(options);
  });
});

test("a masked text has the shape of the text and nothing else of it", () => {
  expect(dotted("the red truck\nat six")).toBe("••• ••• •••••\n•• •••");
});

test("a scale has six steps, each with its number and its word", () => {
  expect(scalePicks(questionOf(SAFETY, "end_goal").labels)).toHaveLength(6);
  expect(scalePicks(["No", "Barely"])).toEqual([
    { id: "0", text: "0: No" },
    { id: "1", text: "1: Barely" },
  ]);
});
