/** Time that passes when told to. */
export class FakeClock {
  time = 1_000_000;
  planned: { at: number; run: () => void }[] = [];

  now = (): number => this.time;

  after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.time + milliseconds, run };
    this.planned.push(timer);
    return () => {
      this.planned = this.planned.filter((other) => other !== timer);
    };
  };

  /** Milliseconds until the next thing planned. */
  next = (): number => Math.min(...this.planned.map(({ at }) => at)) - this.time;

  pass(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.planned.filter(({ at }) => at <= this.time);
    this.planned = this.planned.filter(({ at }) => at > this.time);
    for (const { run } of due) run();
  }
}
