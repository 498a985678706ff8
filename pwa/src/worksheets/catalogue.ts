/**
 * The worksheets there are, in the language on screen: those that come with the app, and in
 * their place or beside them those that the program published.
 *
 * Of the app's, each template is a file of its own, and so are its words in each other
 * language: the list needs none of them, and an update fetches only what has changed.
 */
import { useEffect, useState } from "preact/hooks";
import { currentLanguage, type Language, onLanguage } from "../locale.ts";
import { joinShelf, type Published } from "../shelf/published.ts";
import { shelves, useShelf } from "../shelf/shelf.ts";
import { isPossible } from "./seams.ts";
import { sessions } from "./session.ts";
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
  readEntries(words).filter(isPossible);

const readEntries = (words?: Words): readonly Entry[] =>
  Object.values(ENTRIES).map((raw) => readEntry(raw, words));

const ENGLISH = readEntries();

/** All that come with the app, in the language on screen: those too that wait for something. */
export const allEntries = (): readonly Entry[] => entries.get(currentLanguage()) ?? ENGLISH;
const entries = new Map<Language, readonly Entry[]>([["en", ENGLISH]]);
const templates = new Map<string, Template>(); // by language and ID
const languages = new WeakMap<Template, Language>();
const builtIns = new WeakSet<Template>();

/** Whether it comes with the app, and its recordings with it. */
export const isBuiltIn = (template: Template): boolean => builtIns.has(template);

/** The language a template's words are in, which is not the screen's where they are not here. */
export const languageOf = (template: Template): Language =>
  languages.get(template) ?? currentLanguage();

const wordsOf = async (language: Language, name: string): Promise<Words | undefined> =>
  WORDS[`../locales/worksheets/${language}/${name}.json`]?.();

async function loadEntries(language: Language): Promise<void> {
  if (entries.has(language)) return;
  const words = await wordsOf(language, "list");
  if (words) entries.set(language, readEntries(words));
}

/** Where a template comes from. */
export interface Source {
  /** Another one: another content. */
  readonly stamp: string;
  readonly raw: () => Promise<unknown>;
  readonly words: (language: Language) => Promise<Words | undefined>;
}

const builtIn = (id: string): Source | undefined => {
  const raw = TEMPLATES[`../../../server/cairn_server/worksheets/templates/${id}.json`];
  const words = (language: Language) =>
    language === "en" ? Promise.resolve(undefined) : wordsOf(language, id);
  return raw && { stamp: id, raw, words };
};

const PREVIEW = "preview:";
const previews = new Map<string, Source>();
let shownPreviews = 0;

export const isPreview = (id: string): boolean => id.startsWith(PREVIEW);

/** Let a draft be opened like a worksheet, under its ID, which begins with `preview:`. */
export function showPreview(raw: { readonly id?: unknown }, words: Published["words"]): string {
  const id = `${raw.id}`;
  shownPreviews += 1;
  const stamp = `${id} ${shownPreviews}`;
  const source = { stamp, raw: () => Promise.resolve(raw), words: inLanguage(words) };
  previews.set(id, source);
  return id;
}

const inLanguage = (words: Published["words"]) => (language: Language) =>
  Promise.resolve(language === "es" ? words.es : undefined);

/** What the program published under this ID, else what comes with the app. */
export function sourceOf(id: string): Source | undefined {
  const preview = previews.get(id);
  if (preview) return preview;
  const own = shelves.current()?.published.get(id);
  if (own === undefined) return builtIn(id);
  return {
    stamp: `${id} ${own.rev}`,
    raw: () => Promise.resolve(own.template),
    words: (language) => Promise.resolve(own.words[language]),
  };
}

/** By ID: what each open worksheet began with. It goes on so, whatever is published meanwhile. */
const held = new Map<string, Source | undefined>();
sessions.subscribe(() => {
  const ids = sessions.open().map(({ templateId }) => templateId);
  for (const id of held.keys()) if (!ids.includes(id)) held.delete(id);
  for (const id of ids) if (!held.has(id)) held.set(id, sourceOf(id));
});

const keyOf = (language: Language, { stamp }: Source) => `${language}/${stamp}`;

/** A template in English, and in the words if they come. Rejects if the template cannot be had. */
export async function joinWords(raw: Promise<unknown>, words: Promise<Words | undefined>) {
  const [json, found] = await Promise.all([raw, words.catch(() => undefined)]);
  return { english: readTemplate(json), inWords: found && readTemplate(json, found) };
}

async function loadTemplate(language: Language, source: Source): Promise<void> {
  if (templates.has(keyOf(language, source))) return;
  const { english, inWords } = await joinWords(source.raw(), source.words(language));
  const keep = (tag: Language, template: Template) => {
    languages.set(template, tag);
    if (source.stamp === template.id) builtIns.add(template);
    templates.set(keyOf(tag, source), template);
  };
  keep("en", english);
  if (inWords) keep(language, inWords);
}

/** One template in another language than the screen's; undefined if it has no words in it. */
export async function templateIn(language: Language, id: string): Promise<Template | undefined> {
  const source = held.get(id) ?? sourceOf(id);
  if (source === undefined) return undefined;
  await loadTemplate(language, source);
  return templates.get(keyOf(language, source));
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

/** The list, in the language on screen as soon as its words are here. Undefined: being read. */
export const useEntries = (): readonly Entry[] | undefined => useAllEntries()?.filter(isPossible);

/** The worksheets that a survey can be made of, whether or not they are in the list. */
export const useSurveyEntries = (): readonly Entry[] =>
  (useAllEntries() ?? []).filter(({ survey }) => survey !== undefined);

function useAllEntries(): readonly Entry[] | undefined {
  useLoaded(loadEntries, "list");
  const shelf = useShelf();
  const listed = entries.get(currentLanguage()) ?? ENGLISH;
  return shelf && joinShelf(listed, shelf, currentLanguage());
}

/** Have the listed worksheets at hand, so that each opens at a tap: one at a time, in between. */
export function useAtHand(listed: readonly Entry[]): void {
  const ids = listed.map(({ id }) => id).join(" ");
  useEffect(() => {
    let gone = false;
    const getReady = async () => {
      for (const id of ids.split(" ")) {
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
        const source = sourceOf(id);
        if (gone) return;
        if (source) await loadTemplate(currentLanguage(), source).catch(() => {});
      }
    };
    void getReady();
    return () => {
      gone = true;
    };
  }, [ids]);
}

const BETWEEN_MS = 100; // for whoever taps meanwhile

/** The IDs of published worksheets that this version cannot open. */
export const useBroken = (): readonly string[] => useShelf()?.broken ?? [];

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
  const listed = useEntries();
  // Not before the shelf is read: a session would begin with what is about to be replaced.
  const source = held.has(id) ? held.get(id) : listed && sourceOf(id);
  const load = async (language: Language) => {
    if (source) await loadTemplate(language, source);
    else if (listed) throw new Error(`no template ${id}`);
  };
  const hasFailed = useLoaded(load, source?.stamp ?? (listed ? id : ""));
  const inLanguage = (language: Language) => source && templates.get(keyOf(language, source));
  const template = inLanguage(currentLanguage()) ?? inLanguage("en");
  const entry = listed?.find((one) => one.id === id);
  return { entry, template, hasFailed: hasFailed && template === undefined };
}
