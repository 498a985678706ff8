/**
 * One tab at a time: Web Locks where there are any (not in Safari before 15.4), else a
 * lease in IndexedDB.
 *
 * A lease runs out, so its holder may lose it while asleep and not know. Each lease has
 * a number higher than the last, and `holds` asks whether ours is still the highest.
 * Should two tabs exchange at once all the same, nothing is lost: sending twice changes
 * nothing, and a cursor that fell back only brings again what is here already.
 */
import { ownOf, writeState } from "../data/commit.ts";
import type { Space } from "../data/database.ts";
import type { Clock } from "./clock.ts";

const LOCK = "cairn-exchange";
const LEASE_MILLISECONDS = 90_000; // longer than an answer may stall

/** Proof of being the tab whose turn it is. */
export interface Turn {
  /** Tell whether it still is; renews a lease. */
  readonly holds: () => Promise<boolean>;
}

/** Do `work` unless another tab is at it: then undefined, at once. */
export async function takeTurn<T>(
  space: Space,
  { clock, locks }: { readonly clock: Clock; readonly locks: LockManager | undefined },
  work: (turn: Turn) => Promise<T>,
): Promise<T | undefined> {
  if (!locks) return takeLease(space, clock, work);
  let result: T | undefined;
  await locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) result = await work({ holds: async () => true });
  });
  return result;
}

async function takeLease<T>(
  space: Space,
  clock: Clock,
  work: (turn: Turn) => Promise<T>,
): Promise<T | undefined> {
  const number = await nextLease(space, clock.now());
  if (number === undefined) return undefined;
  try {
    return await work({ holds: () => renewLease(space, number, clock.now()) });
  } finally {
    if (await renewLease(space, number, clock.now())) await writeState(space, { lease_until: "0" });
  }
}

/** Return the number of a lease that is ours now; undefined while another one runs. */
async function nextLease(space: Space, now: number): Promise<number | undefined> {
  const tx = ownOf(space).transaction("state", "readwrite");
  const [until, last] = await Promise.all([
    tx.store.get("lease_until"),
    tx.store.get("lease_number"),
  ]);
  const free = Number(until ?? 0) <= now;
  const number = Number(last ?? 0) + 1;
  if (free) {
    tx.store.put(String(number), "lease_number");
    tx.store.put(String(now + LEASE_MILLISECONDS), "lease_until");
  }
  await tx.done;
  return free ? number : undefined;
}

async function renewLease(space: Space, number: number, now: number): Promise<boolean> {
  const tx = ownOf(space).transaction("state", "readwrite");
  const ours = Number(await tx.store.get("lease_number")) === number;
  if (ours) tx.store.put(String(now + LEASE_MILLISECONDS), "lease_until");
  await tx.done;
  return ours;
}
