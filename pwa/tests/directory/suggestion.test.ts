import { expect, test } from "vitest";
import { byEntry, type Suggestion } from "../../src/directory/suggestion.ts";

const report = (id: string, about: string) => ({ id, about }) as Suggestion;

test("reports about one entry stand together, in the order they came in", () => {
  const groups = byEntry([report("1", "a"), report("2", "b"), report("3", "a")]);
  expect(groups.map(({ about, reports }) => [about, reports.map(({ id }) => id)])).toEqual([
    ["a", ["1", "3"]],
    ["b", ["2"]],
  ]);
});
