/** What was typed into a form before, and keeping what is typed now. */
import { useEffect, useState } from "preact/hooks";
import { type DraftKeeper, draftKeeper, type KeptDraft, readDraft } from "../data/drafts.ts";
import { useCairn } from "./context.ts";

export interface KeptBefore {
  readonly kept: KeptDraft | undefined; // its writer has not chosen yet what becomes of it
  readonly isReading: boolean;
  readonly keep: DraftKeeper["keep"];
  /** It has been taken up, or thrown away. */
  readonly settle: () => void;
}

/** `keepAs`: what it is kept under; undefined: nothing is kept. */
export function useKeptDraft(keepAs: string | undefined): KeptBefore {
  const { space } = useCairn();
  const [keeper] = useState(() =>
    space && keepAs !== undefined ? draftKeeper(space, keepAs) : undefined,
  );
  const [kept, setKept] = useState<KeptDraft>();
  const [isReading, setReading] = useState(keeper !== undefined);
  useEffect(() => {
    if (!space || !keeper || keepAs === undefined) return;
    void readDraft(space, keepAs)
      .then(setKept)
      .finally(() => setReading(false));
  }, []);
  return {
    kept,
    isReading,
    keep: (draft) => keeper?.keep(draft),
    settle: () => setKept(undefined),
  };
}
