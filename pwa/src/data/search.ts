/**
 * Search the directory on this phone: words, beginnings of words, small mistakes.
 *
 * Names, tags and places are in a MiniSearch index, which costs a slow phone some 200 ms
 * for 5,000 services. So it is fetched and built off the first screen's way, in slices;
 * until it is there, a scan over the same texts answers. Long texts are only ever scanned:
 * indexing them would cost three times as much for words that few people look for.
 */
import type MiniSearch from "minisearch";
import { type Body, isForeign, type ShownDocument } from "./document.ts";
import { containsAll, fold, wordsOf } from "./fold.ts";
import { isObject, isText } from "./json.ts";
import { asksForPolice, isPoliceName } from "./police.ts";
import { categoryTerms, servedTerms } from "./synonyms.ts";

export interface Hit {
  readonly id: string; // the service's document ID
  readonly score: number; // higher is better; comparable within one answer only
}

export interface SearchIndex {
  /** The services that match, the best first; all of them, unranked, for no words. */
  readonly search: (text: string) => readonly Hit[];
  /** Resolves once typing mistakes are forgiven too. */
  readonly ready: Promise<void>;
}

/** What one service is found by. */
interface Searchable {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly tags: string; // categories and who is served in every word for them, languages
  readonly places: string;
  readonly folded: string; // all of the above
  readonly isPolice: boolean;
  readonly isForeign: boolean; // another collaborative's
}

const SLICE = 250; // services indexed between two looks at the screen: about 10 ms on a slow phone
const POLICE_FALL = 1e6; // more than any score
const FOREIGN_SHARE = 0.8; // of the score: of one service in two directories, our own comes first
const PROSE_SCORE = 0.1; // below every match in a name, tag or place

let building: object | undefined; // the newest index; an older one that is unfinished stops

/** Return the index at once; it gets better by itself. */
export function buildIndex(
  services: readonly ShownDocument[],
  organizations: readonly ShownDocument[],
  locations: readonly ShownDocument[],
): SearchIndex {
  const searchables = toSearchables(services, organizations, locations);
  const turn = {};
  building = turn;
  let words: MiniSearch<Searchable> | undefined;
  const prose: string[] = [];
  const police = new Set(searchables.filter(({ isPolice }) => isPolice).map(({ id }) => id));
  const foreign = new Set(searchables.filter((one) => one.isForeign).map(({ id }) => id));
  const narrowing = keepNarrowing(searchables.length);
  const ready = indexWords(searchables, async (start) => {
    await betweenFrames();
    for (const { body } of services.slice(start, start + SLICE)) prose.push(proseOf(body));
    return building === turn;
  }).then((built) => {
    words = built;
  });
  const built = { searchables, prose, police, foreign, narrowing };
  return { ready, search: (text) => search({ ...built, words }, text) };
}

interface Built {
  readonly searchables: readonly Searchable[];
  readonly words: MiniSearch<Searchable> | undefined; // undefined: not built yet
  readonly prose: readonly string[]; // folded descriptions in the same order, as far as built
  readonly police: ReadonlySet<string>; // IDs
  readonly foreign: ReadonlySet<string>; // IDs
  readonly narrowing: Narrowing;
}

function search(built: Built, text: string): readonly Hit[] {
  const { searchables, words, police, foreign } = built;
  const terms = wordsOf(text);
  if (terms.length === 0) return searchables.map(({ id }) => ({ id, score: 0 }));
  const hits: Hit[] = [];
  const isAsked = asksForPolice(text); // else police come last, however well they fit
  const add = (id: string, full: number) => {
    const score = foreign.has(id) ? full * FOREIGN_SHARE : full;
    hits.push({ id, score: !isAsked && police.has(id) ? score - POLICE_FALL : score });
  };
  const known = new Set<string>();
  for (const { id, score } of words?.search(terms.join(" ")) ?? []) {
    known.add(id);
    add(id, score);
  }
  scan(built, terms, known, ({ id, name }) =>
    add(id, words ? PROSE_SCORE : containsAll(fold(name), terms) ? 2 : 1),
  );
  return hits.sort((a, b) => b.score - a.score);
}

/** Tell of every service not `known` whose names, tags and places, or whose prose, hold all terms. */
function scan(
  { searchables, words, prose, narrowing }: Built,
  terms: readonly string[],
  known: ReadonlySet<string>,
  found: (searchable: Searchable) => void,
): void {
  const left: number[] = [];
  for (const place of narrowing.candidates(terms)) {
    const searchable = searchables[place];
    if (searchable === undefined) continue;
    if (known.has(searchable.id)) left.push(place);
    else if (containsAll(searchable.folded, terms) || containsAll(prose[place] ?? "", terms)) {
      left.push(place);
      found(searchable);
    }
  }
  if (words) narrowing.learn(terms, left); // not before: prose is still being added
}

