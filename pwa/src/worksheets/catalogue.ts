/** The templates that come with the app, in the language on screen. */
import { useEffect, useState } from "preact/hooks";
import safety from "../../../server/cairn_server/worksheets/templates/a-safety-beyond-leaving.json";
import pocketGuide from "../../../server/cairn_server/worksheets/templates/h1-disclosure-pocket-guide.json";
import { currentLanguage, onLanguage } from "../locale.ts";
import { readTemplate, type Template, type Words } from "./template.ts";

export const POCKET_GUIDE = "h1-disclosure-pocket-guide";

const SOURCES: readonly unknown[] = [safety, pocketGuide];

// A glob, not an import: the files are compiled from PO, and may not be there yet.
const CATALOGUES = import.meta.glob<Words>("../locales/worksheets.*.json", { import: "default" });

const read = new Map<string, readonly Template[]>(); // by language
read.set(
  "en",
  SOURCES.map((source) => readTemplate(source)),
);

/** Read the templates in a language; those of another stay as they are when it cannot be had. */
async function loadTemplates(language: string): Promise<void> {
  if (read.has(language)) return;
  const words = await CATALOGUES[`../locales/worksheets.${language}.json`]?.();
  if (words)
    read.set(
      language,
      SOURCES.map((source) => readTemplate(source, words)),
    );
}

/** Every template, in the language on screen as soon as its words are here. */
export function useTemplates(): readonly Template[] {
  const [, setDrawn] = useState(0);
  useEffect(() => {
    let gone = false;
    const draw = () => {
      if (!gone) setDrawn((drawn) => drawn + 1);
    };
    const load = () => {
      draw();
      // No signal, and not cached: English is better than nothing.
      loadTemplates(currentLanguage()).then(draw, () => {});
    };
    load();
    const stop = onLanguage(load);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return read.get(currentLanguage()) ?? read.get("en") ?? [];
}

/** One template by its ID, in the language on screen. */
export const useTemplate = (templateId: string): Template | undefined =>
  useTemplates().find((template) => template.id === templateId);
