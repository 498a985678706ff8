/** Chance that is the same every time, by its seed (mulberry32). */
export interface Chance {
  /** A whole number from 0 to `below` - 1. */
  readonly upTo: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly shuffled: <T>(from: readonly T[]) => T[];
}

export function chanceOf(seed: number): Chance {
  let state = seed;
  const upTo = (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const pick = <T>(from: readonly T[]): T => {
    const found = from[upTo(from.length)];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  };
  const shuffled = <T>(from: readonly T[]) => {
    const left = [...from];
    return from.map(() => left.splice(upTo(left.length), 1)[0] as T);
  };
  return { upTo, pick, shuffled };
}

export const SEEDS: readonly number[] = Array.from({ length: 200 }, (_, seed) => seed);
