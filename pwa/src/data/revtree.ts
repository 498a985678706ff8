/**
 * The leaves of a revision tree: which one wins, and what a further one does.
 *
 * The phone keeps no tree, only its leaves with the path below each. The rules are
 * those of `sync/cairn_sync/revtree.py` and both are held to
 * `tests/vectors/revtree.json`: a live leaf beats a tombstone, then the higher
 * revision wins. Nothing here reads a clock, a disk or a socket.
 */
import { compareRevs, type Edit, includesRev } from "./revision.ts";

/** Choose the leaf that every peer shows; undefined when there is none. */
export function winningLeaf<L extends Pick<Edit, "rev" | "deleted">>(
  leaves: readonly L[],
): L | undefined {
  return leaves.reduce<L | undefined>(
    (winner, leaf) => (winner === undefined || beats(leaf, winner) ? leaf : winner),
    undefined,
  );
}

/** Return the leaves once `leaf` is known too: it replaces what it stands on, if anything. */
export function addLeaf<L extends Pick<Edit, "rev" | "revisions">>(
  leaves: readonly L[],
  leaf: L,
): readonly L[] {
  if (leaves.some((known) => includesRev(known.revisions, leaf.rev))) return leaves;
  return [...leaves.filter((known) => !includesRev(leaf.revisions, known.rev)), leaf];
}

function beats(a: Pick<Edit, "rev" | "deleted">, b: Pick<Edit, "rev" | "deleted">): boolean {
  if (a.deleted !== b.deleted) return b.deleted;
  return compareRevs(a.rev, b.rev) > 0;
}
