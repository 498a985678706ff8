import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/formula.json";
import { csvOf, safeCell } from "../../src/directory/csv.ts";

test.each(vectors)("no spreadsheet program runs $text", ({ text, cell }) => {
  expect(safeCell(text)).toBe(cell);
});

test("cells with commas, quotes and lines stay whole", () => {
  expect(
    csvOf([
      ["Name", "Where"],
      ['The "Barn"', "Main St, 4\nMillbrook"],
    ]),
  ).toBe('\ufeffName,Where\r\n"The ""Barn""","Main St, 4\nMillbrook"\r\n');
});
