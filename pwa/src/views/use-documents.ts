/** Documents of one type, kept up to date as edits and answers change them. */
import { useEffect, useState } from "preact/hooks";
import type { Space } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";

// One answer may bring many batches; the screen follows at this pace.
const SETTLE_MS = 150;

/** `undefined` until they have been read for the first time. */
export function useDocuments(
  space: Space | undefined,
  type: string,
): readonly ShownDocument[] | undefined {
  const [documents, setDocuments] = useState<readonly ShownDocument[]>();
  useEffect(() => {
    setDocuments(undefined);
    if (!space) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      try {
        const found = await space.all(type);
        if (isCurrent) setDocuments(found);
      } catch (error) {
        if (isCurrent) throw error; // else the space was closed under a screen that is gone
      }
    };
    void read();
    const stop = space.subscribe((change) => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), change === "edit" ? 0 : SETTLE_MS);
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      stop();
    };
  }, [space, type]);
  return documents;
}
