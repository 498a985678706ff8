/** A form over one document: the draft, whether it is saved, and saving it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Body, ShownDocument } from "../data/document.ts";
import type { KeptDraft } from "../data/drafts.ts";
import { isSameJson, type JsonObject } from "../data/json.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { saveEdit } from "../data/save.ts";
import { undone } from "../directory/difference.ts";
import { carriedOver, isAlike, onTopOf } from "../directory/draft.ts";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";
import { useKeptDraft } from "./use-kept-draft.ts";

export interface Draft<P extends string = string> {
  readonly body: Body;
  readonly change: (body: Body) => void;
  readonly problems: readonly P[]; // found at the last try to save
  readonly failure: string | undefined; // in words: nothing was saved
  /** Look for problems, and show them; true when there are none. */
  readonly check: (final?: Body) => boolean;
  /** Save; true when it would survive a crash. The way to undo it is then on screen. */
  readonly save: (final?: Body) => Promise<boolean>;
  /** What was typed beside the body, for documents that come with this one. */
  readonly aside: JsonObject;
  readonly setAside: (aside: JsonObject) => void;
  readonly isReading: boolean; // whether a draft was kept is not known yet
  readonly kept: KeptDraft | undefined; // begun before and not saved: go on with it, or not
  readonly goOn: () => void;
  readonly throwAway: () => void;
}

export interface DraftSource {
  readonly shown: ShownDocument | undefined; // as its editor sees it; undefined for a new one
  readonly refused?: RefusedEdit | undefined; // begin with this change, which was not taken
  readonly empty?: Body; // what a new one begins with
}

/** What is particular to one kind of document. */
export interface EditRules<P extends string> {
  readonly databaseOf: (collaborative: string) => string;
  /** `before`: as the server took it; what is still as it was there is no problem. */
  readonly problemsOf: (body: Body, before?: Body) => readonly P[];
  /** The draft as it is stored; `before`: as it was when the form was opened. */
  readonly finished: (body: Body, before: Body) => Body;
}

export function useEdit<P extends string>(
  docId: string,
  { shown, refused, empty = {} }: DraftSource,
  { databaseOf, problemsOf, finished }: EditRules<P>,
  keepAs?: string, // what the draft is kept under; undefined: it is not
): Draft<P> {
  const first = refused?.edits[refused.edits.length - 1]?.body ?? shown?.body ?? empty;
  const { space, navigation, tellSaved } = useCairn();
  const [start] = useState(first);
  const [basedOn] = useState(shown); // an answer from the server must not slip under the form
  const [body, setBody] = useState(start);
  const [aside, setAside] = useState<JsonObject>({});
  const latest = useRef({ body, aside });
  const [problems, setProblems] = useState<readonly P[]>([]);
  const [failure, setFailure] = useState<string>();
  const before = useKeptDraft(refused ? undefined : keepAs);
  useEffect(() => () => navigation.setUnsaved(false), []);

  const check = (final = body) => {
    const found = problemsOf(final, refused ? {} : basedOn?.body);
    setProblems(found);
    return found.length === 0;
  };

  const change = (next: Body, beside: JsonObject) => {
    latest.current = { body: next, aside: beside };
    setBody(next);
    setAside(beside);
    const isUnsaved = !isSameJson(next, start) || !isAlike(beside, {});
    navigation.setUnsaved(
      isUnsaved,
      keepAs === undefined ? undefined : () => before.keep(undefined),
    );
    const draft = { id: keepAs ?? "", before: start, body: next, aside: beside, at: Date.now() };
    before.keep(isUnsaved ? draft : undefined);
  };

  return {
    body,
    problems,
    failure,
    check,
    aside,
    kept: before.kept,
    isReading: before.isReading,
    // A part of the form that was not drawn since may know an older body: its change is one of
    // what that said.
    change: (next) => change(carriedOver(latest.current.body, body, next), latest.current.aside),
    setAside: (next) => change(latest.current.body, next),
    goOn() {
      if (before.kept) change(onTopOf(start, before.kept), before.kept.aside);
      before.settle();
    },
    throwAway() {
      before.keep(undefined);
      before.settle();
    },
    async save(final = body) {
      if (!check(final) || !space) return false;
      const database = databaseOf(space.collaborative);
      const saved = finished(final, start);
      const outcome = await saveEdit(space, database, docId, saved, basedOn ? { basedOn } : {});
      const words = outcomeWords(outcome);
      setFailure(words);
      if (words !== undefined) return false;
      navigation.setUnsaved(false);
      before.keep(undefined);
      if (refused) await space.discardRefused(refused);
      tellSaved(async () => {
        const now = await space.read(docId);
        const old = basedOn?.body;
        const back = old
          ? { body: now ? undone(now.body, { before: old, saved }) : old, deleted: false }
          : { body: {}, deleted: true };
        await saveEdit(space, database, docId, back.body, {
          deleted: back.deleted,
          undoes: true,
          ...(now ? { basedOn: now } : {}),
        });
      });
      return true;
    },
  };
}
