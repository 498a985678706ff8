import { describe, expect, test } from "vitest";
import type { ShownDocument } from "../../../src/data/document.ts";
import { cell } from "../../../src/worksheets/group/cell.ts";
import { compare } from "../../../src/worksheets/group/compare.ts";
import { noRows, sheetOf, writesOf } from "../../../src/worksheets/group/fill-in.ts";
import { choicesOf, fill, shownParts } from "../../../src/worksheets/group/filled.ts";
import { agreedWords } from "../../../src/worksheets/group/glossary.ts";
import { reviewDays } from "../../../src/worksheets/group/review-days.ts";
import { countNew, earlierRuns, lookedAt, readRuns } from "../../../src/worksheets/group/run.ts";
import { filledLines, spreadWords } from "../../../src/worksheets/group/words.ts";
import { EMPTY_SHEET } from "../../../src/worksheets/sheet.ts";
import { readTemplate } from "../../../src/worksheets/template.ts";
import { questionOf, rawTemplate } from "../fixtures.ts";

const PROTOCOL = readTemplate(rawTemplate("h3-joint-protocol"));
const CONDITIONS = readTemplate(rawTemplate("f2-community-conditions"));
const REFLECTION = readTemplate(rawTemplate("i-collaborative-reflection"));
const TIES = readTemplate(rawTemplate("e-community-connections"));
const ROW = "01900000-0000-7000-8000-000000000001";

const answer = (value: string | number | string[], by: string, dot = 1, seen = {}) => [
  { value, by, dot, seen },
];

const shown = (id: string, body: ShownDocument["body"], more = {}): ShownDocument => ({
  database: "commons-demo",
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
  ...more,
});

const worksheet = (id: string, body = {}, more = {}) =>
  shown(
    `group_worksheet:${id}`,
    { template: PROTOCOL.id, started_on: "2026-11-03", started_by: "ana", state: "open", ...body },
    more,
  );

const sheet = (worksheetId: string, member: string, answers: object, more = {}) =>
  shown(
    `group_sheet:${worksheetId}-${member}`,
    JSON.parse(JSON.stringify({ worksheet: worksheetId, member, answers })),
    more,
  );

const runOf = (...sheets: readonly ReturnType<typeof sheet>[]) => {
  const [run] = readRuns([worksheet("one")], sheets);
  if (!run) throw new Error("no run");
  return run;
};

describe("runs", () => {
  test("are shown the newest first, with who filled them in and whether they wait", () => {
    const runs = readRuns(
      [
        worksheet("one"),
        worksheet("two", {
          started_on: "2026-11-20",
          state: "finished",
          finished_on: "2026-11-21",
        }),
      ],
      [
        sheet("one", "ben", { aim: answer("Rest", "b") }),
        sheet("one", "ana", { aim: answer("Care", "a") }, { waiting: true }),
      ],
    );

    expect(
      runs.map(({ id, members, isWaiting, finishedOn }) => [id, members, isWaiting, finishedOn]),
    ).toEqual([
      ["two", [], false, "2026-11-21"],
      ["one", ["ana", "ben"], true, undefined],
    ]);
    expect(runs[0] && earlierRuns(runs[0], runs).map(({ id }) => id)).toEqual(["one"]);
  });

  test("hold both versions of a sheet that came from two phones", () => {
    const beside = { worksheet: "one", member: "ana", answers: { aim: answer("Care", "a2") } };
    const run = runOf(sheet("one", "ana", { aim: answer("Rest", "a1") }, { conflicts: [beside] }));

    expect(fill(PROTOCOL, run.register).byQuestion.get("aim")?.given).toHaveLength(2);
  });

  test("tell how many answers of others are new", () => {
    const before = runOf(sheet("one", "ben", { aim: answer("Rest", "b") }));
    const after = runOf(
      sheet("one", "ben", { aim: answer("Rest", "b"), train: answer("6", "b", 2) }),
      sheet("one", "ana", { event: answer("hosp", "a") }),
    );

    expect(countNew(after, lookedAt(before), "ana")).toBe(1);
    expect(countNew(after, lookedAt(after), "ana")).toBe(0);
  });
});

