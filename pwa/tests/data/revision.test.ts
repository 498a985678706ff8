import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/data/json.ts";
import {
  canonicalJson,
  compareRevs,
  includesRev,
  newEdit,
  parentOf,
  parseRevisions,
  pathFrom,
} from "../../src/data/revision.ts";

interface Case {
  readonly name: string;
  readonly parent: string | null;
  readonly deleted: boolean;
  readonly body: JsonObject;
  readonly canonical: string;
  readonly rev: string;
}

// What the server is held to as well: `sync/cairn_sync/document.py`.
const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/revision.json", import.meta.url), "utf8"),
) as { readonly cases: Case[]; readonly refused: { name: string; body: JsonObject }[] };

/** Read revisions, newest first, as a path. */
function pathOf(revs: readonly string[]) {
  const ids = revs.map((rev) => rev.split("-")[1] ?? "");
  return { start: Number(revs[0]?.split("-")[0]), ids };
}

test.each(vectors.cases)("the server gives the same revision: $name", async (vector) => {
  const { parent, deleted, body, canonical, rev } = vector;
  const upon = parent === null ? {} : { parent: pathOf([parent]) };

  expect(canonicalJson([parent, deleted, body, []])).toBe(canonical);
  expect((await newEdit("service:1", body, { ...upon, deleted })).rev).toBe(rev);
});

test.each(vectors.refused)("no peer signs $name", async ({ body }) => {
  await expect(newEdit("service:1", body)).rejects.toThrow(RangeError);
});

test("an edit names the whole path it stands on", async () => {
  const edit = await newEdit("service:1", {}, { parent: pathOf(["2-bb", "1-aa"]) });

  expect(edit.revisions.start).toBe(3);
  expect(edit.revisions.ids.slice(1)).toEqual(["bb", "aa"]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), "\ud800", "x\udc00y"])(
  "%s is refused: no two peers would read it alike",
  (value) => {
    expect(() => canonicalJson([value])).toThrow(RangeError);
  },
);

test("text that only looks like half a character is not refused", () => {
  expect(canonicalJson("\\ud800")).toBe('"\\\\ud800"');
});

test("revisions order by number first, then by signature", () => {
  const revs = ["10-a", "9-b", "9-a", "2-ff"];

  expect(revs.toSorted(compareRevs)).toEqual(["2-ff", "9-a", "9-b", "10-a"]);
});

test("a path knows what it stands on", () => {
  const path = pathOf(["3-c", "2-b"]);

  expect(["3-c", "2-b", "1-a", "4-c", "2-c"].map((rev) => includesRev(path, rev))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(pathFrom(path, "2-b")).toEqual(pathOf(["2-b"]));
  expect(pathFrom(path, "2-x")).toBeUndefined();
  expect(parentOf(path)).toEqual(pathOf(["2-b"]));
  expect(parentOf(pathOf(["2-b"]))).toBeUndefined();
});

test.each([null, {}, { start: 1, ids: [] }, { start: 1, ids: ["b", "a"] }, { start: 2, ids: [1] }])(
  "%j is no path",
  (value) => {
    expect(parseRevisions(value)).toBeUndefined();
  },
);
