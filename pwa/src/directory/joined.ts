/**
 * The entries of a directory, joined anew only where a document changed.
 *
 *     services, organizations, locations
 *        | by object: what is the same object says the same
 *     services whose entry is otherwise: their own document, or one that they belong with
 *        | joined again, and put in their place in the order
 *     entries of others whose twin here is another one now
 *
 * Rule: what comes out is what `withTwins(joinEntries(…))` makes of the same documents, and an
 * entry of which nothing changed stays the same object.
 */
import type { ShownDocument } from "../data/document.ts";
import { belongingTo, compareEntries, type Entry, entryOf, type Place, placeOf } from "./entry.ts";
import type { Origins } from "./origin.ts";
import { isListed, replacementOf } from "./standing.ts";
import { keysOf, withTwins } from "./twins.ts";

const MOST_RENEWED = 500; // entries; of more, all are joined again

export interface Sources {
  readonly services: readonly ShownDocument[];
  readonly organizations: readonly ShownDocument[];
  readonly locations: readonly ShownDocument[];
  readonly origins: Origins;
  readonly home: string | undefined; // the zone of our own entries that name none
}

export interface Joined {
  readonly all: readonly Entry[]; // in their order
  readonly byId: ReadonlyMap<string, Entry>;
  /** The services whose entry is otherwise than before, or gone; undefined: any may be. */
  readonly changed: readonly string[] | undefined;
  readonly documentOf: (id: string) => ShownDocument | undefined;
}

/** Keeps the entries of one directory. */
export class JoinedEntries {
  readonly #services = new Documents();
  readonly #organizations = new Documents();
  readonly #locations = new Documents();
  readonly #placeById = new Map<string, Place>();
  readonly #replacedBy = new Groups(); // IDs of places, by the one that people are to go to instead
  #usersOf: Groups | undefined; // service IDs, by the document that they belong with
  #hasOthers = false; // entries of other directories: else nothing has a twin
  readonly #ownByKey = new Groups(); // IDs of our own listed entries
  readonly #foreignByKey = new Groups();
  #around: Pick<Sources, "origins" | "home">;
  #all: readonly Entry[] = [];
  #byId = new Map<string, Entry>();

  /** Go on from these documents, of which `all` were joined. */
  constructor({ services, organizations, locations, ...around }: Sources, all: readonly Entry[]) {
    this.#services.take(services);
    this.#organizations.take(organizations);
    this.#takePlaces(locations);
    this.#around = around;
    this.#begin(all);
  }

