/**
 * The services that a member opened last, if they asked this phone to keep that.
 *
 * Which services somebody looks up can say whom they help. So nothing is kept until it is
 * asked for; then IDs alone, in the member's own database, and they are never sent.
 */
import type { Space } from "./database.ts";
import { isOutOfRoom } from "./quota.ts";

const STORED_AT = "recents"; // absent: not wanted
const MOST = 8;

/** Document IDs, the last one first; `undefined` while it is not wanted. */
export async function recentsOf(space: Space): Promise<readonly string[] | undefined> {
  return read(await space.own?.get("state", STORED_AT));
}

/** Begin to keep them, or stop and erase them. */
export async function wantRecents(space: Space, isWanted: boolean): Promise<void> {
  if (isWanted) await write(space, () => []);
  else await space.own?.delete("state", STORED_AT);
}

export const clearRecents = (space: Space): Promise<void> => write(space, (ids) => ids && []);

/** Put `id` first, if they are wanted. */
export const noteOpened = (space: Space, id: string): Promise<void> =>
  write(space, (ids) => ids && [id, ...ids.filter((one) => one !== id)].slice(0, MOST));

type Change = (ids: readonly string[] | undefined) => readonly string[] | undefined;

async function write({ own }: Space, change: Change): Promise<void> {
  if (own === undefined) return;
  const tx = own.transaction("state", "readwrite");
  try {
    const ids = change(read(await tx.store.get(STORED_AT)));
    if (ids) await tx.store.put(ids.join("\n"), STORED_AT);
    await tx.done;
  } catch (error) {
    if (!isOutOfRoom(error)) throw error; // a full phone keeps no list, and that is all
  }
}

const read = (stored: string | undefined): readonly string[] | undefined =>
  stored?.split("\n").filter(Boolean);
