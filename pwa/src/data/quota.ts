/** Room on the phone: a full disk told apart from a bug, and the browser asked to keep our data. */

import { keepPlaces } from "./place.ts";

/** Tell whether a write failed because the phone has no room left. */
export const isOutOfRoom = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "QuotaExceededError";

/** Ask the browser not to throw our databases away; true when it promises. Safe to repeat. */
export async function askToKeep(): Promise<boolean> {
  const storage = globalThis.navigator?.storage;
  if (!storage?.persist) return false;
  const isKept = (await storage.persisted()) || (await storage.persist());
  if (isKept) await keepPlaces();
  return isKept;
}
