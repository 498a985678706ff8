/**
 * What happens when nobody touches the phone: the screen is covered, later all is erased.
 *
 * Long enough for a talk in which nobody looks at the phone, short enough for a phone
 * that was put down and forgotten. The erasing is announced from the first covered minute.
 */

const MINUTE_MS = 60_000;

export const COVER_AFTER_MS = 5 * MINUTE_MS;
export const ERASE_AFTER_MS = 30 * MINUTE_MS;

export type Stage = "open" | "covered" | "over";

export const stageAfter = (idleMs: number): Stage => {
  if (idleMs >= ERASE_AFTER_MS) return "over";
  return idleMs >= COVER_AFTER_MS ? "covered" : "open";
};

/** Whole minutes until everything is erased; 1 in the last one. */
export const minutesLeft = (idleMs: number): number =>
  Math.max(1, Math.ceil((ERASE_AFTER_MS - idleMs) / MINUTE_MS));

/** Two clocks: the wall's, which people set, and the page's, which some phones stop while asleep. */
export interface Clock {
  readonly wallMs: number;
  readonly pageMs: number;
}

export const readClock = (): Clock => ({ wallMs: Date.now(), pageMs: performance.now() });

/** How long between two readings, by the clock that says more. */
export const elapsedMs = (from: Clock, to: Clock): number =>
  Math.max(0, to.wallMs - from.wallMs, to.pageMs - from.pageMs);