  /** Return the entries of these documents. */
  join(sources: Sources): Joined {
    const services = this.#services.take(sources.services);
    const belonging = [
      ...this.#organizations.take(sources.organizations),
      ...this.#leadingTo(this.#takePlaces(sources.locations)),
    ];
    const { origins, home } = sources;
    const isAsBefore = origins === this.#around.origins && home === this.#around.home;
    this.#around = { origins, home };
    const touched = new Set(services);
    for (const id of belonging) for (const user of this.#users().get(id)) touched.add(user);
    const isMuch = !isAsBefore || touched.size > MOST_RENEWED;
    const changed = isMuch ? this.#joinAll() : this.#renew(touched);
    const [organizations, locations] = [this.#organizations.byId, this.#locations.byId];
    const documents = this.#services.byId;
    return {
      all: this.#all,
      byId: this.#byId,
      changed,
      documentOf: (id) => documents.get(id) ?? organizations.get(id) ?? locations.get(id),
    };
  }

  #takePlaces(locations: readonly ShownDocument[]): readonly string[] {
    const changed = this.#locations.take(locations);
    for (const id of changed) {
      const shown = this.#locations.byId.get(id);
      const before = replacementOf(this.#placeById.get(id)?.body ?? {});
      if (before !== undefined) this.#replacedBy.remove(before, id);
      const after = replacementOf(shown?.body ?? {});
      if (after !== undefined) this.#replacedBy.add(after, id);
      if (shown) this.#placeById.set(id, placeOf(id, shown.body));
      else this.#placeById.delete(id);
    }
    return changed;
  }

  /** The places, and those that lead to them. */
  #leadingTo(places: readonly string[]): readonly string[] {
    const all = new Set(places);
    for (const id of all) for (const other of this.#replacedBy.get(id)) all.add(other);
    return [...all];
  }

  #joinAll(): undefined {
    const entries = [...this.#services.byId.values()].map((shown) => this.#entryOf(shown));
    this.#begin(withTwins(entries.sort(compareEntries)));
    return undefined;
  }

  #begin(all: readonly Entry[]): void {
    this.#usersOf = undefined;
    for (const groups of [this.#ownByKey, this.#foreignByKey]) groups.clear();
    this.#setAll(all);
    this.#hasOthers = all.some(({ origin }) => origin);
    if (this.#hasOthers) for (const entry of all) this.#link(entry);
  }

  #renew(touched: ReadonlySet<string>): readonly string[] | undefined {
    if (touched.size === 0) return [];
    const keys: string[] = [];
    const made: Entry[] = [];
    for (const id of touched) {
      const old = this.#byId.get(id);
      if (old) keys.push(...this.#unlink(old));
      const shown = this.#services.byId.get(id);
      if (!shown) continue;
      const entry = this.#entryOf(shown);
      if (entry.origin && !this.#hasOthers) return this.#joinAll();
      made.push(entry);
      keys.push(...this.#link(entry));
    }
    this.#put([...touched], made);
    const others = new Set([...keys.flatMap((key) => this.#foreignByKey.get(key)), ...touched]);
    const twins = [...others].flatMap((id) => this.#twinned(id) ?? []);
    const twinIds = twins.map(({ id }) => id);
    this.#put(twinIds, twins);
    return [...new Set([...touched, ...twinIds])];
  }

  #entryOf(shown: ShownDocument): Entry {
    const organizationById = this.#organizations.byId;
    return entryOf(shown, { organizationById, placeById: this.#placeById, ...this.#around });
  }

  /** Put `made` in the place of those with `ids`, each where its order has it. */
  #put(ids: readonly string[], made: readonly Entry[]): void {
    if (ids.length === 0) return;
    const gone = new Set(ids);
    const rest = this.#all.filter(({ id }) => !gone.has(id));
    this.#setAll(merged(rest, [...made].sort(compareEntries)));
  }

  #setAll(all: readonly Entry[]): void {
    this.#all = all;
    this.#byId = new Map();
    for (const entry of all) this.#byId.set(entry.id, entry);
  }

  /** Only once a document that others belong with changes: opening must not wait for it. */
  #users(): Groups {
    if (this.#usersOf) return this.#usersOf;
    const users = new Groups();
    for (const { id, document } of this.#all)
      for (const other of belongingTo(document.body)) users.add(other, id);
    this.#usersOf = users;
    return users;
  }

  /** Return the keys by which its twin is found. */
  #link(entry: Entry): readonly string[] {
    for (const id of belongingTo(entry.document.body)) this.#usersOf?.add(id, entry.id);
    const keys = this.#twinKeysOf(entry);
    for (const key of keys) this.#keysFor(entry).add(key, entry.id);
    return keys;
  }

  #unlink(entry: Entry): readonly string[] {
    for (const id of belongingTo(entry.document.body)) this.#usersOf?.remove(id, entry.id);
    const keys = this.#twinKeysOf(entry);
    for (const key of keys) this.#keysFor(entry).remove(key, entry.id);
    return keys;
  }

  /** Of our own those that are listed, and of any other directory's. */
  #twinKeysOf(entry: Entry): readonly string[] {
    const mayHaveTwin = entry.origin !== undefined || isListed(entry.document.body);
    return this.#hasOthers && mayHaveTwin ? [...new Set(keysOf(entry))] : [];
  }

  #keysFor({ origin }: Entry): Groups {
    return origin ? this.#foreignByKey : this.#ownByKey;
  }

  /** Return the entry with its twin, if it is not that of now. */
  #twinned(id: string): Entry | undefined {
    const entry = this.#byId.get(id);
    if (!entry?.origin) return undefined;
    const [twins = []] = keysOf(entry)
      .map((key) => this.#ownByKey.get(key))
      .filter((ids) => ids.length > 0);
    // Of several the last, as if all had been gone through in their order.
    const [last] = twins
      .flatMap((one) => this.#byId.get(one) ?? [])
      .sort((a, b) => compareEntries(b, a));
    if (last?.id === entry.twin) return undefined;
    const { twin: _twin, ...alone } = entry;
    return last ? { ...alone, twin: last.id } : alone;
  }
}

/** Put each of `added` into its place; both are in order. */
function merged(all: readonly Entry[], added: readonly Entry[]): readonly Entry[] {
  const made: Entry[] = [];
  let from = 0;
  for (const entry of added) {
    let [low, high] = [from, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareEntries(all[middle] as Entry, entry) < 0) low = middle + 1;
      else high = middle;
    }
    for (; from < low; from++) made.push(all[from] as Entry);
    made.push(entry);
  }
  for (; from < all.length; from++) made.push(all[from] as Entry);
  return made;
}

/** Documents of one type, by ID. */
class Documents {
  readonly byId = new Map<string, ShownDocument>();
  #array: readonly ShownDocument[] = [];

  /** Hold these from now on; return the IDs of those that are otherwise, new or gone. */
  take(documents: readonly ShownDocument[]): readonly string[] {
    if (documents === this.#array) return [];
    this.#array = documents;
    const changed: string[] = [];
    for (const shown of documents) {
      if (this.byId.get(shown.id) === shown) continue;
      this.byId.set(shown.id, shown);
      changed.push(shown.id);
    }
    if (this.byId.size === documents.length) return changed;
    const now = new Set(documents.map(({ id }) => id));
    const gone = [...this.byId.keys()].filter((id) => !now.has(id));
    for (const id of gone) this.byId.delete(id);
    return [...changed, ...gone];
  }
}

/** Sets of IDs, by what they have in common. */
class Groups {
  readonly #groups = new Map<string, Set<string>>();

  get(key: string): readonly string[] {
    return [...(this.#groups.get(key) ?? [])];
  }

  add(key: string, id: string): void {
    const ids = this.#groups.get(key) ?? new Set();
    this.#groups.set(key, ids.add(id));
  }

  remove(key: string, id: string): void {
    const ids = this.#groups.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.#groups.delete(key);
  }

  clear(): void {
    this.#groups.clear();
  }
}
