/** The directory's services, for questions that are answered by picking one. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Entry } from "../directory/entry.ts";

/** What a worksheet needs of the directory. It is on the phone already: nothing is asked for. */
export interface Services {
  readonly entries: readonly Entry[]; // by name
  readonly entryById: ReadonlyMap<string, Entry>;
  /** The IDs of the services that match, the best first. */
  readonly search: (words: string) => readonly string[];
  readonly prepare: () => Promise<void>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export const useServices = (): Services | undefined => useContext(ServicesContext);

/** The services for these words, the best first; all of them, by name, for none. */
export function findServices(services: Services, words: string): readonly Entry[] {
  if (words.trim() === "") return services.entries;
  return services.search(words).flatMap((id) => services.entryById.get(id) ?? []);
}
