/**
 * What was picked for a hand-out: in memory only, for the person who uses the phone.
 *
 * Which services somebody needs says much about them. So it is kept nowhere, and quick
 * exit, another person on the phone and "Empty it" end it.
 */
import { useEffect, useReducer } from "preact/hooks";
import { onQuickExit } from "../secrets/exit.ts";

export interface Picks {
  readonly ids: readonly string[]; // of services, in the order of picking
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
}

let ids: readonly string[] = [];
let pickedBy: string | undefined; // the member
const listeners = new Set<() => void>();

function change(next: readonly string[]): void {
  ids = next;
  for (const listener of listeners) listener();
}

const clear = () => change([]);
const toggle = (id: string) =>
  change(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);

onQuickExit(clear);

/** The picks of `owner`; those of anybody else are gone. Draws again when they change. */
export function usePicks(owner: string | undefined): Picks {
  const [, draw] = useReducer((times: number, _: undefined) => times + 1, 0);
  useEffect(() => {
    const listener = () => draw(undefined);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  if (pickedBy !== owner) ids = [];
  pickedBy = owner;
  return { ids, toggle, clear };
}
