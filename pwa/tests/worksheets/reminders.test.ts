import { expect, it } from "vitest";
import { reviewDays } from "../../src/worksheets/reminders.tsx";
import { EMPTY_SHEET, withAnswer } from "../../src/worksheets/sheet.ts";
import { readTemplate } from "../../src/worksheets/template.ts";

const TODAY = "2026-11-20";
const QUESTIONS = [
  { id: "talk_again", type: "choice", text: "Again?", options: [{ id: "no", text: "No" }] },
  { id: "next", type: "date", text: "When?", flags: ["review"], show_if: "talk_again != 'no'" },
  { id: "other", type: "date", text: "And?", flags: ["review"] },
  { id: "erase_on", type: "date", text: "Erase when?" },
];
const TEMPLATE = readTemplate({
  id: "check-in",
  about: "person",
  title: "Check-in",
  sections: [{ id: "end", title: "The end", questions: QUESTIONS }],
});

const filled = (answers: Readonly<Record<string, string>>) =>
  Object.entries(answers).reduce(
    (sheet, [id, answer]) => withAnswer(TEMPLATE, sheet, id, answer),
    EMPTY_SHEET,
  );
const days = (answers: Readonly<Record<string, string>>) =>
  reviewDays(TEMPLATE, filled(answers), TODAY);

it("asks of days that come round, each once, and of no other date", () => {
  expect(days({ next: "2026-12-04", other: "2026-12-01", erase_on: "2026-12-24" })).toEqual([
    "2026-12-01",
    "2026-12-04",
  ]);
  expect(days({ next: "2026-12-04", other: "2026-12-04" })).toEqual(["2026-12-04"]);
});

it("asks nothing of a day that is here or over, or is none", () => {
  expect(days({ next: TODAY, other: "2026-11-19" })).toEqual([]);
  expect(days({ next: "20261-12-04", other: "2026-02-30" })).toEqual([]);
});

it("asks nothing of a question that is out of sight", () => {
  expect(days({ next: "2026-12-04", talk_again: "no" })).toEqual([]);
});
