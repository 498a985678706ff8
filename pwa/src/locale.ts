/**
 * The language on screen. English text is the message's own name.
 *
 * Spanish is fetched once, when it is first chosen; the choice is kept on this
 * phone. Nobody's state depends on the language, so it can change at any time:
 * listeners draw again with the same state.
 */

export type Language = "en" | "es";

export type Values = Readonly<Record<string, string | number>>;

type Catalogue = Readonly<Record<string, string | readonly string[]>>;

const STORED_AT = "cairn.language";

// A glob, not an import: the file is compiled from PO, and may not be there yet.
const CATALOGUES = import.meta.glob<Catalogue>("./locales/es.json", { import: "default" });

let language: Language = "en";
let catalogue: Catalogue = {};
const listeners = new Set<() => void>();

export const currentLanguage = (): Language => language;

/** Choose the stored language, else the browser's. Resolves when its words are here. */
export async function startLanguage(): Promise<void> {
  await changeLanguage(storedLanguage() ?? preferredLanguage(navigator.languages));
}

/** Change the words on screen at once. Without its words, the language stays as it is. */
export async function setLanguage(next: Language): Promise<void> {
  await changeLanguage(next);
  try {
    localStorage.setItem(STORED_AT, language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** Hear of every change of language. Returns the way to stop. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text in the language on screen; `{name}` is replaced from `values`. */
export function t(text: string, values?: Values): string {
  const found = catalogue[text];
  return fill(typeof found === "string" && found !== "" ? found : text, values);
}

/** Make something once for each language: the browser's formats are slow to make. */
export function perLanguage<T>(make: (language: Language) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}

const pluralRules = perLanguage((tag) => new Intl.PluralRules(tag));
const numberFormat = perLanguage((tag) => new Intl.NumberFormat(tag));

/** Name a text for the translators that reaches `t` by another way. */
export const mark = (text: string): string => text;

/** As `t`, for a text that counts something; `{n}` is the number. */
export function tn(one: string, many: string, n: number, values?: Values): string {
  const index = pluralRules().select(n) === "one" ? 0 : 1;
  const found = catalogue[one];
  const text = (Array.isArray(found) ? found[index] : undefined) || (index === 0 ? one : many);
  return fill(text, { ...values, n });
}

/** The first of the browser's languages that Cairn speaks. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^es\b/i.test(tag)) return "es";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}

async function changeLanguage(next: Language): Promise<void> {
  try {
    catalogue = next === "en" ? {} : ((await CATALOGUES[`./locales/${next}.json`]?.()) ?? {});
    language = next;
  } catch {
    return; // Not cached yet and no signal: the old words are better than none.
  }
  if (typeof document !== "undefined") {
    document.documentElement.lang = language;
    document.documentElement.dir = "ltr";
  }
  for (const listener of listeners) listener();
}

function storedLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(STORED_AT);
    return stored === "en" || stored === "es" ? stored : undefined;
  } catch {
    return undefined;
  }
}

function fill(text: string, values: Values | undefined): string {
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numberFormat().format(value) : value;
  });
}
