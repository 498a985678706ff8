/** What one has looked at in a run, noted on this phone alone, to tell what is new. */
import { writeState } from "../../data/commit.ts";
import type { Space } from "../../data/database.ts";
import { parseJsonObject } from "../../data/json.ts";
import type { Seen } from "./register.ts";

const noteOf = (runId: string): string => `looked.${runId}`;

export async function readLooked(space: Space, runId: string): Promise<Seen> {
  const noted = parseJsonObject((await space.own?.get("state", noteOf(runId))) ?? "") ?? {};
  return Object.fromEntries(
    Object.entries(noted).filter((one): one is [string, number] => typeof one[1] === "number"),
  );
}

export const noteLooked = (space: Space, runId: string, seen: Seen): Promise<void> =>
  writeState(space, { [noteOf(runId)]: JSON.stringify(seen) });
