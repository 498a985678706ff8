/**
 * The second language of worksheets, beside the one on screen.
 *
 * Kept in memory only, and gone with the worksheet: which language a survivor reads is
 * nobody else's to find. Answers hold IDs, so nothing of them depends on it.
 */
import { currentLanguage, LANGUAGES, type Language, onLanguage } from "../locale.ts";
import { sessions } from "./session.ts";

let first = currentLanguage();
let second: Language | undefined;
const listeners = new Set<() => void>();

export const secondLanguage = (): Language | undefined => second;

/** The languages that can stand beside the one on screen. */
export const otherLanguages = (): readonly Language[] =>
  LANGUAGES.filter((language) => language !== currentLanguage());

/** Undefined: one language is enough. */
export function showSecond(language: Language | undefined): void {
  second = language;
  for (const listener of listeners) listener();
}

export function onSecond(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// When the screen changes to the second language, the two change places.
onLanguage(() => {
  if (second === currentLanguage()) showSecond(first);
  first = currentLanguage();
});

// The next talk is with somebody else.
sessions.subscribe(() => {
  if (sessions.current() === undefined) showSecond(undefined);
});
