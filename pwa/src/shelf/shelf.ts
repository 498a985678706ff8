/** The shelf as it stands now, kept up to date while the app is open. */
import { useContext, useEffect, useState } from "preact/hooks";
import type { Space } from "../data/database.ts";
import { SpaceContext } from "../parts/space-context.ts";
import { EMPTY_SHELF, readShelf, type Shelf } from "./published.ts";

// One answer may bring many batches; the list follows at this pace.
const SETTLE_MS = 150;

type Readable = Pick<Space, "all" | "subscribe">;

export interface ShelfKeeper {
  /** Undefined while it is read for the first time. */
  readonly current: () => Shelf | undefined;
  readonly follow: (space: Readable | undefined) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A keeper of one shelf: that of the space it follows. */
export function keepShelf(): ShelfKeeper {
  let followed: Readable | undefined;
  let shelf: Shelf | undefined = EMPTY_SHELF;
  let stop = () => {};
  const listeners = new Set<() => void>();
  const set = (next: Shelf | undefined) => {
    shelf = next;
    for (const listener of listeners) listener();
  };

  const read = async (space: Readable) => {
    // What cannot be read is as good as not there: the worksheets of the app are.
    const documents = await space.all("worksheet").catch(() => []);
    const next = await readShelf(documents, shelf);
    if (space === followed) set(next);
  };

  return {
    current: () => shelf,
    follow(space) {
      if (space === followed) return;
      stop();
      followed = space;
      set(space ? undefined : EMPTY_SHELF);
      if (space === undefined) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stopListening = space.subscribe((change) => {
        clearTimeout(timer);
        timer = setTimeout(() => void read(space), change.kind === "edit" ? 0 : SETTLE_MS);
      });
      stop = () => {
        clearTimeout(timer);
        stopListening();
      };
      void read(space);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The page's one keeper. */
export const shelves = keepShelf();

/** The shelf of whoever uses the phone. Draws again with every change of it. */
export function useShelf(): Shelf | undefined {
  const space = useContext(SpaceContext);
  const [, setDrawn] = useState(0);
  useEffect(() => {
    const stop = shelves.subscribe(() => setDrawn((drawn) => drawn + 1));
    shelves.follow(space);
    return stop;
  }, [space]);
  return shelves.current();
}
