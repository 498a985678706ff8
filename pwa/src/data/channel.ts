/** Word of a change, to every listener in this tab and in the others. */

/** What changed: an edit was saved here; documents or answers came in; people or settings; where the databases lie. */
export type Change = "edit" | "documents" | "people" | "moved";

export interface Channel {
  readonly announce: (change: Change) => void;
  readonly subscribe: (listener: (change: Change) => void) => () => void;
  readonly close: () => void;
}

/** Open the channel `name`. Without BroadcastChannel (Safari before 15.4) it reaches this tab only. */
export function openChannel(name: string): Channel {
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : undefined;
  if (others) others.onmessage = ({ data }) => tell(parseChange(data));
  return {
    announce(change) {
      others?.postMessage(change);
      tell(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      others?.close();
    },
  };
}

const parseChange = (data: unknown): Change =>
  data === "edit" || data === "people" || data === "moved" ? data : "documents";
