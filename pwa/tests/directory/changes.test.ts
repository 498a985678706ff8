import { expect, test } from "vitest";
import type { Body } from "../../src/data/document.ts";
import { mergeBodies, recordEdit } from "../../src/data/merge.ts";
import {
  historyOf,
  lastChange,
  questionsOf,
  tookBack,
  wholeBody,
  withValue,
} from "../../src/directory/changes.ts";

const SERVICE: Body = {
  type: "service",
  schema: 1,
  name: "Hot supper",
  email: "a@example.org",
  phones: [{ number: "555-0127" }],
  minimum_age: 18,
  maximum_age: 60,
};

function edit(before: Body, changes: Body, by: string, at = "2026-11-20T18:30:00Z"): Body {
  return recordEdit(before, { ...before, ...changes }, { by, at, parent: "1-a" });
}

test("an entry without books has no history and asks nothing", () => {
  expect(historyOf(SERVICE)).toEqual([]);
  expect(questionsOf(SERVICE)).toEqual([]);
});

test("the history tells the newest change first, by whom, and what was before", () => {
  const first = edit(SERVICE, { name: "Hot soup" }, "elena");
  const second = edit(first, { email: "b@example.org" }, "carmen", "2026-11-21T08:00:00Z");

  expect(historyOf(second).map(({ field, by, value, was }) => ({ field, by, value, was }))).toEqual(
    [
      { field: "email", by: "carmen", value: ["b@example.org"], was: ["a@example.org"] },
      { field: "name", by: "elena", value: ["Hot soup"], was: ["Hot supper"] },
    ],
  );
});

test("all of the last change can be taken back, and nothing else", () => {
  const first = edit(SERVICE, { name: "Hot soup" }, "elena");
  const changes = { email: "b@example.org", maximum_age: 65 };
  const second = edit(first, changes, "carmen", "2026-11-21T08:00:00Z");

  const back = tookBack(second, lastChange(second));

  expect(back).toMatchObject({ ...SERVICE, name: "Hot soup" });
});

test("changes of one list by two people are told as both kept", () => {
  const more = { phones: [{ number: "555-0127" }, { number: "555-0128" }] };
  const merged = mergeBodies([
    edit(SERVICE, more, "elena"),
    edit(SERVICE, { phones: [] }, "carmen"),
  ]);

  expect(historyOf(merged ?? {}).map(({ areBothKept }) => areBothKept)).toEqual([true, true]);
  expect(merged?.phones).toEqual([{ number: "555-0128" }]);
  expect(questionsOf(merged ?? {})).toEqual([]);
});

test("two answers are asked about before the server has merged them", () => {
  const here = edit(SERVICE, { name: "Hot soup" }, "elena");
  const there = edit(SERVICE, { name: "Hot stew" }, "carmen");
  const shown = { database: "directory-demo", id: "service:1", rev: "2-b", waiting: false };

  const [question] = questionsOf(wholeBody({ ...shown, body: here, conflicts: [there] }));

  expect(question?.answers.map(({ by }) => by).sort()).toEqual(["carmen", "elena"]);
});

test("the same answer by two people is no question", () => {
  const [here, there] = ["elena", "carmen"].map((by) => edit(SERVICE, { name: "Hot soup" }, by));

  expect(questionsOf(mergeBodies([here ?? {}, there ?? {}]) ?? {})).toEqual([]);
});

test("fields that make one answer are set together, and what is gone goes", () => {
  expect(withValue(SERVICE, "minimum_age", [{ maximum_age: 21 }])).toMatchObject({
    name: "Hot supper",
    maximum_age: 21,
  });
  expect(withValue(SERVICE, "minimum_age", []).maximum_age).toBeUndefined();
  expect(withValue(SERVICE, "minimum_age", [{ maximum_age: 21 }]).minimum_age).toBeUndefined();
});
