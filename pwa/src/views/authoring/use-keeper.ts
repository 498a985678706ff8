/** The open draft on screen: what it holds, what is wrong with it, and the ways to change it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { type At, fromDraft, type Part, partAt, withPart } from "../../authoring/draft.ts";
import { type DraftKeeper, openDraft } from "../../authoring/keeper.ts";
import { checkTemplate } from "../../worksheets/check.ts";
import type { Problem } from "../../worksheets/problem.ts";
import { useCairn } from "../context.ts";

export interface Editing {
  readonly keeper: DraftKeeper;
  readonly draft: Part;
  readonly problems: readonly Problem[];
  /** A server would not take it. */
  readonly isTooLong: boolean;
  readonly part: (at: At) => Part | undefined;
  /** Change the part that stands at a place. */
  readonly change: (at: At, part: Part) => void;
}

/** "none": there is no such draft, or it cannot be read. Undefined: it is being read. */
export function useKeeper(docId: string): Editing | "none" | undefined {
  const { space } = useCairn();
  const [keeper, setKeeper] = useState<DraftKeeper>();
  const [, setDrawn] = useState(0);
  useEffect(() => {
    if (!space) return;
    let stop = () => {};
    let isGone = false;
    void openDraft(space, docId).then((opened) => {
      if (isGone) return;
      stop = opened.subscribe(() => setDrawn((drawn) => drawn + 1));
      setKeeper(opened);
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [space, docId]);
  useEffect(() => {
    const flush = () => void keeper?.flush();
    addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      flush();
      removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
    };
  }, [keeper]);
  const draft = keeper?.draft();
  const { problems, isTooLong } = useMemo(() => look(draft), [draft]);
  if (keeper === undefined) return undefined;
  if (draft === undefined) return "none";
  return {
    keeper,
    draft,
    problems,
    isTooLong,
    part: (at) => partAt(draft, at),
    change: (at, part) => {
      const now = keeper.draft();
      if (now && partAt(now, at)) keeper.change(withPart(now, at, part));
    },
  };
}

const MOST_BYTES = 250 * 1024; // of a document; the server's limit is a little higher

function look(draft: Part | undefined) {
  if (draft === undefined) return { problems: [], isTooLong: false };
  const stored = fromDraft(draft);
  const bytes = new TextEncoder().encode(JSON.stringify(stored)).length;
  return { problems: checkTemplate(stored.template), isTooLong: bytes > MOST_BYTES };
}
