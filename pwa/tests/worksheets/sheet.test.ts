import { describe, expect, test } from "vitest";
import {
  EMPTY_SHEET,
  isUntouched,
  moreRows,
  picksOf,
  type Row,
  rowsOf,
  type Sheet,
  shownSections,
  stopWords,
  withAnswer,
  withField,
  withPick,
  withSkip,
  withTalked,
} from "../../src/worksheets/sheet.ts";
import { filled, questionOf, SAFETY } from "./fixtures.ts";

const PRIORITY = questionOf(SAFETY, "priority");
const sectionIds = (sheet: Sheet) => shownSections(SAFETY, sheet).map((section) => section.id);
const questionIds = (sheet: Sheet, sectionId: string) =>
  shownSections(SAFETY, sheet)
    .find((section) => section.id === sectionId)
    ?.questions.map((question) => question.id);

function picked(...optionIds: readonly string[]): Sheet {
  let sheet = EMPTY_SHEET;
  for (const id of optionIds) {
    const next = withPick(SAFETY, sheet, PRIORITY, id);
    if (next !== "full") sheet = next;
  }
  return sheet;
}

describe("what is shown", () => {
  test("ideas for staying and for going wait for what the survivor wants", () => {
    expect(sectionIds(EMPTY_SHEET)).not.toContain("stay");
    expect(sectionIds(EMPTY_SHEET)).not.toContain("go");
    expect(sectionIds(filled({ want_next: "less" }))).toEqual(
      expect.arrayContaining(["stay", "go"]),
    );
    expect(sectionIds(filled({ want_next: "stay" }))).not.toContain("go");
  });

  test("not being sure opens ideas for going too", () => {
    expect(sectionIds(filled({ want_next: "unsure" }))).toContain("go");
  });

  test("plan for tonight appears when danger is close", () => {
    expect(questionIds(filled({ gut: "now" }), "risk_partner")).toContain("gut_now");
    expect(questionIds(filled({ gut: "low" }), "risk_partner")).not.toContain("gut_now");
  });
});

describe("what goes out of sight is dropped from memory", () => {
  test("a question's answer, with the answer that called for it", () => {
    const sheet = filled({ c_want: "yes", c_past: "He said sorry", c_who: ["elder"] });

    const changed = filled({ c_want: "no" }, sheet);
    const again = filled({ c_want: "yes" }, changed);

    expect([...changed.answers.keys()]).toEqual(["c_want"]);
    expect(again.answers.has("c_past")).toBe(false);
  });

  test("a whole part's answers, ticks and skips", () => {
    let sheet = filled({ want_next: "leave_soon", g_after: "He may follow", later: "the truck" });
    sheet = withSkip(SAFETY, sheet, "g_ideas");

    const changed = filled({ want_next: "stay" }, sheet);

    expect([...changed.answers.keys()].sort()).toEqual(["later", "want_next"]);
    expect(changed.skipped.size).toBe(0);
  });

  test("passing a question over hides what hung on it", () => {
    const sheet = withSkip(SAFETY, filled({ c_want: "yes", c_real: "Years" }), "c_want");

    expect(sheet.answers.size).toBe(0);
    expect([...sheet.skipped]).toEqual(["c_want"]);
  });
});

describe("answering", () => {
  test("blank text is no answer", () => {
    expect(filled({ later: "the truck" }).answers.get("later")).toBe("the truck");
    expect(isUntouched(filled({ later: "  \n" }))).toBe(true);
  });

  test("zero on a scale is an answer", () => {
    expect(filled({ end_goal: 0 }).answers.get("end_goal")).toBe(0);
  });

  test("an answer takes the skip away", () => {
    const sheet = withAnswer(SAFETY, withSkip(SAFETY, EMPTY_SHEET, "gut"), "gut", "mid");

    expect(sheet.skipped.size).toBe(0);
  });

  test("a tick for a talk is no answer", () => {
    const sheet = withTalked(EMPTY_SHEET, "m_guns", true);

    expect(sheet.answers.size).toBe(0);
    expect(isUntouched(sheet)).toBe(false);
    expect(isUntouched(withTalked(sheet, "m_guns", false))).toBe(true);
  });

  test("a no to a safe time brings the kind words to stop with", () => {
    const question = questionOf(SAFETY, "safe_now");

    expect(stopWords(question, filled({ safe_now: "no" }))).toMatch(/^That is okay/);
    expect(stopWords(question, filled({ safe_now: "some" }))).toBe("");
    expect(stopWords(questionOf(SAFETY, "c_want"), filled({ c_want: "no" }))).toBe("");
  });

  test("the sheet before a change stays as it was", () => {
    const before = filled({ later: "the truck" });
    filled({ later: "the roof" }, before);

    expect(before.answers.get("later")).toBe("the truck");
  });
});

describe("picking several", () => {
  test("a fourth pick of three is refused and changes nothing", () => {
    const sheet = picked("hurt", "kids", "home");

    expect(withPick(SAFETY, sheet, PRIORITY, "money")).toBe("full");
    expect(picksOf(sheet, "priority")).toEqual(["hurt", "kids", "home"]);
  });

  test("a pick can be taken back when all are used", () => {
    expect(picksOf(picked("hurt", "kids", "home", "kids", "money"), "priority")).toEqual([
      "hurt",
      "home",
      "money",
    ]);
  });

  test("the order of tapping is not kept", () => {
    expect(picksOf(picked("people", "hurt"), "priority")).toEqual(["hurt", "people"]);
  });

  test("not sure stands alone", () => {
    expect(picksOf(picked("hurt", "kids", "unsure"), "priority")).toEqual(["unsure"]);
    expect(picksOf(picked("unsure", "kids"), "priority")).toEqual(["kids"]);
    expect(picksOf(picked("hurt", "kids", "home", "unsure"), "priority")).toEqual(["unsure"]);
  });

  test("taking the last pick back leaves no answer", () => {
    expect(isUntouched(picked("hurt", "hurt"))).toBe(true);
  });
});

describe("rows", () => {
  const worries = questionOf(SAFETY, "rp_top");
  const add = (rows: readonly Row[]) => moreRows(worries, rows);

  test("each new row can be told from every other, also after one was removed", () => {
    const three = add(add(add([])));
    const again = add(three.filter((row) => row.key !== 2));

    expect(again.map((row) => row.key)).toEqual([1, 3, 4]);
  });

  test("no more rows than the template allows", () => {
    let rows: readonly Row[] = [];
    for (let n = 0; n < 9; n++) rows = add(rows);

    expect(rows).toHaveLength(5);
  });

  test("a field of one row changes, and can be emptied", () => {
    const rows = withField(withField(add(add([])), 2, "worry", "the gate"), 2, "level", 0);

    expect([...(rows[1]?.fields ?? [])]).toEqual([
      ["worry", "the gate"],
      ["level", 0],
    ]);
    expect(rows[0]?.fields.size).toBe(0);
    expect(withField(rows, 2, "worry", "")[1]?.fields.has("worry")).toBe(false);
  });

  test("removing the last row leaves no answer", () => {
    const sheet = filled({ rp_top: add([]) });

    expect(rowsOf(sheet, "rp_top")).toHaveLength(1);
    expect(isUntouched(filled({ rp_top: [] }, sheet))).toBe(true);
  });
});
