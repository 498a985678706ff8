/**
 * The open worksheet: in this page's memory, and nowhere else.
 *
 * It ends, and all of it is dropped, when it is done or left, on quick exit, when the
 * page goes away, and when nobody has touched the phone for long. Where it is at lives
 * here too, so that looking something up elsewhere in the app, or another language,
 * loses nothing. A worksheet may lead to another, as a plan does to a release: that one
 * is then in front, and the first waits behind it until it has ended.
 */
import { onQuickExit } from "../secrets/exit.ts";
import { type Clock, elapsedMs, readClock, stageAfter } from "./idle.ts";
import { EMPTY_SHEET, isUntouched, type Sheet } from "./sheet.ts";

/** What the worksheet shows. `part` is a section. */
export type Place =
  | { readonly at: "start" }
  | { readonly at: "parts" }
  | { readonly at: "part"; readonly sectionId: string; readonly questionId?: string }
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
  /** What it began with: the days that the app itself fills in. */
  readonly blank: Sheet;
  readonly place: Place;
  /** The lines to take on a copy, by their IDs, which hold answers. */
  readonly taking: ReadonlySet<string>;
  /** Whether a copy was printed or saved, which erasing does not reach. */
  readonly hasCopy: boolean;
  /** Random IDs of the reminders that this phone keeps, by their day; erasing leaves them. */
  readonly remindOn: ReadonlyMap<string, string>;
  /** What was handed on at the end, as somebody chose: that stays when all else is erased. */
  readonly handedOn: ReadonlySet<HandedOn>;
  /** The screen shows nothing of the worksheet until somebody taps. */
  readonly covered: boolean;
}

/** A count of some picks, or a report of what is wrong in the directory. */
export type HandedOn = "count" | "fix";

export type Ending = "done" | "left" | "forgotten";

export interface Sessions {
  /** The one in front. */
  readonly current: () => Session | undefined;
  /** All, the one in front first. */
  readonly open: () => readonly Session[];
  /** How the last one ended, until another begins. */
  readonly ending: () => Ending | undefined;
  /** Whether there is a copy of the last one that ended. */
  readonly hasCopy: () => boolean;
  readonly handOver: () => void;
  /** Whether a day to be reminded of was kept of the last one that ended. */
  readonly hasReminder: () => boolean;
  readonly remind: (remindOn: ReadonlyMap<string, string>) => void;
  /** Whether something of the last one that ended was handed on. */
  readonly hasHandedOn: () => boolean;
  readonly handOn: (what: HandedOn) => void;
  /** The only one from now on: what else was open is dropped. */
  readonly begin: (templateId: string, owner: string | undefined, blank?: Sheet) => void;
  /** In front of what is open, which waits. */
  readonly beginBeside: (templateId: string, owner: string | undefined, blank?: Sheet) => void;
  readonly toFront: (templateId: string) => void;
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
  /** End the one in front. */
  readonly end: (how: Ending) => void;
  readonly endAll: (how: Ending) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A keeper of what is open. The clock is passed in, so that tests need not wait. */
export function keepSessions(clock: () => Clock = readClock): Sessions {
  let open: readonly Session[] = [];
  let ended:
    | {
        readonly how: Ending;
        readonly hasCopy: boolean;
        readonly hasReminder: boolean;
        readonly hasHandedOn: boolean;
      }
    | undefined;
  let touchedAt = clock();
  const listeners = new Set<() => void>();

  const set = (next: readonly Session[]) => {
    open = next;
    for (const listener of listeners) listener();
  };
  const setFront = (change: (front: Session) => Session) => {
    const [front, ...behind] = open;
    if (front !== undefined) set([change(front), ...behind]);
  };
  const setCovered = (covered: boolean) => set(open.map((session) => ({ ...session, covered })));
  const idleMs = () => elapsedMs(touchedAt, clock());
  const isCovered = () => open[0]?.covered === true;
  const endSome = (how: Ending, ending: readonly Session[]) => {
    if (ending.length === 0) return;
    ended = {
      how,
      hasCopy: ending.some(({ hasCopy }) => hasCopy),
      hasReminder: ending.some(({ remindOn }) => remindOn.size > 0),
      hasHandedOn: ending.some(({ handedOn }) => handedOn.size > 0),
    };
    set(open.filter((session) => !ending.includes(session)));
  };
  const endAll = (how: Ending) => endSome(how, open);
  const add = (templateId: string, owner: string | undefined, blank: Sheet, behind = open) => {
    ended = undefined;
    touchedAt = clock();
    const begun = { templateId, owner, sheet: blank, blank, covered: false, hasCopy: false };
    const taking = new Set<string>();
    const remindOn = new Map<string, string>();
    const handedOn = new Set<HandedOn>();
    set([{ ...begun, place: { at: "start" }, taking, remindOn, handedOn }, ...behind]);
  };

  return {
    current: () => open[0],
    open: () => open,
    ending: () => ended?.how,
    hasCopy: () => ended?.hasCopy === true,
    hasReminder: () => ended?.hasReminder === true,
    remind: (remindOn) => setFront((front) => ({ ...front, remindOn })),
    hasHandedOn: () => ended?.hasHandedOn === true,
    handOn: (what) =>
      setFront((front) => ({ ...front, handedOn: new Set(front.handedOn).add(what) })),
    handOver: () => setFront((front) => ({ ...front, hasCopy: true })),
    begin: (templateId, owner, blank = EMPTY_SHEET) => add(templateId, owner, blank, []),
    beginBeside: (templateId, owner, blank = EMPTY_SHEET) => add(templateId, owner, blank),
    toFront: (templateId) => {
      const wanted = open.filter((session) => session.templateId === templateId);
      if (open[0] !== wanted[0]) set([...wanted, ...open.filter((one) => !wanted.includes(one))]);
    },
    change: (change) => setFront((front) => ({ ...front, sheet: change(front.sheet) })),
    take: (taking) => setFront((front) => ({ ...front, taking })),
    go: (place) => setFront((front) => ({ ...front, place })),
    touch: () => {
      if (open.length > 0 && !isCovered()) touchedAt = clock();
    },
    cover: () => {
      if (open.length > 0 && !isCovered()) setCovered(true);
    },
    uncover: () => {
      if (stageAfter(idleMs()) === "over") return endAll("forgotten");
      touchedAt = clock();
      setCovered(false);
    },
    look: () => {
      const stage = stageAfter(idleMs());
      if (stage === "over") endAll("forgotten");
      else if (stage === "covered" && open.length > 0 && !isCovered()) setCovered(true);
    },
    idleMs,
    end: (how) => endSome(how, open.slice(0, 1)),
    endAll,
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
  session !== undefined && !isUntouched(session.sheet, session.blank);

const LOOK_EVERY_MS = 5_000;

/** Tie a keeper to the page: touches, the clock, going to another app, going away. */
export function watchPage(keeper: Sessions): () => void {
  const touched = () => keeper.touch();
  const seen = () => (document.hidden ? keeper.cover() : keeper.look());
  const gone = () => keeper.endAll("left");
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