describe("a filled run", () => {
  test("shows no answer where there are two, and asks for a choice", () => {
    const run = runOf(
      sheet("one", "ana", { aim: answer("Rest", "a"), train: answer("6", "a", 2) }),
      sheet("one", "ben", { aim: answer("Care", "b") }),
    );
    const filled = fill(PROTOCOL, run.register);
    const onScreen = sheetOf(filled, EMPTY_SHEET, "ana", noRows());

    expect([...onScreen.answers]).toEqual([["train", "6"]]);
    expect(choicesOf(questionOf(PROTOCOL, "aim"), filled.byQuestion.get("aim"))).toBe(1);
  });

  test("shows everybody their own rating, and the spread as no choice", () => {
    const run = runOf(
      sheet("one", "ana", { norm_rate: answer(4, "a") }),
      sheet("one", "ben", { norm_rate: answer(2, "b") }),
      sheet("one", "cy", { norm_rate: answer(4, "c") }),
    );
    const filled = fill(CONDITIONS, run.register);
    const rate = questionOf(CONDITIONS, "norm_rate");
    const given = filled.byQuestion.get("norm_rate")?.given ?? [];

    expect(sheetOf(filled, EMPTY_SHEET, "ben", noRows()).answers.get("norm_rate")).toBe(2);
    expect(choicesOf(rate, filled.byQuestion.get("norm_rate"))).toBe(0);
    expect(spreadWords(rate, given)).toBe("3 people: 2 (Some), 4 (A lot), 4 (A lot)");
  });

  test("shows an answer that only another person's rule opens", () => {
    const run = runOf(sheet("one", "ana", { pay_do: answer("Raise it", "a") }));
    const ids = shownParts(fill(REFLECTION, run.register)).flatMap(({ questions }) =>
      questions.map(({ id }) => id),
    );

    expect(ids).toContain("pay_do");
    expect(ids).not.toContain("net_do");
  });

  test("shows what either of two answers opens", () => {
    const run = runOf(
      sheet("one", "ana", { kids_lvl: answer("solid", "a") }),
      sheet("one", "ben", { kids_lvl: answer("some", "b") }),
    );
    const ids = shownParts(fill(TIES, run.register)).flatMap(({ questions }) =>
      questions.map(({ id }) => id),
    );

    expect(ids).toContain("kids_next");
  });

  test("leaves out what is no answer to its question", () => {
    const run = runOf(
      sheet("one", "ana", {
        aim: answer(["a list"], "a"),
        train: [{ value: { deep: 1 }, by: "a", dot: 2, seen: {} }],
      }),
    );
    const { byQuestion } = fill(PROTOCOL, run.register);

    expect(byQuestion.get("aim")?.given).toEqual([]);
    expect(byQuestion.get("train")?.given).toEqual([]);
  });

  test("tells the days to look at it again, both where two are given", () => {
    const raw = JSON.parse(JSON.stringify(rawTemplate("h3-joint-protocol")));
    const review = raw.sections[2].questions.find((one: { id: string }) => one.id === "review");
    review.flags = ["review"];
    const run = runOf(
      sheet("one", "ana", { review: answer("2027-05-20", "a") }),
      sheet("one", "ben", { review: answer("2027-02-01", "b") }),
    );

    expect(reviewDays(fill(readTemplate(raw), run.register))).toEqual(["2027-02-01", "2027-05-20"]);
  });
});

