/** What every screen may know and do. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Space } from "../data/database.ts";
import type { MemberOnPhone, Phone } from "../data/session.ts";
import type { ScheduleStatus } from "../sync/schedule.ts";
import type { Navigation } from "./navigation.ts";
import type { Directory } from "./use-directory.ts";
import type { Update } from "./use-update.ts";

export interface Cairn {
  readonly phone: Phone;
  readonly member: MemberOnPhone | undefined; // who uses the phone now
  readonly space: Space | undefined; // undefined: nobody ever signed in on this phone
  readonly status: ScheduleStatus | undefined;
  readonly exchangeNow: () => void;
  readonly directory: Directory;
  readonly navigation: Navigation;
  /** Say on the next screen that something was saved, with the way to undo it. */
  readonly tellSaved: (undo: () => Promise<void>) => void;
  readonly update: Update;
}

export const CairnContext = createContext<Cairn | undefined>(undefined);

export function useCairn(): Cairn {
  const cairn = useContext(CairnContext);
  if (!cairn) throw new Error("a screen outside of the app");
  return cairn;
}

/** Whether the person using the phone may write what the whole collaborative works by. */
export const isCoordinator = ({ member }: Cairn): boolean =>
  member?.roles.includes("coordinator") ?? false;

/** Whether the person using the phone may change the directory. */
export const isEditor = ({ member }: Cairn): boolean => member?.roles.includes("editor") ?? false;
