/**
 * The open worksheet: in this page's memory, and nowhere else.
 *
 * It ends, and all of it is dropped, when it is done or left, on quick exit, when the
 * page goes away, and when nobody has touched the phone for long. Where it is at lives
 * here too, so that looking something up elsewhere in the app, or another language,
 * loses nothing.
 */
import { onQuickExit } from "../secrets/exit.ts";
import { type Clock, elapsedMs, readClock, stageAfter } from "./idle.ts";
import { EMPTY_SHEET, isUntouched, type Sheet } from "./sheet.ts";

/** What the worksheet shows. `part` is a section. */
export type Place =
  | { readonly at: "start" }
  | { readonly at: "parts" }
  | { readonly at: "part"; readonly sectionId: string }
  | { readonly at: "done" }
  | { readonly at: "read" }
  | TakePlace;

/** On paper or as a file. */
export type Way = "paper" | "file";
export type TakeStep = "choose" | "look" | "taken";

export interface TakePlace {
  readonly at: "take";
  readonly way: Way;
  readonly step: TakeStep;
}

export interface Session {
  readonly templateId: string;
  /** Who uses the phone; undefined while nobody is signed in. Nobody else may go on with it. */
  readonly owner: string | undefined;
  readonly sheet: Sheet;
  readonly place: Place;
  /** The lines to take on a copy, by their IDs, which hold answers. */
  readonly taking: ReadonlySet<string>;
  /** The screen shows nothing of the worksheet until somebody taps. */
  readonly covered: boolean;
}

export type Ending = "done" | "left" | "forgotten";

export interface Sessions {
  readonly current: () => Session | undefined;
  /** How the last one ended, until another begins. */
  readonly ending: () => Ending | undefined;
  /** Whether a copy was printed or saved of the last one, which erasing does not reach. */
  readonly hasCopy: () => boolean;
  readonly handOver: () => void;
  readonly begin: (templateId: string, owner: string | undefined) => void;
  readonly change: (change: (sheet: Sheet) => Sheet) => void;
  readonly take: (lineIds: ReadonlySet<string>) => void;
  readonly go: (place: Place) => void;
  /** Somebody touched the phone. A covered screen stays covered. */
  readonly touch: () => void;
  readonly cover: () => void;
  readonly uncover: () => void;
  /** See what time has done: cover, or drop everything. */
  readonly look: () => void;
  readonly idleMs: () => number;
  readonly end: (how: Ending) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A keeper of one session. The clock is passed in, so that tests need not wait. */
export function keepSessions(clock: () => Clock = readClock): Sessions {
  let session: Session | undefined;
  let ended: Ending | undefined;
  let copied = false;
  let touchedAt = clock();
  const listeners = new Set<() => void>();

  const set = (next: Session | undefined) => {
    session = next;
    for (const listener of listeners) listener();
  };
  const idleMs = () => elapsedMs(touchedAt, clock());
  const end = (how: Ending) => {
    if (session === undefined) return;
    ended = how;
    set(undefined);
  };

  return {
    current: () => session,
    ending: () => ended,
    hasCopy: () => copied,
    handOver: () => {
      copied = true;
    },
    begin: (templateId, owner) => {
      ended = undefined;
      copied = false;
      touchedAt = clock();
      const place: Place = { at: "start" };
      const taking = new Set<string>();
      set({ templateId, owner, sheet: EMPTY_SHEET, place, taking, covered: false });
    },
    change: (change) => {
      if (session !== undefined) set({ ...session, sheet: change(session.sheet) });
    },
    take: (taking) => {
      if (session !== undefined) set({ ...session, taking });
    },
    go: (place) => {
      if (session !== undefined) set({ ...session, place });
    },
    touch: () => {
      if (session !== undefined && !session.covered) touchedAt = clock();
    },
    cover: () => {
      if (session !== undefined && !session.covered) set({ ...session, covered: true });
    },
    uncover: () => {
      if (session === undefined || stageAfter(idleMs()) === "over") return end("forgotten");
      touchedAt = clock();
      set({ ...session, covered: false });
    },
    look: () => {
      if (session === undefined) return;
      const stage = stageAfter(idleMs());
      if (stage === "over") end("forgotten");
      else if (stage === "covered" && !session.covered) set({ ...session, covered: true });
    },
    idleMs,
    end,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The page's one keeper. */
export const sessions = keepSessions();

/** True when something would be lost by ending the session now. */
export const hasAnswers = (session: Session | undefined): boolean =>
  session !== undefined && !isUntouched(session.sheet);

const LOOK_EVERY_MS = 5_000;

/** Tie a keeper to the page: touches, the clock, going to another app, going away. */
export function watchPage(keeper: Sessions): () => void {
  const touched = () => keeper.touch();
  const seen = () => (document.hidden ? keeper.cover() : keeper.look());
  const gone = () => keeper.end("left");
  const timer = setInterval(keeper.look, LOOK_EVERY_MS);
  addEventListener("pointerdown", touched, { capture: true, passive: true });
  addEventListener("keydown", touched, { capture: true });
  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", gone);
  const stopExit = onQuickExit(gone);
  return () => {
    clearInterval(timer);
    removeEventListener("pointerdown", touched, { capture: true });
    removeEventListener("keydown", touched, { capture: true });
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("pagehide", gone);
    stopExit();
  };
}

/** Watch the page for as long as a session is open, whatever screen is in front of it. */
let stopWatching: (() => void) | undefined;
sessions.subscribe(() => {
  if (sessions.current() !== undefined) stopWatching ??= watchPage(sessions);
  else {
    stopWatching?.();
    stopWatching = undefined;
  }
});
