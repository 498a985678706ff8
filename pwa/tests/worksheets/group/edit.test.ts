import { expect, test } from "vitest";
import { entryOf, type Write } from "../../../src/worksheets/group/edit.ts";
import { merge, REMOVED } from "../../../src/worksheets/group/merge.ts";
import {
  EMPTY_REGISTER,
  join,
  type Register,
  registerOf,
} from "../../../src/worksheets/group/register.ts";
import { joinedAnswers, newTimedId } from "../../../src/worksheets/group/sheet-document.ts";

const ROW = "steps/01900000-0000-7000-8000-000000000001";

const says = (member: string, shown: Register, write: Write, dot = 1): Register =>
  registerOf({
    member,
    answers: { [write.place]: [entryOf(shown, write, { member, by: `${member}-1`, dot })] },
  });

const answersAt = (register: Register, place: string) =>
  merge(register)
    .answers.get(place)
    ?.map(({ value }) => value);

test("an answer given on top of what was shown takes its place", () => {
  const first = says("ana", EMPTY_REGISTER, { place: "aim", value: "Rest" });
  const second = says("ben", first, { place: "aim", value: "Care" });

  expect(answersAt(join(first, second), "aim")).toEqual(["Care"]);
});

test("an answer that came while another was typed stays beside it", () => {
  const shown = EMPTY_REGISTER; // as it was when ben began to type
  const came = says("ana", EMPTY_REGISTER, { place: "aim", value: "Rest" });
  const typed = says("ben", shown, { place: "aim", value: "Care" });

  expect(answersAt(join(came, typed), "aim")).toEqual(["Care", "Rest"]);
});

test("everybody's own answer follows nobody else's", () => {
  const anas = says("ana", EMPTY_REGISTER, { place: "norm_rate", value: 2, isOwn: true });
  const bens = says("ben", anas, { place: "norm_rate", value: 4, isOwn: true });
  const again = says("ana", join(anas, bens), { place: "norm_rate", value: 5, isOwn: true }, 2);

  expect(answersAt(join(anas, bens, again), "norm_rate")).toEqual([4, 5]);
});

test("a row taken away by somebody who saw all of it is gone, and kept again it is whole", () => {
  const filled = says("ana", EMPTY_REGISTER, { place: `${ROW}/n`, value: "Call" });
  const removed = join(filled, says("ben", filled, { place: ROW, value: REMOVED }));
  const kept = join(removed, says("cy", removed, { place: ROW, value: null }));

  expect(merge(removed).rows.size).toBe(0);
  expect(answersAt(removed, `${ROW}/n`)).toBeUndefined();
  expect(answersAt(kept, `${ROW}/n`)).toEqual(["Call"]);
  expect(merge(kept).rows.get("steps")?.[0]?.isAsked).toBe(false);
});

test("a sheet saved on top of two versions holds both answers, and its own", () => {
  const phone = (by: string, value: string) => ({ aim: [{ value, by, dot: 1, seen: {} }] });
  const fresh = new Map([["train", [{ value: "6", by: "a3", dot: 1, seen: {} }]]]);

  const saved = joinedAnswers("ana", [phone("a1", "Rest"), phone("a2", "Care")], fresh);

  expect(saved.aim?.map(({ value }) => value)).toEqual(["Rest", "Care"]); // by sitting
  expect(saved.train?.map(({ value }) => value)).toEqual(["6"]);
});

test("rows keep the order in which they were begun", () => {
  const ids = [1_763_000_000_000, 1_763_000_000_001, 1_764_000_000_000].map(newTimedId);

  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
