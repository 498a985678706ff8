import { expect, test } from "vitest";
import { addLeaf, winningLeaf } from "../../src/data/revtree.ts";

/** Read `3-c<b<a` as the leaf 3-c with its ancestors, and `3-c!` as a tombstone. */
function leaf(text: string) {
  const [top = "", ...ancestors] = text.replace("!", "").split("<");
  const [start, signature = ""] = top.split("-");
  const revisions = { start: Number(start), ids: [signature, ...ancestors] };
  return { rev: top, revisions, deleted: text.includes("!") };
}

test.each([
  ["longer history", "3-c 2-d", "3-c"],
  ["tie broken by signature", "2-b 2-d", "2-d"],
  ["live beats tombstone", "9-z! 1-a", "1-a"],
  ["all deleted", "2-b! 3-c!", "3-c"],
  ["generation is a number, not text", "10-a 9-b", "10-a"],
])("every order gives the same winner: %s", (_name, leaves, winner) => {
  const given = leaves.split(" ").map(leaf);

  expect(winningLeaf(given)?.rev).toBe(winner);
  expect(winningLeaf(given.reverse())?.rev).toBe(winner);
});

test.each([
  ["the first", "", "1-a", "1-a"],
  ["upon a leaf", "1-a", "2-b<a", "2-b"],
  ["two steps upon a leaf", "1-a", "3-c<b<a", "3-c"],
  ["known already", "2-b<a", "2-b<a", "2-b"],
  ["an ancestor of a leaf", "2-b<a", "1-a", "2-b"],
  ["beside a leaf", "2-b<a", "2-c<a", "2-b 2-c"],
  ["upon one of two leaves", "2-b<a 2-c<a", "3-d<c<a", "2-b 3-d"],
])("a further revision: %s", (_name, before, added, after) => {
  const leaves = before.split(" ").filter(Boolean).map(leaf);

  expect(
    addLeaf(leaves, leaf(added))
      .map(({ rev }) => rev)
      .join(" "),
  ).toBe(after);
});
