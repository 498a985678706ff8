/** What the server says of an import, in the language on screen: it sends a form and its filling. */
import { currentLanguage } from "../locale.ts";

export interface Said {
  readonly say: string;
  readonly with?: Readonly<Record<string, string | number | Said>>;
}

type Words = Readonly<Record<string, string>>;

// A glob, not an import: the files are compiled from PO, and only this screen needs them.
const WORDS = import.meta.glob<Words>("../locales/said/*.json", { import: "default" });
const loaded = new Map<string, Words>();

/** Fetch the words of the language on screen; without signal the English stays. */
export async function loadSaid(): Promise<void> {
  const language = currentLanguage();
  const words = await WORDS[`../locales/said/${language}.json`]?.().catch(() => undefined);
  if (words) loaded.set(language, words);
}

/** The sentence in the language on screen; `english` where it cannot be said in it. */
export function inWords(said: Said | undefined | null, english: string): string {
  if (currentLanguage() === "en" || !said) return english;
  const words = loaded.get(currentLanguage());
  return isSpoken(said, words) ? fill(said, words) : english;
}

/** Whether `inWords` says it in the language on screen. */
export const isTranslated = (said: Said | undefined | null): boolean =>
  currentLanguage() === "en" || (!!said && isSpoken(said, loaded.get(currentLanguage())));

const isSpoken = ({ say }: Said, words: Words | undefined): words is Words => !!words?.[say];

function fill({ say, with: given = {} }: Said, words: Words): string {
  return (words[say] ?? say).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = given[name];
    if (value === undefined) return whole;
    return typeof value === "object" ? fill(value, words) : String(value);
  });
}
