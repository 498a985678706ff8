import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addLeaf, winningLeaf } from "../../src/data/revtree.ts";

interface Branch {
  readonly path: readonly string[]; // newest first
  readonly deleted: boolean;
}

interface Case {
  readonly name: string;
  readonly edits: readonly Branch[];
  readonly leaves: readonly Branch[]; // the winner first
  readonly winner: string;
}

// What the server is held to as well: `sync/cairn_sync/revtree.py`. Its `pieces` are for
// who keeps whole trees; the phone keeps leaves, and gets each with its whole path.
const { cases } = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/revtree.json", import.meta.url), "utf8"),
) as { readonly cases: readonly Case[] };

function leafOf({ path, deleted }: Branch) {
  const [rev = ""] = path;
  const ids = path.map((each) => each.slice(each.indexOf("-") + 1));
  return { rev, revisions: { start: Number.parseInt(rev, 10), ids }, deleted };
}

const add = (edits: readonly Branch[]) =>
  edits.map(leafOf).reduce<readonly ReturnType<typeof leafOf>[]>(addLeaf, []);

test.each(cases)("every order of edits comes to the same: $name", ({ edits, leaves, winner }) => {
  for (const order of [edits, [...edits].reverse(), [...edits.slice(1), ...edits.slice(0, 1)]]) {
    const grown = add(order);

    expect(new Set(grown.map(({ rev }) => rev))).toEqual(
      new Set(leaves.map(({ path }) => path[0])),
    );
    expect(winningLeaf(grown)?.rev).toBe(winner);
    expect(winningLeaf([...grown].reverse())?.rev).toBe(winner);
  }
});

test("no leaf, no winner", () => {
  expect(winningLeaf([])).toBeUndefined();
});
