/**
 * Recordings of a worksheet's words: which there are, and which are kept on this phone.
 *
 * They are many bytes on a bad line, so none is fetched before somebody asks. Those kept
 * are in the browser's cache, one for each worksheet and language, where the service worker
 * finds them without signal.
 */
import type { Language } from "../locale.ts";

export interface Recording {
  readonly address: string;
  readonly bytes: number;
  readonly integrity: string;
}

/** By the place of the string in its template. */
export type Recordings = Readonly<Record<string, Recording>>;

// A glob, not an import: there is a list only where something is recorded.
const LISTS = import.meta.glob<Recordings>("../locales/recordings/*/*.json", {
  import: "default",
  query: "?recordings",
});

/** Resolves to none where nothing is recorded, or the list cannot be had. */
export const loadRecordings = async (language: Language, id: string): Promise<Recordings> =>
  (await LISTS[`../locales/recordings/${language}/${id}.json`]?.().catch(() => ({}))) ?? {};

export const bytesOf = (recordings: Recordings): number =>
  Object.values(recordings).reduce((sum, { bytes }) => sum + bytes, 0);

/** The recordings of one worksheet in one language, as far as they are on this phone. */
export interface Shelf {
  /** The bytes that are here, of those that there are now. */
  readonly keptBytes: () => Promise<number>;
  /**
   * Fetch what is not here. What has come stays when the line dies, and the next try goes
   * on from there. Rejects if one cannot be had.
   */
  readonly keep: (onBytes: (kept: number) => void, signal: AbortSignal) => Promise<void>;
  readonly remove: () => Promise<void>;
}

export function openShelf(
  language: Language,
  templateId: string,
  recordings: Recordings,
  stores: CacheStorage = caches,
): Shelf {
  const name = `cairn-heard-${language}-${templateId}`;
  const all = Object.values(recordings);
  const keptIn = async (cache: Cache) => {
    const found = await Promise.all(all.map(({ address }) => cache.match(address)));
    return all.filter((_, at) => found[at] !== undefined);
  };
  const sum = (some: readonly Recording[]) => some.reduce((bytes, one) => bytes + one.bytes, 0);
  return {
    keptBytes: async () =>
      (await stores.has(name)) ? sum(await keptIn(await stores.open(name))) : 0,
    keep: async (onBytes, signal) => {
      const cache = await stores.open(name);
      const known = new Set(all.map(({ address }) => address));
      // Of words that have changed since.
      for (const request of await cache.keys())
        if (!known.has(new URL(request.url).pathname)) await cache.delete(request);
      const here = await keptIn(cache);
      let kept = sum(here);
      onBytes(kept);
      for (const one of all.filter((each) => !here.includes(each))) {
        const { address, integrity, bytes } = one;
        const response = await fetch(address, { integrity, credentials: "omit", signal });
        if (!response.ok) throw new Error(`${address} answered ${response.status}`);
        await cache.put(address, response);
        kept += bytes;
        onBytes(kept);
      }
    },
    remove: async () => {
      await stores.delete(name);
    },
  };
}
