/** A form to be signed: what it must hold, what the app fills in, and when it is over. */
import { describe, expect, test } from "vitest";
import { copyOf } from "../../src/worksheets/copy.ts";
import { copyText } from "../../src/worksheets/copy-text.ts";
import { dayOf, daysAfter, daysBetween, isDay } from "../../src/worksheets/days.ts";
import {
  blankSheet,
  isTakenBack,
  judgeEndDay,
  leftEmpty,
  missingOf,
} from "../../src/worksheets/required.ts";
import { EMPTY_SHEET, isUntouched, type Sheet, withAnswer } from "../../src/worksheets/sheet.ts";
import { readTemplate } from "../../src/worksheets/template.ts";
import { rawTemplate, SAFETY } from "./fixtures.ts";

const RELEASE = readTemplate(rawTemplate("r-release"));
const TODAY = "2026-11-20";
const BLANK = blankSheet(RELEASE, TODAY);
const NONE: ReadonlySet<string> = new Set();
const RISKS = ["could", "pass", "record", "court", "no", "back"];

const signable = (answers: Readonly<Record<string, string | readonly string[]>> = {}): Sheet =>
  Object.entries({ risk: RISKS, ...answers }).reduce<Sheet>(
    (sheet, [id, answer]) => withAnswer(RELEASE, sheet, id, answer),
    BLANK,
  );
const missing = (sheet: Sheet) =>
  missingOf(RELEASE, sheet, TODAY).map(({ question, options }) => [
    question.id,
    ...options.map(({ id }) => id),
  ]);
const printed = (sheet: Sheet) => copyText(copyOf(RELEASE, sheet, NONE, { today: TODAY }));

describe("days", () => {
  test("are those of the phone's own calendar", () => {
    expect(dayOf(new Date(2026, 10, 20, 23, 59))).toBe("2026-11-20");
    expect(dayOf(new Date(2026, 0, 1, 0, 0))).toBe("2026-01-01");
  });

  test("are counted over a change of clocks, a leap day and a year", () => {
    expect(daysAfter("2026-10-25", 14)).toBe("2026-11-08");
    expect(daysAfter("2028-02-20", 14)).toBe("2028-03-05");
    expect(daysAfter("2026-12-25", 14)).toBe("2027-01-08");
    expect(daysBetween("2026-03-01", "2026-04-01")).toBe(31);
  });

  test.each([
    "2026-02-31",
    "2026-13-01",
    "0001-01-01",
    "20261-01-01",
    "1.1.2026",
    "",
    "2027-02-29",
  ])("%s is none that a person could mean", (text) => expect(isDay(text)).toBe(false));

  test.each(["1931-05-06", "2028-02-29", "2026-12-31"])("%s is one", (text) =>
    expect(isDay(text)).toBe(true),
  );
});

describe("an end day", () => {
  test("is filled in with two weeks from today, and nothing else is", () => {
    expect([...BLANK.answers]).toEqual([["ends", "2026-12-04"]]);
    expect(blankSheet(SAFETY, TODAY)).toBe(EMPTY_SHEET);
  });

  test("that the app filled in is nothing that could be lost", () => {
    expect(isUntouched(BLANK, BLANK)).toBe(true);
    expect(isUntouched(withAnswer(RELEASE, BLANK, "ends", "2026-12-01"), BLANK)).toBe(false);
    expect(isUntouched(withAnswer(RELEASE, BLANK, "purpose", "a bed"), BLANK)).toBe(false);
  });

  test.each([
    ["2026-11-19", "over"],
    ["2026-11-20", "good"],
    ["2026-12-21", "good"],
    ["2026-12-22", "long"],
    ["2027-11-20", "long"],
    ["0026-12-01", "no-day"],
    ["", "no-day"],
  ])("on %s is %s", (day, judged) => expect(judgeEndDay(day, TODAY)).toBe(judged));
});

describe("what is missing before it is printed", () => {
  test("is each thing that was not talked about, and no signature: that comes on paper", () => {
    expect(missing(BLANK)).toEqual([["risk", ...RISKS]]);
    expect(missing(signable({ risk: ["could", "court"] }))).toEqual([
      ["risk", "pass", "record", "no", "back"],
    ]);
    expect(missing(signable())).toEqual([]);
  });

  test("is an end day that is gone or over", () => {
    expect(missing(signable({ ends: "" }))).toEqual([["ends"]]);
    expect(missing(signable({ ends: "2026-11-19" }))).toEqual([["ends"]]);
  });

  test("is nothing of what may be left empty, which is told apart", () => {
    const empty = leftEmpty(RELEASE, signable({ agency: "alder", items: ["name"] }));

    expect(empty.map(({ id }) => id)).toEqual([
      "other",
      "person",
      "purpose",
      "not",
      "how",
      "minor",
      "copy",
    ]);
  });
});

describe("the form on paper", () => {
  test("has the lines to sign below what is agreed to, and below them what comes after", () => {
    const text = printed(signable({ purpose: "a bed" }));
    const places = ["a bed", "December 4, 2026", "Signature:", "Taken back on this day", "Date: _"];

    expect(places.map((words) => text.indexOf(words))).toEqual(
      [...places.map((words) => text.indexOf(words))].sort((a, b) => a - b),
    );
    expect(places.filter((words) => !text.includes(words))).toEqual([]);
  });

  test("asks nobody on paper whether it is signed, nor offers to choose after signing", () => {
    const text = printed(signable());

    expect(text).not.toMatch(/Is it signed|Keep it until|Not sure/);
    expect(text).toContain("What may be shared?\n- Nothing chosen\n");
  });

  test("has six empty lines for what was shared", () => {
    expect(printed(signable()).match(/Which items \(labels only\): _+/g)).toHaveLength(6);
  });

  test("says all of who must sign for a person under 18", () => {
    expect(printed(signable({ minor: "yes" }))).toMatch(
      /A person under 18 must sign.*\nA person who harmed the child/,
    );
    expect(printed(signable({ minor: "no" }))).not.toContain("must sign");
  });
});

test("a form that is taken back prints that it has ended, and nothing of what was agreed to", () => {
  const sheet = signable({ purpose: "a bed", revoke: "yes" });

  expect([isTakenBack(RELEASE, sheet), isTakenBack(RELEASE, signable())]).toEqual([true, false]);
  expect(printed(sheet)).toContain("This was taken back on November 20, 2026.");
  expect(printed(sheet)).not.toMatch(/a bed|Signature|What may be shared/);
});
