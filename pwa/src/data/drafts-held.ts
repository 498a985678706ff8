/**
 * How many of the directory's drafts this phone's copy holds.
 *
 *     none   -- an editor exchanges -->   some   -- to the end -->   all
 *     all    -- somebody else does  -->   some   -- to the end -->   none
 *
 * Only editors are sent drafts, but all who use a phone share its one copy of the directory,
 * and each has a cursor of their own. So the copy says what is in it, and the server sends,
 * or ends, whatever it has too little or too much of for the person who exchanges.
 *
 * Rule: "some" is on disk before the first draft is, and before the first one goes.
 */
import { directoryOf, type Space } from "./database.ts";
import type { DatabaseAccess } from "./schema.ts";

export type DraftsHeld = "none" | "some" | "all";

export async function draftsHeld(space: Space): Promise<DraftsHeld> {
  const held = await space.shared.get("state", "drafts");
  return held === "some" || held === "all" ? held : "none";
}

export async function noteDrafts(space: Space, held: DraftsHeld): Promise<void> {
  if ((await draftsHeld(space)) === held) return;
  const tx = space.shared.transaction("state", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put(held, "drafts"), tx.done]);
}

/** The answer begins: from here on the copy may gain drafts, or lose them. */
export async function noteDraftsChange(
  space: Space,
  databases: readonly DatabaseAccess[],
): Promise<void> {
  const directory = databases.find(({ name }) => name === directoryOf(space.collaborative));
  const settled: DraftsHeld = directory?.role === "write" ? "all" : "none";
  if (directory && (await draftsHeld(space)) !== settled) await noteDrafts(space, "some");
}
