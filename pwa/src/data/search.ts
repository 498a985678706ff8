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
  /** Find these otherwise from now on, as if the index had been built of what is there now. */
  readonly update: (changed: Changed) => void;
}

export interface Changed {
  readonly services: readonly ShownDocument[]; // new ones too, and those that belong with others now
  readonly gone: readonly string[]; // document IDs of services
  /** An organization or a place as it is now. */
  readonly documentOf: (id: string) => ShownDocument | undefined;
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

interface Row extends Searchable {
  readonly body: Body;
  prose: string | undefined; // folded descriptions; undefined: not read yet
}

const SLICE = 250; // services indexed between two looks at the screen: about 10 ms on a slow phone
const POLICE_FALL = 1e6; // more than any score
const FOREIGN_SHARE = 0.8; // of the score: of one service in two directories, our own comes first
const PROSE_SCORE = 0.1; // below every match in a name, tag or place
const EXACT = 1e6; // what is less apart is alike: sums come out otherwise in another order

let building: object | undefined; // the newest index; an older one that is unfinished stops

/** Return the index at once; it gets better by itself. */
export function buildIndex(
  services: readonly ShownDocument[],
  organizations: readonly ShownDocument[],
  locations: readonly ShownDocument[],
): SearchIndex {
  const belonging = new Map([...organizations, ...locations].map((shown) => [shown.id, shown]));
  const built = new BuiltIndex(services, (id) => belonging.get(id));
  return {
    ready: built.ready,
    search: (text) => built.search(text),
    update: (changed) => built.update(changed),
  };
}

class BuiltIndex implements SearchIndex {
  readonly ready: Promise<void>;
  readonly #rows: (Row | undefined)[] = []; // undefined: of a service that is gone
  readonly #placeById = new Map<string, number>(); // in `#rows`
  #words: MiniSearch<Searchable> | undefined; // holds the first `#indexed` rows
  #indexed = 0;
  #isWhole = false;
  #narrowing: Narrowing;

  constructor(services: readonly ShownDocument[], documentOf: Changed["documentOf"]) {
    building = this;
    const searchableOf = searchables(documentOf);
    for (const shown of services) this.#put(searchableOf(shown), shown.body);
    this.#narrowing = keepNarrowing(this.#rows.length);
    this.ready = this.#build();
  }

  update({ services, gone, documentOf }: Changed): void {
    if (services.length + gone.length === 0) return;
    for (const id of gone) this.#take(id);
    const searchableOf = searchables(documentOf);
    for (const shown of services) this.#put(searchableOf(shown), shown.body);
    this.#narrowing = keepNarrowing(this.#rows.length);
  }

  #put(searchable: Searchable, body: Body): void {
    const place = this.#placeById.get(searchable.id) ?? this.#rows.length;
    const old = this.#rows[place];
    const isIndexed = old ? place < this.#indexed : this.#isWhole;
    this.#placeById.set(searchable.id, place);
    this.#rows[place] = { ...searchable, body, prose: isIndexed ? proseOf(body) : undefined };
    if (!isIndexed) return; // its turn comes
    if (old) this.#words?.remove(old);
    else this.#indexed += 1;
    this.#words?.add(searchable);
  }

  #take(id: string): void {
    const place = this.#placeById.get(id) ?? -1;
    const old = this.#rows[place];
    if (!old) return;
    this.#placeById.delete(id);
    this.#rows[place] = undefined;
    if (place < this.#indexed) this.#words?.remove(old);
  }

  /** Index the rows in slices, unless a newer index is being built. */
  async #build(): Promise<void> {
    this.#words = await newWords();
    while (this.#indexed < this.#rows.length) {
      await betweenFrames();
      if (building !== this) return;
      const slice = this.#rows.slice(this.#indexed, this.#indexed + SLICE);
      for (const row of slice) if (row) row.prose = proseOf(row.body);
      this.#words.addAll(slice.filter((row) => row !== undefined));
      this.#indexed += slice.length;
    }
    this.#isWhole = true;
  }

  search(text: string): readonly Hit[] {
    const terms = wordsOf(text);
    const rows = this.#rows;
    if (terms.length === 0) return rows.flatMap((row) => (row ? [{ id: row.id, score: 0 }] : []));
    const hits: Hit[] = [];
    const isAsked = asksForPolice(text); // else police come last, however well they fit
    const add = ({ id, isForeign, isPolice }: Searchable, full: number) => {
      const score = Math.round((isForeign ? full * FOREIGN_SHARE : full) * EXACT) / EXACT;
      hits.push({ id, score: !isAsked && isPolice ? score - POLICE_FALL : score });
    };
    const known = new Set<string>();
    const words = this.#isWhole ? this.#words : undefined;
    for (const { id, score } of words?.search(terms.join(" ")) ?? []) {
      known.add(id);
      const row = rows[this.#placeById.get(id) ?? -1];
      if (row) add(row, score);
    }
    this.#scan(terms, known, (row) =>
      add(row, words ? PROSE_SCORE : containsAll(fold(row.name), terms) ? 2 : 1),
    );
    return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  /** Tell of every service not `known` whose names, tags and places, or whose prose, hold all terms. */
  #scan(
    terms: readonly string[],
    known: ReadonlySet<string>,
    found: (searchable: Searchable) => void,
  ): void {
    const left: number[] = [];
    for (const place of this.#narrowing.candidates(terms)) {
      const row = this.#rows[place];
      if (row === undefined) continue;
      if (known.has(row.id)) left.push(place);
      else if (containsAll(row.folded, terms) || containsAll(row.prose ?? "", terms)) {
        left.push(place);
        found(row);
      }
    }
    if (this.#isWhole) this.#narrowing.learn(terms, left); // not before: prose is still being added
  }
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

async function newWords(): Promise<MiniSearch<Searchable>> {
  const { default: Words } = await import("minisearch");
  return new Words<Searchable>({
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
}

/** Return what tells of a service what it is found by. */
function searchables(documentOf: Changed["documentOf"]): (shown: ShownDocument) => Searchable {
  const namesById = new Map<string, string>(); // of organizations and places, as they are met
  const namesAt = (id: string, read: (body: Body) => string): string => {
    const known = namesById.get(id);
    if (known !== undefined) return known;
    const shown = documentOf(id);
    const names = shown ? read(shown.body) : "";
    namesById.set(id, names);
    return names;
  };
  return ({ id, body, database }) => {
    const name = namesOf(body);
    const organization = namesAt(`organization:${body.organization_id}`, namesOf);
    const tags = tagsOf(body);
    const places = [
      ...textsIn(body.service_areas, "name"),
      ...textsIn(body.service_at_locations, "location_id").map((location) =>
        namesAt(`location:${location}`, placesOf),
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
  };
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
