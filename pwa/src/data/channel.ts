/** Word of a change, to every listener in this tab and in the others. */
import { isObject, isText } from "./json.ts";

/** Where a document stands: in which database, under which ID. */
export type DocumentKey = readonly [database: string, docId: string];

export interface Change {
  /** An edit was saved here; documents or answers came in; people or settings; where the databases lie. */
  readonly kind: "edit" | "documents" | "people" | "moved";
  /** The documents that are shown otherwise now, perhaps none. Undefined: any of them may be. */
  readonly keys?: readonly DocumentKey[];
}

export interface Channel {
  readonly announce: (kind: Change["kind"], keys?: readonly DocumentKey[]) => void;
  readonly subscribe: (listener: (change: Change) => void) => () => void;
  readonly close: () => void;
}

/**
 * Open the channel `name`. Without BroadcastChannel (Safari before 15.4) it reaches this tab only,
 * so that when the tab is looked at again anything may have changed. So it may have when the
 * browser had put the page to sleep.
 */
export function openChannel(name: string): Channel {
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : undefined;
  if (others) others.onmessage = ({ data }) => tell(parseChange(data));
  const stopWaking = onWaking(others === undefined, () => tell({ kind: "documents" }));
  let isClosed = false;
  return {
    announce(kind, keys) {
      if (isClosed) return;
      others?.postMessage(keys ? { kind, keys } : kind);
      tell(keys ? { kind, keys } : { kind });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      listeners.clear();
      others?.close();
      stopWaking();
    },
  };
}

/** Call `wake` when the page may have missed what other tabs did. */
function onWaking(isDeaf: boolean, wake: () => void): () => void {
  const page = globalThis.document as Document | undefined;
  const shown = ({ persisted }: PageTransitionEvent) => persisted && wake();
  const looked = () => isDeaf && !page?.hidden && wake();
  globalThis.addEventListener?.("pageshow", shown);
  page?.addEventListener("resume", wake); // Chromium's, after it froze a tab
  page?.addEventListener("visibilitychange", looked);
  return () => {
    globalThis.removeEventListener?.("pageshow", shown);
    page?.removeEventListener("resume", wake);
    page?.removeEventListener("visibilitychange", looked);
  };
}

/** A tab of another Cairn may say it in another way: then anything may have changed. */
function parseChange(data: unknown): Change {
  const { kind, keys } = isObject(data) ? data : { kind: data, keys: undefined };
  const known = kind === "edit" || kind === "people" || kind === "moved" ? kind : "documents";
  return Array.isArray(keys) && keys.every(isKey) ? { kind: known, keys } : { kind: known };
}

const isKey = (key: unknown): key is DocumentKey =>
  Array.isArray(key) && key.length === 2 && key.every(isText);
