/** The directory in memory: every entry, and the index that finds them. */
import { useMemo } from "preact/hooks";
import type { Space } from "../data/database.ts";
import { isForeign, type ShownDocument } from "../data/document.ts";
import { containsAll, fold, wordsOf } from "../data/fold.ts";
import type { SearchIndex } from "../data/search.ts";
import { type Entry, joinEntries } from "../directory/entry.ts";
import { text } from "../directory/fields.ts";
import { originsOf } from "../directory/origin.ts";
import { isListed, isRetired } from "../directory/standing.ts";
import { withTwins } from "../directory/twins.ts";
import { PROGRAM_ID } from "../program/program.ts";
import { useDocuments } from "./use-documents.ts";

export interface Directory {
  readonly isReady: boolean; // false: still being read from this phone
  readonly entries: readonly Entry[]; // those in the directory, by name
  /** Drafts and retired ones too: a link may lead to them. */
  readonly entryById: ReadonlyMap<string, Entry>;
  /** The service, organization or place with this ID, as it is shown to whoever uses the phone. */
  readonly documentOf: (id: string | undefined) => ShownDocument | undefined;
  /** The IDs of the services that match, the best first. */
  readonly search: (words: string) => readonly string[];
  /** Get the index ready; resolves once typing mistakes are forgiven too. */
  readonly prepare: () => Promise<void>;
}

const NOT_READY: Directory = {
  isReady: false,
  entries: [],
  entryById: new Map(),
  documentOf: () => undefined,
  search: () => [],
  prepare: () => Promise.resolve(),
};

const isOwnProgram = ({ id, database }: ShownDocument): boolean =>
  id === PROGRAM_ID && !isForeign(database);

type Searching = typeof import("../data/search.ts");

let searching: Searching | undefined; // fetched when the search box is first tapped

/**
 * `seesDrafts`: an editor uses the phone. Whoever else does may share it with one, and the
 * drafts that came for the editor lie there until the next exchange.
 */
export function useDirectory(space: Space | undefined, seesDrafts: boolean): Directory {
  const everyService = useDocuments(space, "service");
  const everyOrganization = useDocuments(space, "organization");
  const everyLocation = useDocuments(space, "location");
  const origins = useDocuments(space, "origin");
  const program = useDocuments(space, "program")?.find(isOwnProgram);
  const home = program && text(program.body, "time_zone");
  return useMemo(() => {
    if (!everyService || !everyOrganization || !everyLocation || !origins) return NOT_READY;
    const [services, organizations, locations] = seesDrafts
      ? [everyService, everyOrganization, everyLocation]
      : [
          everyService.filter(isOpen),
          everyOrganization.filter(isOpen),
          everyLocation.filter(isOpen),
        ];
    const all = withTwins(
      joinEntries(services, organizations, locations, originsOf(origins), home),
    );
    const entries = all.filter(({ document }) => isListed(document.body));
    const listed = services.filter(({ body }) => isListed(body));
    // Built when the search box is tapped: opening the directory must not wait for it.
    let built: SearchIndex | undefined;
    const index = () => {
      built ??= searching?.buildIndex(listed, organizations, locations);
      return built;
    };
    const belonging = new Map([...organizations, ...locations].map((one) => [one.id, one]));
    const entryById = new Map(all.map((entry) => [entry.id, entry]));
    return {
      isReady: true,
      entries,
      entryById,
      documentOf: (id = "") => entryById.get(id)?.document ?? belonging.get(id),
      search: (words) =>
        index()
          ?.search(words)
          .map((hit) => hit.id) ?? named(entries, words),
      prepare: async () => {
        // Without signal before the app is whole on this phone: names are looked through.
        searching ??= await import("../data/search.ts").catch(() => undefined);
        await index()?.ready;
      },
    };
  }, [everyService, everyOrganization, everyLocation, origins, home, seesDrafts]);
}

const isOpen = ({ body }: ShownDocument): boolean => isListed(body) || isRetired(body);

/** Until the index is here: the entries that have every word in a name. */
function named(entries: readonly Entry[], words: string): readonly string[] {
  const terms = wordsOf(words);
  return entries
    .filter(({ name, organization }) => containsAll(fold(`${name} ${organization ?? ""}`), terms))
    .map(({ id }) => id);
}
