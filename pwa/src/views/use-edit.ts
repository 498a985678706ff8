/** A form over one document: the draft, whether it is saved, and saving it. */
import { useEffect, useState } from "preact/hooks";
import { saveEdit } from "../data/database.ts";
import type { Body, ShownDocument } from "../data/document.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { undone } from "../directory/difference.ts";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";

export interface Draft<P extends string = string> {
  readonly body: Body;
  readonly change: (body: Body) => void;
  readonly problems: readonly P[]; // found at the last try to save
  readonly failure: string | undefined; // in words: nothing was saved
  /** Look for problems, and show them; true when there are none. */
  readonly check: (final?: Body) => boolean;
  /** Save; true when it would survive a crash. The way to undo it is then on screen. */
  readonly save: (final?: Body) => Promise<boolean>;
}

export interface DraftSource {
  readonly shown: ShownDocument | undefined; // as its editor sees it; undefined for a new one
  readonly refused?: RefusedEdit | undefined; // begin with this change, which was not taken
  readonly empty?: Body; // what a new one begins with
}

/** What is particular to one kind of document. */
export interface EditRules<P extends string> {
  readonly databaseOf: (collaborative: string) => string;
  readonly problemsOf: (body: Body) => readonly P[];
  /** The draft as it is stored. */
  readonly finished: (body: Body) => Body;
}

export function useEdit<P extends string>(
  docId: string,
  { shown, refused, empty = {} }: DraftSource,
  { databaseOf, problemsOf, finished }: EditRules<P>,
): Draft<P> {
  const first = refused?.edits[refused.edits.length - 1]?.body ?? shown?.body ?? empty;
  const { space, navigation, tellSaved } = useCairn();
  const [start] = useState(first);
  const [basedOn] = useState(shown); // an answer from the server must not slip under the form
  const [body, setBody] = useState(start);
  const [problems, setProblems] = useState<readonly P[]>([]);
  const [failure, setFailure] = useState<string>();
  useEffect(() => () => navigation.setUnsaved(false), []);

  const check = (final = body) => {
    const found = problemsOf(final);
    setProblems(found);
    return found.length === 0;
  };

  return {
    body,
    problems,
    failure,
    check,
    change(next) {
      setBody(next);
      navigation.setUnsaved(JSON.stringify(next) !== JSON.stringify(start));
    },
    async save(final = body) {
      if (!check(final) || !space) return false;
      const database = databaseOf(space.collaborative);
      const saved = finished(final);
      const outcome = await saveEdit(space, database, docId, saved, basedOn ? { basedOn } : {});
      const words = outcomeWords(outcome);
      setFailure(words);
      if (words !== undefined) return false;
      navigation.setUnsaved(false);
      if (refused) await space.discardRefused(refused);
      tellSaved(async () => {
        const now = await space.read(docId);
        const before = basedOn?.body;
        const back = before
          ? { body: now ? undone(now.body, { before, saved }) : before, deleted: false }
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
