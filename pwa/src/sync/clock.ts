/** Time, handed in, so that tests need not wait for it. */
export interface Clock {
  readonly now: () => number; // milliseconds since 1970
  /** Run something once, later; returns how to call it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
