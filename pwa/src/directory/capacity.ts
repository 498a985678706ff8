/** How much of something was free, and whether that can still be so. */
import { type Body, text } from "./fields.ts";

const FRESH_MS = 24 * 60 * 60 * 1000; // a bed is given away within the day
const CLOCKS_DIFFER_MS = 10 * 60 * 1000;

export interface Freshness {
  readonly at: number | undefined; // milliseconds since 1970; undefined: nobody knows
  readonly isOld: boolean; // call before anyone travels
}

/** A count from ahead of now is old too: one of the two clocks is wrong. */
export function freshnessOf(row: Body, now: number): Freshness {
  const at = Date.parse(text(row, "updated") ?? "");
  if (Number.isNaN(at)) return { at: undefined, isOld: true };
  return { at, isOld: now - at > FRESH_MS || at - now > CLOCKS_DIFFER_MS };
}
