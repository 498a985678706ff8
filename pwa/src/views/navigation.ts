/**
 * Going from screen to screen, and back to the same place on the one before.
 *
 * The browser's own history keeps a single entry, so that leaving leaves nothing to
 * come back to. Where the platform has close requests without history (Android's
 * back gesture on newer Chromes), those go back too.
 */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Arrival } from "../parts/page.tsx";
import { scrollPlace } from "../parts/scroll.ts";
import type { View } from "./view.ts";

interface Frame {
  readonly view: View;
  readonly scroll: number;
  readonly focused: string; // ID of the element that led away; "" when it has none
}

export interface Navigation {
  readonly view: View;
  readonly depth: number;
  readonly arrival: Arrival | undefined; // undefined: a screen newly gone to
  readonly asking: boolean; // a screen with unsaved changes is to be left: ask first
  readonly isDraftKept: boolean; // of what is left so, a draft stays on this phone
  readonly go: (view: View) => void;
  readonly back: () => void;
  /** Make `view` the only one: what the tabs do. */
  readonly start: (view: View) => void;
  /** Show `view` in place of the present one. */
  readonly replace: (view: View) => void;
  /** While set, leaving asks first. `throwAway`: what ends the draft that is kept of it. */
  readonly setUnsaved: (unsaved: boolean, throwAway?: () => void) => void;
  readonly answer: (answer: "stay" | "keep" | "leave") => void;
}

interface CloseWatcherLike {
  onclose: (() => void) | null;
  destroy(): void;
}

export function useNavigation(first: View): Navigation {
  const [frames, setFrames] = useState<readonly Frame[]>([frameOf(first)]);
  const [arrival, setArrival] = useState<Arrival>();
  const [blocked, setBlocked] = useState<() => void>();
  const unsaved = useRef(false);
  const draft = useRef<(() => void) | undefined>(undefined);

  const guarded = useCallback((move: () => void) => {
    if (unsaved.current) setBlocked(() => move);
    else move();
  }, []);
  const move = useCallback(
    (change: (frames: readonly Frame[]) => readonly Frame[], isBack = false) =>
      guarded(() =>
        setFrames((old) => {
          const next = change(old);
          const top = next[next.length - 1];
          setArrival(isBack ? top : undefined);
          return next;
        }),
      ),
    [guarded],
  );

  const back = useCallback(
    () => move((old) => (old.length > 1 ? old.slice(0, -1) : old), true),
    [move],
  );
  useCloseRequests(frames.length > 1, back, frames.length);

  return {
    view: frames[frames.length - 1]?.view ?? first,
    depth: frames.length,
    arrival,
    asking: blocked !== undefined,
    go: (view) => move((old) => [...old.slice(0, -1), ...left(old), frameOf(view)]),
    back,
    start: (view) => move(() => [frameOf(view)]),
    replace: (view) => move((old) => [...old.slice(0, -1), frameOf(view)]),
    isDraftKept: draft.current !== undefined,
    setUnsaved(value, throwAway) {
      unsaved.current = value;
      draft.current = throwAway;
    },
    answer(answer) {
      setBlocked(undefined);
      if (answer === "stay") return;
      if (answer === "leave") draft.current?.();
      unsaved.current = false;
      blocked?.();
    },
  };
}

const frameOf = (view: View): Frame => ({ view, scroll: 0, focused: "" });

function left(frames: readonly Frame[]): readonly Frame[] {
  const top = frames[frames.length - 1];
  if (top === undefined) return [];
  return [{ ...top, scroll: scrollPlace(), focused: document.activeElement?.id ?? "" }];
}

function useCloseRequests(isActive: boolean, back: () => void, depth: number): void {
  useEffect(() => {
    // On a keyboard the close request is Escape, which means leaving. So: touch only.
    const Watcher = (globalThis as { CloseWatcher?: new () => CloseWatcherLike }).CloseWatcher;
    if (!isActive || !Watcher || !matchMedia("(pointer: coarse)").matches) return;
    const watcher = new Watcher();
    watcher.onclose = back;
    return () => watcher.destroy();
    // A watcher closes once; each depth needs its own.
  }, [isActive, back, depth]);
}
