/** The directory in memory: every entry, and the index that finds them. */
import { useMemo } from "preact/hooks";
import type { Space } from "../data/database.ts";
import { isForeign, type ShownDocument } from "../data/document.ts";
import { containsAll, fold, wordsOf } from "../data/fold.ts";
import type { SearchIndex } from "../data/search.ts";
import { type Entry, joinEntries } from "../directory/entry.ts";
import { text } from "../directory/fields.ts";
import type { Joined, JoinedEntries, Sources } from "../directory/joined.ts";
import { originsOf } from "../directory/origin.ts";
import { isListed, isRetired } from "../directory/standing.ts";
import { withTwins } from "../directory/twins.ts";
import { PROGRAM_ID } from "../program/program.ts";
import { useDocuments } from "./use-documents.ts";

export interface Directory {
  readonly isReady: boolean; // false: still being read from this phone
  readonly entries: readonly Entry[]; // those in the directory, by name
  /** Drafts and retired ones too: a link may lead to them. In the order of `entries`. */
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

type Joining = typeof import("../directory/joined.ts");

let joining: Joining | undefined; // fetched once a directory was joined

/**
 * `seesDrafts`: an editor uses the phone. Whoever else does may share it with one, and the
 * drafts that came for the editor lie there until the next exchange.
 */
export function useDirectory(space: Space | undefined, seesDrafts: boolean): Directory {
  const services = useShown(space, "service", seesDrafts);
  const organizations = useShown(space, "organization", seesDrafts);
  const locations = useShown(space, "location", seesDrafts);
  const known = useDocuments(space, "origin");
  const origins = useMemo(() => known && originsOf(known), [known]);
  const program = useDocuments(space, "program")?.find(isOwnProgram);
  const home = program && text(program.body, "time_zone");
  const kept = useMemo(() => ({ join: keptEntries(), index: keptIndex() }), [space]);
  return useMemo(() => {
    if (!services || !organizations || !locations || !origins) return NOT_READY;
    const joined = kept.join({ services, organizations, locations, origins, home });
    const { all, byId, documentOf } = joined;
    const entries = all.filter(({ document }) => isListed(document.body));
    kept.index.follow(joined, entries, { organizations, locations });
    return {
      isReady: true,
      entries,
      entryById: byId,
      documentOf: (id = "") => documentOf(id),
      search: (words) =>
        kept.index
          .get()
          ?.search(words)
          .map((hit) => hit.id) ?? named(entries, words),
      prepare: async () => {
        // Without signal before the app is whole on this phone: names are looked through.
        searching ??= await import("../data/search.ts").catch(() => undefined);
        await kept.index.get()?.ready;
      },
    };
  }, [services, organizations, locations, origins, home, kept]);
}

/** Those of a type that whoever uses the phone may see: the same array until one changes. */
function useShown(space: Space | undefined, type: string, seesDrafts: boolean) {
  const every = useDocuments(space, type);
  return useMemo(() => (seesDrafts ? every : every?.filter(isOpen)), [every, seesDrafts]);
}

const isOpen = ({ body }: ShownDocument): boolean => isListed(body) || isRetired(body);

/** The entries of a directory: all joined at first, and from then on only what changed. */
function keptEntries(): (sources: Sources) => Joined {
  let kept: JoinedEntries | undefined;
  let whole: { readonly sources: Sources; readonly all: readonly Entry[] } | undefined;
  return (sources) => {
    if (joining && whole) kept ??= new joining.JoinedEntries(whole.sources, whole.all);
    if (kept) return kept.join(sources);
    const { services, organizations, locations, origins, home } = sources;
    const all = withTwins(joinEntries(services, organizations, locations, origins, home));
    whole = { sources, all };
    // Until it is here, and if it cannot be fetched, a change joins all of them again.
    void import("../directory/joined.ts").then(
      (part) => {
        joining = part;
      },
      () => {},
    );
    const byId = new Map(all.map((entry) => [entry.id, entry]));
    let belonging: ReadonlyMap<string, ShownDocument> | undefined;
    const documentOf = (id: string) => {
      belonging ??= new Map([...organizations, ...locations].map((shown) => [shown.id, shown]));
      return byId.get(id)?.document ?? belonging.get(id);
    };
    return { all, byId, changed: undefined, documentOf };
  };
}

interface Belonging {
  readonly organizations: readonly ShownDocument[];
  readonly locations: readonly ShownDocument[];
}

interface KeptIndex {
  readonly get: () => SearchIndex | undefined;
  /** The directory is this one now. */
  readonly follow: (joined: Joined, entries: readonly Entry[], belonging: Belonging) => void;
}

/** The index of a directory: built when the search box is tapped, and kept from then on. */
function keptIndex(): KeptIndex {
  let index: SearchIndex | undefined;
  let build: (() => SearchIndex | undefined) | undefined;
  return {
    get() {
      index ??= build?.();
      return index;
    },
    follow({ changed, byId, documentOf }, entries, { organizations, locations }) {
      // Opening the directory must not wait for it.
      const documents = () => entries.map(({ document }) => document);
      build = () => searching?.buildIndex(documents(), organizations, locations);
      if (!changed) index = undefined;
      const now = (changed ?? []).map((id) => ({ id, shown: byId.get(id)?.document }));
      const [services, gone] = [[] as ShownDocument[], [] as string[]];
      for (const { id, shown } of now)
        if (shown && isListed(shown.body)) services.push(shown);
        else gone.push(id);
      index?.update({ services, gone, documentOf });
    },
  };
}

/** Until the index is here: the entries that have every word in a name. */
function named(entries: readonly Entry[], words: string): readonly string[] {
  const terms = wordsOf(words);
  return entries
    .filter(({ name, organization }) => containsAll(fold(`${name} ${organization ?? ""}`), terms))
    .map(({ id }) => id);
}
