/**
 * The language on screen. English text is the message's own name.
 *
 * Spanish is fetched once, when it is first chosen; the choice is kept on this
 * phone. Nobody's state depends on the language, so it can change at any time:
 * listeners draw again with the same state.
 */

/** A tag such as "es". */
export type Language = string;

export type Values = Readonly<Record<string, string | number>>;

type Catalogue = Readonly<Record<string, string | readonly string[]>>;

const STORED_AT = "cairn.language";

// A glob, not an import: the file is compiled from PO, and may not be there yet.
const CATALOGUES = import.meta.glob<Catalogue>("./locales/*.json", { import: "default" });
const COMPILED = Object.keys(CATALOGUES).map((path) => path.replace(/^.*\/|\.json$/g, ""));

/** The languages of this build, English first. */
export const LANGUAGES: readonly Language[] = [...new Set(["en", "es", ...COMPILED])];

const OWN_NAMES: Readonly<Record<string, string>> = { en: "English", es: "Español" };
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

let language: Language = "en";
let catalogue: Catalogue = {};
const listeners = new Set<() => void>();

export const currentLanguage = (): Language => language;

/** What those who speak a language call it. */
export const languageName = (tag: Language): string =>
  OWN_NAMES[tag] ?? new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;

/** The other language, or of several the next one: what the button at the top changes to. */
export const nextLanguage = (): Language =>
  LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? "en";

export const directionOf = (tag: Language): "ltr" | "rtl" =>
  RIGHT_TO_LEFT.test(tag) ? "rtl" : "ltr";

/** Choose the stored language, else the browser's. Resolves when its words are here. */
export async function startLanguage(): Promise<void> {
  await showLanguage(storedLanguage() ?? preferredLanguage(navigator.languages));
}

/** Change the words on screen at once. Without its words, the language stays as it is. */
export async function setLanguage(next: Language): Promise<void> {
  await showLanguage(next);
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
    const known = LANGUAGES.find((one) => new RegExp(`^${one}\\b`, "i").test(tag));
    if (known) return known;
  }
  return "en";
}

/** A language with its words, to say something in it while another is on screen. */
export interface Tongue {
  readonly language: Language;
  readonly catalogue: Catalogue;
}

export const tongueOnScreen = (): Tongue => ({ language, catalogue });

/** Rejects if the words are not on this phone and there is no signal. */
export const loadTongue = async (tag: Language): Promise<Tongue> => ({
  language: tag,
  catalogue: tag === "en" ? {} : ((await CATALOGUES[`./locales/${tag}.json`]?.()) ?? {}),
});

/** What `say` returns with every text, number and day in another language than the screen's. */
export function sayIn<T>(tongue: Tongue, say: () => T): T {
  const onScreen = tongueOnScreen();
  ({ language, catalogue } = tongue);
  try {
    return say();
  } finally {
    ({ language, catalogue } = onScreen);
  }
}

/** Change the words on screen, and keep that nowhere. */
export async function showLanguage(next: Language): Promise<void> {
  try {
    ({ language, catalogue } = await loadTongue(next));
  } catch {
    return; // Not cached yet and no signal: the old words are better than none.
  }
  if (typeof document !== "undefined") {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }
  for (const listener of listeners) listener();
}

function storedLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(STORED_AT);
    return LANGUAGES.find((known) => known === stored);
  } catch {
    return undefined;
  }
}

function fill(text: string, values: Values | undefined): string {
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numberFormat().format(value) : isolated(value);
  });
}

/** A name or a number that reads the other way must not turn the sentence around it. */
const isolated = (value: string): string =>
  directionOf(language) === "rtl" ? `\u2068${value}\u2069` : value;
