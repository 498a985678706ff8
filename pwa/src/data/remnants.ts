/**
 * What another directory took back: gone from the documents, and from the disk as well.
 *
 * Nothing tells why a place is no longer listed over there; it may be that it must not be found.
 * So a place that goes or is hidden, a shelter that goes, and a whole directory that is no
 * longer followed count as erased: `move.ts` moves what stays. What else goes is frequent
 * and leads to no door: for that no phone copies its whole directory.
 *
 * Noted before the documents go: killed in between, it is noted once more, and moved once more.
 */
import type { Space } from "./database.ts";
import type { ReceivedDocument, StoredDocument } from "./document.ts";
import { MARK } from "./merge-rules.ts";
import { newMark } from "./schema.ts";

/** Note what these changes to another directory take out of sight. */
export async function noteTakenBack(
  { shared }: Space,
  database: string,
  documents: readonly ReceivedDocument[],
): Promise<void> {
  const told = documents.filter(({ winner }) => winner.deleted || winner.body[MARK] === true);
  const stored = await Promise.all(
    told.map(({ winner }) => shared.get("documents", [database, winner.id])),
  );
  if (stored.some((one) => one !== undefined && ledSomewhere(one))) await note({ shared });
}

/** Note that whole directories go, if anything of them is here. */
export async function noteEnded({ shared }: Space, ranges: readonly IDBKeyRange[]): Promise<void> {
  const counts = await Promise.all(ranges.map((range) => shared.count("documents", range)));
  if (counts.some((count) => count > 0)) await note({ shared });
}

/** Whether what is held of it now may lead to a door. */
function ledSomewhere({ id, deleted, body }: StoredDocument): boolean {
  if (deleted) return false;
  if (id.startsWith("location:")) return body[MARK] !== true;
  const { categories } = body;
  return Array.isArray(categories) && categories.includes("shelter");
}

async function note({ shared }: Pick<Space, "shared">): Promise<void> {
  const tx = shared.transaction("state", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put(newMark(), "erased"), tx.done]);
}
