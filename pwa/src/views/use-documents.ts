/** Documents of one type, kept up to date as edits and answers change them. */
import { useEffect, useReducer } from "preact/hooks";
import type { Space } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import { loadedOf } from "../data/loaded.ts";

/** `undefined` until they have been read for the first time; the same array until one changes. */
export function useDocuments(
  space: Space | undefined,
  type: string,
): readonly ShownDocument[] | undefined {
  const loaded = space && loadedOf(space);
  const documents = loaded?.of(type);
  const [, draw] = useReducer((times: number, _: undefined) => times + 1, 0);
  useEffect(() => {
    const stop = loaded?.follow(type, () => draw(undefined));
    if (loaded?.of(type) !== documents) draw(undefined); // changed between drawing and here
    return stop;
  }, [loaded, type]);
  return documents;
}
