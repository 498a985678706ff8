/**
 * Documents in memory: a type is read whole once, and from then on only what was changed.
 *
 *     follow("service")      all services are read              -> of("service")
 *     word of a change       those documents are read again     -> of("service"), if it was one
 *     word without keys      all that was ever followed is read -> what is otherwise
 *
 * Rule: what was announced while a read was under way is read after it. So whatever a read
 * missed, and the word of it, are never both lost.
 *
 * A document that is as it was stays the same object, and a type in which nothing changed the
 * same array: whoever works something out from them need not do it again.
 */
import type { Change, DocumentKey } from "./channel.ts";
import type { Space } from "./database.ts";
import type { ShownDocument } from "./document.ts";
import { isSameJson } from "./json.ts";
import { nameOfKey } from "./reading.ts";

// One answer may bring many batches; what is in memory follows at this pace.
const SETTLE_MILLISECONDS = 150;
const WHOLE_FROM = 1000; // changes at once: then reading all is faster than reading each

export interface Loaded {
  /** The documents of a type that is followed, in no order; undefined until they have been read. */
  readonly of: (type: string) => readonly ShownDocument[] | undefined;
  /** Keep a type in memory, and call `listener` whenever `of` tells something else. */
  readonly follow: (type: string, listener: () => void) => () => void;
  /** Read what is known to be otherwise; resolves when all of it is in memory. */
  readonly settle: () => Promise<void>;
}

type Readable = Pick<Space, "all" | "readKeys" | "subscribe" | "isClosed">;

const loadedBySpace = new WeakMap<Readable, Loaded>();

/** Return what is in memory of a space: one for all of its screens. */
export function loadedOf(space: Readable): Loaded {
  const known = loadedBySpace.get(space) ?? new LoadedDocuments(space);
  loadedBySpace.set(space, known);
  return known;
}

class LoadedDocuments implements Loaded {
  readonly #space: Readable;
  readonly #followed = new Set<string>(); // types
  readonly #documents = new Map<string, Map<string, ShownDocument>>(); // by type and name of key
  readonly #arrays = new Map<string, readonly ShownDocument[]>(); // the same, as `of` tells them
  readonly #listeners = new Map<string, Set<() => void>>(); // by type
  readonly #whole = new Set<string>(); // types to be read
  readonly #changed = new Map<string, DocumentKey>(); // documents to be read, by name of key
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isHurried = false; // somebody waits for what the timer brings
  #reading: Promise<void> | undefined; // until nothing is left to read

  constructor(space: Readable) {
    this.#space = space;
    space.subscribe((change) => this.#note(change));
  }

  of(type: string): readonly ShownDocument[] | undefined {
    const documents = this.#documents.get(type);
    if (!documents) return undefined;
    const array = this.#arrays.get(type) ?? [...documents.values()];
    this.#arrays.set(type, array);
    return array;
  }

  follow(type: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    if (!this.#followed.has(type)) {
      this.#followed.add(type);
      this.#whole.add(type);
      void this.settle();
    }
    return () => listeners.delete(listener);
  }

  #note({ kind, keys }: Change): void {
    if (this.#followed.size === 0) return;
    if (keys) for (const key of keys) this.#changed.set(nameOfKey(key), key);
    else for (const type of this.#followed) this.#whole.add(type);
    if (this.#whole.size + this.#changed.size === 0 || this.#isHurried) return;
    this.#isHurried = kind === "edit";
    clearTimeout(this.#timer);
    const delay = this.#isHurried ? 0 : SETTLE_MILLISECONDS;
    this.#timer = setTimeout(() => void this.settle(), delay);
  }

  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isHurried = false;
    if (this.#isBehind()) this.#reading ??= this.#read();
    await this.#reading; // one that was under way goes on with what is new
  }

  #isBehind(): boolean {
    return this.#whole.size + this.#changed.size > 0 && !this.#space.isClosed();
  }

  async #read(): Promise<void> {
    let failures = 0;
    try {
      while (this.#isBehind()) {
        const [types, keys] = this.#take();
        try {
          const [whole, some] = await Promise.all([
            Promise.all(types.map((type) => this.#space.all(type))),
            this.#space.readKeys(keys),
          ]);
          failures = 0;
          this.#put(types, whole, { keys, some });
        } catch (error) {
          for (const type of types) this.#whole.add(type);
          for (const key of keys) this.#changed.set(nameOfKey(key), key);
          // Once more: the databases may have been moved under it, and the old ones closed.
          if (failures++ > 0 && !this.#space.isClosed()) throw error;
        }
      }
    } finally {
      this.#reading = undefined;
    }
  }

  #take(): [types: readonly string[], keys: readonly DocumentKey[]] {
    const isMuch = this.#changed.size >= WHOLE_FROM;
    if (isMuch) for (const type of this.#followed) this.#whole.add(type);
    const taken = [[...this.#whole], isMuch ? [] : [...this.#changed.values()]] as const;
    this.#whole.clear();
    this.#changed.clear();
    return [...taken];
  }

  #put(
    types: readonly string[],
    whole: readonly (readonly ShownDocument[])[],
    { keys, some }: Some,
  ): void {
    const touched = new Set<string>();
    for (const [place, type] of types.entries()) {
      if (this.#putType(type, whole[place] ?? [])) touched.add(type);
    }
    for (const [place, key] of keys.entries()) {
      for (const type of this.#putOne(nameOfKey(key), some[place])) touched.add(type);
    }
    for (const type of touched) this.#arrays.delete(type);
    for (const type of touched) for (const tell of this.#listeners.get(type) ?? []) tell();
  }

  /** Tell whether anything is otherwise. */
  #putType(type: string, documents: readonly ShownDocument[]): boolean {
    const before = this.#documents.get(type);
    const now = new Map(documents.map((shown) => [nameOfKey([shown.database, shown.id]), shown]));
    let isOtherwise = before?.size !== now.size;
    for (const [name, shown] of now) {
      const old = before?.get(name);
      if (old && isSameJson(old, shown)) now.set(name, old);
      else isOtherwise = true;
    }
    if (isOtherwise) this.#documents.set(type, now);
    return isOtherwise;
  }

  /** Return the types in which it is otherwise. */
  #putOne(name: string, shown: ShownDocument | undefined): readonly string[] {
    return [...this.#documents].flatMap(([type, documents]) => {
      const old = documents.get(name);
      if (shown?.body.type !== type) return documents.delete(name) ? [type] : [];
      if (old && isSameJson(old, shown)) return [];
      documents.set(name, shown);
      return [type];
    });
  }
}

interface Some {
  readonly keys: readonly DocumentKey[];
  readonly some: readonly (ShownDocument | undefined)[];
}