const SCANS = 8; // kept: as many keys as somebody takes back

interface Narrowing {
  /** Places of all services that may hold these terms, in order. */
  readonly candidates: (terms: readonly string[]) => readonly number[];
  readonly learn: (terms: readonly string[], candidates: readonly number[]) => void;
}

/**
 * Whoever types "legal" has typed "lega": what did not hold that cannot hold this.
 *
 * Only what a scan has ruled out is left out of the next, so the answers are the same.
 */
function keepNarrowing(count: number): Narrowing {
  const all: readonly number[] = Array.from({ length: count }, (_one, place) => place);
  const isIn = (terms: readonly string[]) => (old: string) =>
    terms.some((term) => term.includes(old));
  let scans: readonly { terms: readonly string[]; candidates: readonly number[] }[] = [];
  return {
    candidates: (terms) => {
      let least = all;
      for (const { terms: olds, candidates } of scans)
        if (candidates.length < least.length && olds.every(isIn(terms))) least = candidates;
      return least;
    },
    learn: (terms, candidates) => {
      scans = [{ terms, candidates }, ...scans].slice(0, SCANS);
    },
  };
}

async function indexWords(
  searchables: readonly Searchable[],
  prepare: (start: number) => Promise<boolean>, // false: stop, a newer index is being built
): Promise<MiniSearch<Searchable> | undefined> {
  const { default: Words } = await import("minisearch");
  const words = new Words<Searchable>({
    fields: ["name", "organization", "tags", "places"],
    tokenize: wordsOf,
    processTerm: (term) => term, // `wordsOf` has folded it
    searchOptions: {
      boost: { name: 4, organization: 2, tags: 2, places: 1.5 },
      combineWith: "AND",
      prefix: (term) => term.length > 1, // one letter begins half of all words
      fuzzy: (term) => (term.length > 4 ? 0.2 : false), // "sheltr", not "bus" for "gas"
    },
  });
  for (let start = 0; start < searchables.length; start += SLICE) {
    if (!(await prepare(start))) return undefined;
    words.addAll(searchables.slice(start, start + SLICE));
  }
  return words;
}

function toSearchables(
  services: readonly ShownDocument[],
  organizations: readonly ShownDocument[],
  locations: readonly ShownDocument[],
): Searchable[] {
  const organizationNames = new Map(organizations.map(({ id, body }) => [id, namesOf(body)]));
  const placeNames = new Map(locations.map(({ id, body }) => [id, placesOf(body)]));
  return services.map(({ id, body, database }) => {
    const name = namesOf(body);
    const organization = organizationNames.get(`organization:${body.organization_id}`) ?? "";
    const tags = tagsOf(body);
    const places = [
      ...textsIn(body.service_areas, "name"),
      ...textsIn(body.service_at_locations, "location_id").map(
        (location) => placeNames.get(`location:${location}`) ?? "",
      ),
    ].join(" ");
    return {
      id,
      name,
      organization,
      tags,
      places,
      folded: fold([name, organization, tags, places].join(" ")),
      isPolice: isPoliceName(`${name} ${organization}`),
      isForeign: isForeign(database),
    };
  });
}

const PROSE = ["description", "eligibility_description", "application_process", "alert"];

const proseOf = (body: Body): string => fold(PROSE.map((field) => textOf(body, field)).join(" "));

const namesOf = (body: Body): string => `${textOf(body, "name")} ${textOf(body, "alternate_name")}`;

function tagsOf(body: Body): string {
  const categories = Array.isArray(body.categories) ? body.categories.filter(isText) : [];
  const served = Array.isArray(body.who_is_served) ? body.who_is_served.filter(isText) : [];
  const peoples = Array.isArray(body.culturally_specific)
    ? body.culturally_specific.filter(isText)
    : [];
  const languages = textsIn(body.languages, "name");
  return [
    ...categories.map(categoryTerms),
    ...served.map(servedTerms),
    ...peoples,
    ...languages,
  ].join(" ");
}

function placesOf(body: Body): string {
  const addresses = ["city", "region", "postal_code"].flatMap((field) =>
    textsIn(body.addresses, field),
  );
  return [textOf(body, "name"), ...addresses].join(" ");
}

function textOf(body: Body, field: string): string {
  const value = body[field];
  return isText(value) ? value : "";
}

/** One field of each object in a list. */
const textsIn = (value: unknown, field: string): string[] =>
  Array.isArray(value) ? value.filter(isObject).map((item) => textOf(item, field)) : [];

const betweenFrames = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
