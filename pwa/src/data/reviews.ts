/**
 * Days to be reminded of, that a person asked this phone to keep.
 *
 * A day and a random ID, and nothing else: neither which worksheet, nor whose, nor a word
 * of it. They stay in the member's own database, and are never sent.
 */
import type { Space } from "./database.ts";
import { isOutOfRoom } from "./quota.ts";

export interface KeptReview {
  readonly id: string; // random
  readonly day: string; // YYYY-MM-DD
}

export const keptReviews = async (space: Space): Promise<readonly KeptReview[]> =>
  (await space.own?.getAll("reviews")) ?? [];

/** Keep a day; false when nothing was kept, because the phone is full or nobody's. */
export async function keepReview(space: Space, { id, day }: KeptReview): Promise<boolean> {
  try {
    await space.own?.put("reviews", { id, day });
  } catch (error) {
    if (isOutOfRoom(error)) return false;
    throw error;
  }
  space.announce("documents", []);
  return space.own !== undefined;
}

export async function dropReviews(space: Space, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => space.own?.delete("reviews", id)));
  space.announce("documents", []);
}