describe("a change on screen", () => {
  const steps = questionOf(PROTOCOL, "steps");
  const row = (key: number, ...fields: [string, string][]) => ({ key, fields: new Map(fields) });

  test("is written down as the place that changed, and no other", () => {
    const question = questionOf(PROTOCOL, "aim");

    expect(writesOf(question, "Rest", "Care", noRows(), 0)).toEqual([
      { place: "aim", value: "Care", isOwn: false },
    ]);
    expect(writesOf(question, "Rest", "Rest", noRows(), 0)).toEqual([]);
    expect(writesOf(question, "Rest", undefined, noRows(), 0)[0]?.value).toBeNull();
  });

  test("is no longer than the server takes: it would refuse the whole sheet", () => {
    const [write] = writesOf(questionOf(PROTOCOL, "aim"), "", "x".repeat(10_001), noRows(), 0);

    expect(write?.value).toHaveLength(10_000);
  });

  test("of a row is written down by the row's ID, which it keeps", () => {
    const rows = noRows();
    const [first] = writesOf(steps, [], [row(1, ["n", "Call"])], rows, 1);
    const [second] = writesOf(steps, [row(1, ["n", "Call"])], [row(1, ["n", "Ask"])], rows, 2);

    expect(first?.place).toMatch(/^steps\/[0-9a-f-]{36}\/n$/);
    expect(second).toEqual({ place: first?.place, value: "Ask" });
  });

  test("that takes a row away is written down at the row", () => {
    const rows = noRows();
    rows.keys.set(ROW, 1);
    rows.ids.set(1, ROW);

    expect(writesOf(steps, [row(1, ["n", "Call"])], [], rows, 1)).toEqual([
      { place: `steps/${ROW}`, value: true },
    ]);
  });

  test("keeps a row on screen that has nothing in it yet", () => {
    const rows = noRows();
    writesOf(steps, [], [row(1)], rows, 1);
    const filled = fill(PROTOCOL, new Map());

    expect(sheetOf(filled, EMPTY_SHEET, "ana", rows).answers.get("steps")).toHaveLength(1);
  });
});

test("then and now stand side by side, in words", () => {
  const then = fill(
    CONDITIONS,
    runOf(sheet("one", "ana", { norm_power: answer("little", "a"), norm_rate: answer(1, "a", 2) }))
      .register,
  );
  const now = fill(
    CONDITIONS,
    runOf(sheet("one", "ana", { norm_power: answer("lot", "a"), norm_rate: answer(1, "a", 2) }))
      .register,
  );
  const [part] = compare(then, now);

  expect(
    part?.questions.map(({ question, before, now, isSame }) => [question.id, before, now, isSame]),
  ).toEqual([
    ["norm_power", ["A little"], ["A lot"], false],
    ["norm_rate", ["1 person: 1 (A little)"], ["1 person: 1 (A little)"], true],
  ]);
});

test("the words that were agreed on come from every run, each once", () => {
  const terms = (word: string, mean: string, row = ROW) => ({
    [`terms/${row}/word`]: answer(word, "a"),
    [`terms/${row}/mean`]: answer(mean, "a", 2),
  });
  const runs = [
    fill(CONDITIONS, runOf(sheet("one", "ana", terms("Safety", "Each says what it is"))).register),
    fill(CONDITIONS, runOf(sheet("one", "ana", terms("safety", "Each says what it is"))).register),
    fill(CONDITIONS, runOf(sheet("one", "ana", terms("Healing", "In one's own time"))).register),
  ];

  expect(agreedWords(runs).map(({ word }) => word)).toEqual(["Healing", "safety"]);
});

test("a row is told with its fields, and what is not chosen yet is said so", () => {
  const place = `steps/${ROW}/n`;
  const run = runOf(
    sheet("one", "ana", {
      [place]: answer("Call", "a"),
      [`steps/${ROW}/time`]: answer("day", "a", 2),
    }),
    sheet("one", "ben", { [place]: answer("Write", "b") }),
  );
  const question = questionOf(PROTOCOL, "steps");

  expect(filledLines(question, fill(PROTOCOL, run.register).byQuestion.get("steps"))).toEqual([
    "Step: Call (not chosen yet) / Write (not chosen yet)\nHow soon? Same day",
  ]);
});

test.each([
  ["=1+1", `"'=1+1"`],
  ["+1", `"'+1"`],
  ["-1", `"'-1"`],
  ["@sum", `"'@sum"`],
  ["\tx", `"'\tx"`],
  ["\rx", `"'\rx"`],
  ["a=1", `"a=1"`],
  ['say "no"', `"say ""no"""`],
])("the cell %j is no formula and one cell", (text, expected) => {
  expect(cell(text)).toBe(expected);
});
