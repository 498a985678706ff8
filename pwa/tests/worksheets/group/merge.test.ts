import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/data/json.ts";
import { type Merged, merge } from "../../../src/worksheets/group/merge.ts";
import { join, readAnswers, registerOf } from "../../../src/worksheets/group/register.ts";
import { sheetIdOf } from "../../../src/worksheets/group/sheet-document.ts";

interface Vectors {
  readonly cases: readonly {
    readonly name: string;
    readonly own?: readonly string[];
    readonly leaves: readonly (JsonObject & { readonly member: string })[];
    readonly answers: Readonly<Record<string, readonly [JsonValue, readonly string[]][]>>;
    readonly rows: Readonly<Record<string, readonly [string, boolean][]>>;
  }[];
  readonly sheet_ids: readonly {
    readonly worksheet: string;
    readonly member: string;
    readonly sheet: string;
  }[];
}

const VECTORS: Vectors = JSON.parse(
  readFileSync(new URL("../../../../tests/vectors/group-merge.json", import.meta.url), "utf8"),
);

const asVector = ({ answers, rows }: Merged) => ({
  answers: Object.fromEntries(
    [...answers].map(([place, given]) => [place, given.map((g) => [g.value, g.members])]),
  ),
  rows: Object.fromEntries(
    [...rows].map(([question, found]) => [question, found.map((row) => [row.id, row.isAsked])]),
  ),
});

describe("sheets say together what they should", () => {
  test.each(VECTORS.cases)("$name", ({ leaves, answers, rows, own }) => {
    const registers = leaves.map((leaf) =>
      registerOf({ member: leaf.member, answers: readAnswers(leaf) }),
    );

    expect(asVector(merge(join(...registers), new Set(own)))).toEqual({ answers, rows });
    expect(asVector(merge(join(...[...registers].reverse()), new Set(own)))).toEqual({
      answers,
      rows,
    });
  });
});

test.each(VECTORS.sheet_ids)("a member's sheet is $sheet on each of their phones", async (ids) => {
  expect(await sheetIdOf(ids.worksheet, ids.member)).toBe(ids.sheet);
});
