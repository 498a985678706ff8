/** Days on which a review was planned: which of them have come. Pure: the day is passed in. */

/** A day, and a name for it that says nothing. */
export interface Planned {
  readonly id: string;
  readonly day: string; // YYYY-MM-DD
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Those whose day has come, the oldest first, each day once. */
export function dueOn(planned: readonly Planned[], today: string): readonly Planned[] {
  const due = planned.filter(({ day }) => DAY.test(day) && day <= today);
  const byDay = new Map(due.map((one) => [one.day, one]));
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
