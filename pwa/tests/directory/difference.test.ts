import { expect, test } from "vitest";
import { differencesOf, undone } from "../../src/directory/difference.ts";

const SERVICE = {
  type: "service",
  schema: 1,
  name: "Hot supper",
  alert: "Closed this Friday",
  phones: [{ number: "555-0127", type: "voice" }],
  last_modified: "2026-11-20T18:30:00Z",
};

test("two versions of the same words differ in nothing", () => {
  const other = { ...SERVICE, last_modified: "2026-11-20T19:00:00Z" };

  expect(differencesOf(SERVICE, other)).toEqual([]);
});

test("the order of a row's parts is no difference", () => {
  const phones = [{ type: "voice", number: "555-0127" }];

  expect(differencesOf(SERVICE, { ...SERVICE, phones })).toEqual([]);
});

test("each field that differs tells what the other version says", () => {
  const { alert: _gone, ...rest } = SERVICE;
  const phones = [...SERVICE.phones, { number: "555-0128", type: "text" }];

  expect(differencesOf(SERVICE, { ...rest, phones, minimum_age: 18 })).toEqual([
    { field: "alert", words: "" },
    { field: "minimum_age", words: "18" },
    { field: "phones", words: "555-0127, voice\n555-0128, text" },
  ]);
});

test("undoing a change leaves what others changed since", () => {
  const saved = { ...SERVICE, name: "Hot soup", email: "a@example.org" };
  const now = { ...saved, alert: "Open again", email: "b@example.org" };

  expect(undone(now, { before: SERVICE, saved })).toEqual({
    ...SERVICE,
    alert: "Open again",
    email: "b@example.org",
  });
});
