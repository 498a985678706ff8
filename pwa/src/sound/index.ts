/** The page's one reader. */
import { keepPlayer } from "./player.ts";
import { keepReader, stopWithPage } from "./reader.ts";

export const reader = keepReader(globalThis.speechSynthesis, keepPlayer());

if (typeof document !== "undefined" && "addEventListener" in document) stopWithPage(reader);
