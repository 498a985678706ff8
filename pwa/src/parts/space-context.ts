/** What the person who uses the phone sees, for parts of the app that no screen hands it to. */
import { createContext } from "preact";
import type { Space } from "../data/database.ts";

/** Undefined: nobody ever signed in on this phone, or it is being opened. */
export const SpaceContext = createContext<Space | undefined>(undefined);
