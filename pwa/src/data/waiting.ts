/** How much of a member's waits on this phone: a count, without opening what it is. */
import { openMemberDatabase } from "./schema.ts";

/** Return how many documents the member changed that no server has answered for. */
export async function countWaiting(memberId: string): Promise<number> {
  const own = await openMemberDatabase(memberId);
  try {
    return await own.count("outbox");
  } finally {
    own.close();
  }
}
