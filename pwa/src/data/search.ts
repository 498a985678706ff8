/**
 * Search the directory on this phone: words, beginnings of words, small mistakes.
 *
 * Names, tags and places are in a MiniSearch index, which costs a slow phone some 200 ms
 * for 5,000 services. So it is fetched and built off the first screen's way, in slices;
 * until it is there, a scan over the same texts answers. Long texts are only ever scanned:
 * indexing them would cost three times as much for words that few people look for.
 */
import type MiniSearch from "minisearch";
import type { Body, ShownDocument } from "./document.ts";
import { fold, wordsOf } from "./fold.ts";
import { isObject, isText } from "./json.ts";
import { categoryTerms } from "./synonyms.ts";

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
  readonly tags: string; // categories in every word for them, languages
  readonly places: string;
  readonly folded: string; // all of the above
  readonly isPolice: boolean;
}

const SLICE = 250; // services indexed between two looks at the screen: about 10 ms on a slow phone
const POLICE_WEIGHT = 0.5; // of an equal match: never first unless nothing else fits
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
  const prose = new Map<string, string>();
  const ready = indexWords(searchables, async (start) => {
    await betweenFrames();
    for (const { id, body } of services.slice(start, start + SLICE)) prose.set(id, proseOf(body));
    return building === turn;
  }).then((built) => {
    words = built;
  });
  return { ready, search: (text) => search({ searchables, words, prose }, text) };
}

interface Built {
  readonly searchables: readonly Searchable[];
  readonly words: MiniSearch<Searchable> | undefined; // undefined: not built yet
  readonly prose: ReadonlyMap<string, string>; // folded descriptions by ID, as far as built
}

function search({ searchables, words, prose }: Built, text: string): readonly Hit[] {
  const terms = wordsOf(text);
  if (terms.length === 0) return searchables.map(({ id }) => ({ id, score: 0 }));
  const scores = new Map<string, number>();
  for (const { id, score } of words?.search(terms.join(" ")) ?? []) scores.set(id, score);
  for (const { id, folded, name } of searchables) {
    if (scores.has(id)) continue;
    if (!words && containsAll(folded, terms))
      scores.set(id, containsAll(fold(name), terms) ? 2 : 1);
    else if (containsAll(folded, terms) || containsAll(prose.get(id) ?? "", terms))
      scores.set(id, PROSE_SCORE);
  }
  for (const { id, isPolice } of searchables) {
    const score = scores.get(id);
    if (isPolice && score !== undefined) scores.set(id, score * POLICE_WEIGHT);
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
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
  return services.map(({ id, body }) => {
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
      isPolice: /\b(police|sheriff|policia|alguacil)\b/.test(fold(`${name} ${organization}`)),
    };
  });
}

const PROSE = ["description", "eligibility_description", "application_process", "alert"];

const proseOf = (body: Body): string => fold(PROSE.map((field) => textOf(body, field)).join(" "));

const namesOf = (body: Body): string => `${textOf(body, "name")} ${textOf(body, "alternate_name")}`;

function tagsOf(body: Body): string {
  const categories = Array.isArray(body.categories) ? body.categories.filter(isText) : [];
  const languages = textsIn(body.languages, "name");
  return [...categories.map(categoryTerms), ...languages].join(" ");
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

const containsAll = (text: string, terms: readonly string[]): boolean =>
  terms.every((term) => text.includes(term));

const betweenFrames = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
