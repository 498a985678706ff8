/**
 * One sitting at one run: what is on screen, what was filled in, and its way to the phone's
 * store.
 *
 *     latest    what the documents say, kept up to date
 *     held      what they said of the question in hand when it was taken in hand
 *     pending   what was filled in here, on top of both
 *
 * Typing goes on over what was on screen when it began: what arrives meanwhile is shown
 * once the question is left, beside what was typed. Nothing typed waits longer than a
 * second to be saved; leaving the question, the screen or the app saves at once.
 */
import { type Author, entryOf, type Write } from "./edit.ts";
import {
  EMPTY_REGISTER,
  type Entry,
  hasSeen,
  join,
  type Leaf,
  type Register,
  registerOf,
} from "./register.ts";
import { newSitting } from "./sheet-document.ts";

export const SAVE_AFTER_MS = 1_000;

export type SaveState = "saved" | "saving" | "no_room";

export interface Filling {
  /** What is on screen. */
  readonly register: () => Register;
  /** Take in what the documents say now. */
  readonly refresh: (latest: Register) => void;
  /** Keep a question as it is while somebody types; undefined: nobody does any more. */
  readonly hold: (questionId: string | undefined) => void;
  readonly write: (writes: readonly Write[], how: { readonly isTyped: boolean }) => void;
  /** Save at once what is not saved. */
  readonly flush: () => Promise<void>;
  readonly state: () => SaveState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

interface Needs {
  /** What the documents say at the beginning. */
  readonly latest?: Register;
  readonly member: string;
  /** Adds the answers to the member's sheet, durably. */
  readonly save: (answers: Leaf["answers"]) => Promise<"saved" | "no_room">;
  readonly by?: string;
}

export function openFilling(needs: Needs): Filling {
  const { member, save, by = newSitting() } = needs;
  let latest = needs.latest ?? EMPTY_REGISTER;
  let held: { readonly questionId: string; readonly register: Register } | undefined;
  const pending = new Map<string, Entry>(); // by place
  const unsaved = new Set<string>(); // places
  const savedAgain = new Set<Entry>();
  let dot = 0;
  let state: SaveState = "saved";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | undefined;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const answersOf = (places: Iterable<string>): Leaf["answers"] =>
    Object.fromEntries(
      [...places].flatMap((place) => {
        const entry = pending.get(place);
        return entry ? [[place, [entry]]] : [];
      }),
    );
  const register = () => {
    const mine = registerOf({ member, answers: answersOf(pending.keys()) });
    if (held === undefined) return join(latest, mine);
    const { questionId } = held;
    const others = new Map([...latest].filter(([place]) => !isOf(questionId, place)));
    return join(others, held.register, mine);
  };

  const saveAll = async () => {
    while (unsaved.size > 0) {
      const places = [...unsaved];
      const answers = answersOf(places);
      unsaved.clear();
      let outcome: SaveState;
      try {
        outcome = await save(answers);
      } catch (error) {
        for (const place of places) unsaved.add(place);
        throw error;
      }
      if (outcome === "no_room") {
        for (const place of places) unsaved.add(place);
        state = "no_room";
        return;
      }
    }
    state = "saved";
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (unsaved.size === 0) return saving ?? Promise.resolve();
    saving ??= saveAll().finally(() => {
      saving = undefined;
      tell();
    });
    return saving;
  };
  const saveSoon = (afterMs: number) => {
    state = "saving";
    if (afterMs === 0) return void flush();
    timer ??= setTimeout(() => void flush(), afterMs);
  };

  return {
    register,
    refresh: (next) => {
      latest = next;
      // Saved, and not there: another tab of this member has written over it. Once more, and no
      // further: what the server does not take would be sent for ever.
      for (const [place, entry] of pending) {
        const told = latest.get(place) ?? [];
        const isThere = told.some((one) => one.by === entry.by && one.dot === entry.dot);
        if (isThere || told.some((one) => hasSeen(one, entry)) || savedAgain.has(entry)) continue;
        if (unsaved.has(place) || saving) continue;
        savedAgain.add(entry);
        unsaved.add(place);
        saveSoon(SAVE_AFTER_MS);
      }
      tell();
    },
    hold: (questionId) => {
      if (questionId === held?.questionId) return;
      held = undefined;
      if (questionId !== undefined) {
        const now = [...latest].filter(([place]) => isOf(questionId, place));
        held = { questionId, register: new Map(now) };
      }
      void flush();
      tell();
    },
    write: (writes, { isTyped }) => {
      if (writes.length === 0) return;
      const shown = register();
      for (const write of writes) {
        dot += 1;
        const author: Author = { member, by, dot };
        pending.set(write.place, entryOf(shown, write, author));
        unsaved.add(write.place);
      }
      saveSoon(isTyped ? SAVE_AFTER_MS : 0);
      tell();
    },
    flush,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      listeners.clear();
      void flush();
    },
  };
}

const isOf = (questionId: string, place: string): boolean =>
  place === questionId || place.startsWith(`${questionId}/`);
