/** The program's facts, for every screen that stands beside them, and the way to all of them. */
import { createContext } from "preact";
import type { Program } from "./program.ts";

export interface OwnProgram {
  readonly facts: Program;
  /** To the whole page; what is open stays open, and is there on coming back. */
  readonly open: () => void;
}

/** Undefined where there is no such page to go to. */
export const ProgramContext = createContext<OwnProgram | undefined>(undefined);
