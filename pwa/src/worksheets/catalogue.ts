/**
 * The templates that come with the app, in the language on screen.
 *
 * Each template is a file of its own, and so are its words in each other language: the
 * list needs none of them, and an update fetches only what has changed.
 */
import { useEffect, useState } from "preact/hooks";
import { currentLanguage, type Language, onLanguage } from "../locale.ts";
import { isPossible } from "./seams.ts";
import { type Entry, readEntry, readTemplate, type Template, type Words } from "./template.ts";

export const POCKET_GUIDE = "h1-disclosure-pocket-guide";

const ENTRIES = import.meta.glob<unknown>(
  "../../../server/cairn_server/worksheets/templates/*.json",
  { import: "default", query: "?entry", eager: true },
);
const TEMPLATES = import.meta.glob<unknown>(
  "../../../server/cairn_server/worksheets/templates/*.json",
  { import: "default" },
);
// A glob, not an import: the files are compiled from PO, and may not be there yet.
const WORDS = import.meta.glob<Words>("../locales/worksheets/*/*.json", { import: "default" });

/** Read the worksheets of this version for the list, in the order of their letters. */
export const shownEntries = (words?: Words): readonly Entry[] =>
  Object.values(ENTRIES)
    .map((raw) => readEntry(raw, words))
    .filter(isPossible);

const ENGLISH = shownEntries();
const entries = new Map<Language, readonly Entry[]>([["en", ENGLISH]]);
const templates = new Map<string, Template>(); // by language and ID

const wordsOf = async (language: Language, name: string): Promise<Words | undefined> =>
  WORDS[`../locales/worksheets/${language}/${name}.json`]?.();

async function loadEntries(language: Language): Promise<void> {
  if (entries.has(language)) return;
  const words = await wordsOf(language, "list");
  if (words) entries.set(language, shownEntries(words));
}

const keyOf = (language: Language, id: string) => `${language}/${id}`;

/** A template in English, and in the words if they come. Rejects if the template cannot be had. */
export async function joinWords(raw: Promise<unknown>, words: Promise<Words | undefined>) {
  const [json, found] = await Promise.all([raw, words.catch(() => undefined)]);
  return { english: readTemplate(json), inWords: found && readTemplate(json, found) };
}

async function loadTemplate(language: Language, id: string): Promise<void> {
  if (templates.has(keyOf(language, id))) return;
  const path = `../../../server/cairn_server/worksheets/templates/${id}.json`;
  const raw = TEMPLATES[path]?.() ?? Promise.reject(new Error(`no template ${id}`));
  const words = language === "en" ? Promise.resolve(undefined) : wordsOf(language, id);
  const { english, inWords } = await joinWords(raw, words);
  templates.set(keyOf("en", id), english);
  if (inWords) templates.set(keyOf(language, id), inWords);
}

/** Load for the language on screen, and draw again when it is here. */
function useLoaded(load: (language: Language) => Promise<void>, what: string): boolean {
  const [hasFailed, setFailed] = useState(false);
  const [, setDrawn] = useState(0);
  useEffect(() => {
    let gone = false;
    const start = () => {
      const settle = (failed: boolean) => () => {
        if (gone) return;
        setFailed(failed);
        setDrawn((drawn) => drawn + 1);
      };
      load(currentLanguage()).then(settle(false), settle(true));
      setDrawn((drawn) => drawn + 1);
    };
    start();
    const stop = onLanguage(start);
    return () => {
      gone = true;
      stop();
    };
  }, [what]);
  return hasFailed;
}

/** The list, in the language on screen as soon as its words are here. */
export function useEntries(): readonly Entry[] {
  useLoaded(loadEntries, "list");
  return entries.get(currentLanguage()) ?? ENGLISH;
}

export interface Opening {
  /** Undefined: no worksheet of this version. */
  readonly entry: Entry | undefined;
  /** Undefined until it is here. */
  readonly template: Template | undefined;
  /** It is not on this phone, and could not be fetched. */
  readonly hasFailed: boolean;
}

/** One template by its ID, in the language on screen, or in English until its words are here. */
export function useTemplate(id: string): Opening {
  const entry = useEntries().find((one) => one.id === id);
  const hasFailed = useLoaded((language) => loadTemplate(language, id), id);
  const template = templates.get(keyOf(currentLanguage(), id)) ?? templates.get(keyOf("en", id));
  return { entry, template, hasFailed: hasFailed && template === undefined };
}
