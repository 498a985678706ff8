/**
 * The register: all that is claimed of one field, and the law by which two are joined.
 *
 * Joining takes claims and what is over together, and drops every claim that is over. Sets
 * only grow, so order, grouping and number cannot matter. As `sync/cairn_sync/register.py`.
 */
import { byRank, type Claim, type Dot, isBaseline, printDot, sameValue } from "./claim.ts";

export interface Register {
  readonly claims: readonly Claim[]; // the highest first
  readonly over: ReadonlyMap<string, Dot>; // by how they are printed
}

export const registerOf = (claims: readonly Claim[], over: readonly Dot[] = []): Register => ({
  claims,
  over: new Map(over.map((dot) => [printDot(dot), dot])),
});

/** The highest number used so far. */
export const topOfRegister = ({ claims, over }: Register): number =>
  Math.max(0, ...claims.map(({ dot }) => dot.n), ...[...over.values()].map(({ n }) => n));

/** What all of them say together. */
export function join(registers: readonly Register[]): Register {
  const claims = new Map<string, Claim>();
  const over = new Map<string, Dot>();
  for (const register of registers) {
    for (const [name, dot] of register.over) over.set(name, dot);
    for (const claim of register.claims) {
      const name = printDot(claim.dot);
      const known = claims.get(name);
      claims.set(name, known ? agree(known, claim) : claim);
    }
  }
  const taken = new Set([...over.values()].map(({ value }) => value));
  for (const { dot } of claims.values()) if (!isBaseline(dot)) taken.add(dot.value);
  const live = [...claims].filter(
    ([name, { dot }]) => !over.has(name) && !(isBaseline(dot) && taken.has(dot.value)),
  );
  return { claims: live.map(([, claim]) => claim).sort(byRank), over };
}

/** One edit's claim as two tell it; what they tell differently is not known. */
function agree(one: Claim, other: Claim): Claim {
  const isKnown = one.was && other.was && sameValue(one.was, other.was);
  return {
    dot: one.dot,
    value: one.value,
    by: one.by === other.by ? one.by : undefined,
    at: one.at === other.at ? one.at : undefined,
    was: isKnown ? one.was : undefined,
  };
}
