/** Where a day to be reminded of is kept, for screens that must not reach it themselves. */
import { createContext } from "preact";
import type { Planned } from "./due.ts";

export interface Reminders {
  /** False: nothing was kept. */
  readonly keep: (planned: Planned) => Promise<boolean>;
  readonly drop: (ids: readonly string[]) => Promise<void>;
}

/** Undefined: the phone is nobody's, and keeps none. */
export const RemindersContext = createContext<Reminders | undefined>(undefined);
