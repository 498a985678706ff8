import type { Clock } from "./clock.ts";

const STALL_MILLISECONDS = 60_000; // without one byte: EDGE may pause for a call

/** A signal that aborts when no byte came for too long, or when the caller's does. */
export function watchForStall(clock: Clock, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let callOff = clock.after(STALL_MILLISECONDS, abort);
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    progress() {
      callOff();
      callOff = clock.after(STALL_MILLISECONDS, abort);
    },
    stop() {
      callOff();
      outer?.removeEventListener("abort", abort);
    },
  };
}
