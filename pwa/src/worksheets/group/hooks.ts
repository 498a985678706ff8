/** Runs and the sitting at one of them, as screens see them. */
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import type { Space } from "../../data/database.ts";
import { onQuickExit } from "../../secrets/exit.ts";
import type { Session } from "../session.ts";
import type { Template } from "../template.ts";
import { saveAnswers } from "./documents.ts";
import { type Filling, openFilling } from "./filling.ts";
import { readLooked } from "./looked.ts";
import type { Seen } from "./register.ts";
import { type Run, readRuns, SHEET_TYPE, WORKSHEET_TYPE } from "./run.ts";
import { groupSessions } from "./sessions.ts";
import type { Shared } from "./shared.ts";

const SETTLE_MS = 150; // one answer of the server may bring many batches

const useDrawing = () => useReducer((times: number, _: undefined) => times + 1, 0)[1];

export interface Runs {
  /** Of all templates, the newest first; undefined until they have been read. */
  readonly runs: readonly Run[] | undefined;
  /** What this person has looked at, by run. */
  readonly looked: ReadonlyMap<string, Seen>;
}

/** The runs on this phone, kept up to date as edits and answers change them. */
export function useRuns(space: Space): Runs {
  const [found, setFound] = useState<Runs>({ runs: undefined, looked: new Map() });
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      try {
        const [worksheets, sheets] = await Promise.all([
          space.all(WORKSHEET_TYPE),
          space.all(SHEET_TYPE),
        ]);
        const runs = readRuns(worksheets, sheets);
        const looked = await Promise.all(
          runs.map(async ({ id }) => [id, await readLooked(space, id)] as const),
        );
        if (isCurrent) setFound({ runs, looked: new Map(looked) });
      } catch (error) {
        if (isCurrent) throw error; // else the space was closed under a screen that is gone
      }
    };
    void read();
    const stop = space.subscribe((change) => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), change.kind === "edit" ? 0 : SETTLE_MS);
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      stop();
    };
  }, [space]);
  return found;
}

/** The group worksheet that is open; another person's ends here, unseen. */
export function useGroupSession(owner: string): Session | undefined {
  const draw = useDrawing();
  useEffect(() => groupSessions.subscribe(() => draw(undefined)), []);
  const session = groupSessions.current();
  const isMine = session === undefined || session.owner === owner;
  useEffect(() => {
    if (!isMine) groupSessions.endAll("left");
  }, [isMine]);
  return isMine ? session : undefined;
}

/** The sitting at a run, for as long as its screens are shown. Nothing typed is left unsaved. */
export function useFilling({ space, member }: Shared, run: Run, template: Template): Filling {
  const draw = useDrawing();
  const [filling] = useState(() =>
    openFilling({
      latest: run.register,
      member: member.id,
      save: (answers) => saveAnswers(space, { id: run.id, template, member: member.id }, answers),
    }),
  );
  useLayoutEffect(() => {
    const stopDrawing = filling.subscribe(() => draw(undefined));
    const save = () => void filling.flush();
    const hidden = () => document.hidden && save();
    document.addEventListener("visibilitychange", hidden);
    addEventListener("pagehide", save);
    const stopExit = onQuickExit(save);
    return () => {
      stopDrawing();
      document.removeEventListener("visibilitychange", hidden);
      removeEventListener("pagehide", save);
      stopExit();
      filling.close();
    };
  }, []);
  useLayoutEffect(() => filling.refresh(run.register), [run.register]);
  return filling;
}
