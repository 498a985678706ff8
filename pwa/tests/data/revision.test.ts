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

const CASES: [name: string, body: JsonObject, parent: string[], deleted: boolean, rev: string][] = [
  ["an empty body", {}, [], false, "1-3b7f0db7d075978803dca82e58761245"],
  [
    "text beyond ASCII",
    { name: "Refugio Ñandú ☂ 😀" },
    [],
    false,
    "1-42cfad0c7a9069aa21e9a8ce712ac993",
  ],
  [
    "keys beyond the basic plane",
    { "\ue000": 1, "😀": 2, a: 3 },
    [],
    false,
    "1-e6eec8de1359dcfcb037268bce93c890",
  ],
  [
    "numbers",
    {
      a: 1,
      b: -0,
      c: 1.5,
      d: 1e21,
      e: 1e-7,
      f: 0.1,
      g: Number.MAX_SAFE_INTEGER,
      h: 100,
      i: 123456789,
      j: 5e-324,
    },
    [],
    false,
    "1-00e442a0101e8ca1c090907118ecb5b7",
  ],
  [
    "control characters",
    { name: 'a\n\t"\\\u0001\u007f\u2028' },
    [],
    false,
    "1-ee4145e12f6b8321b208d835755dabeb",
  ],
  [
    "nesting",
    { b: [{ z: null, a: [true, false, []] }], a: {} },
    [],
    false,
    "1-8218992e19066a31b5ec50a72595371c",
  ],
  [
    "upon a parent",
    { name: "Ridge Line" },
    ["2-bb", "1-aa"],
    false,
    "3-692ce76d20c2bb784541f26747266a97",
  ],
  ["a tombstone", {}, ["10-aa"], true, "11-b1528a8d44207174164334dca050bbc7"],
];

/** Read revisions, newest first, as a path. */
function pathOf(revs: readonly string[]) {
  const ids = revs.map((rev) => rev.split("-")[1] ?? "");
  return { start: Number(revs[0]?.split("-")[0]), ids };
}

test.each(CASES)(
  "the server gives the same revision to %s",
  async (_name, body, revs, deleted, rev) => {
    const parent = revs.length > 0 ? { parent: pathOf(revs) } : {};
    const edit = await newEdit("service:1", body, { ...parent, deleted });

    expect(edit.rev).toBe(rev);
    expect(edit.revisions.ids.slice(1)).toEqual(revs.map((each) => each.split("-")[1]));
  },
);

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
