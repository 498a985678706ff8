/** The languages that a worksheet is shown in, as its screens see them. */
import { createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { type Language, loadTongue, onLanguage, type Tongue, tongueOnScreen } from "../locale.ts";
import { loadRecordings, type Recordings } from "../sound/recordings.ts";
import { isBuiltIn, languageOf, templateIn } from "./catalogue.ts";
import { onSecond, secondLanguage } from "./second.ts";
import type { Question, Section, Template } from "./template.ts";

/** A worksheet in its second language. */
export interface Second {
  readonly language: Language;
  readonly tongue: Tongue;
  readonly template: Template;
  readonly recordings: Recordings;
}

export interface Tongues {
  readonly first: Template;
  readonly recordings: Recordings;
  /** Undefined: one language is shown, or the words of the second are not here yet. */
  readonly second: Second | undefined;
  /** The words of the second are not on this phone, and could not be fetched. */
  readonly hasFailed: boolean;
}

export const TonguesContext = createContext<Tongues | undefined>(undefined);

export const useTongues = (): Tongues | undefined => useContext(TonguesContext);

export const useSecond = (): Second | undefined => useTongues()?.second;

/** The same part in the second language. */
export const secondSection = (second: Second | undefined, id: string): Section | undefined =>
  second?.template.sections.find((section) => section.id === id);

/** The same question in the second language. */
export const secondQuestion = (second: Second | undefined, id: string): Question | undefined =>
  second?.template.sections.flatMap(({ questions }) => questions).find((one) => one.id === id);

/** The second language that was asked for; draws again when that changes. */
export function useSecondLanguage(): Language | undefined {
  const [, setDrawn] = useState(0);
  useEffect(() => {
    const look = () => setDrawn((drawn) => drawn + 1);
    const stops = [onSecond(look), onLanguage(look)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return secondLanguage();
}

async function loadSecond(language: Language, id: string): Promise<Second | undefined> {
  const [tongue, template] = await Promise.all([loadTongue(language), templateIn(language, id)]);
  return template && { language, tongue, template, recordings: await recordingsOf(template) };
}

/** What is recorded of a worksheet that comes with the app: a program's own words are not. */
const recordingsOf = async (template: Template): Promise<Recordings> =>
  isBuiltIn(template) ? loadRecordings(languageOf(template), template.id) : {};

const NONE: Recordings = {};

function useRecordings(template: Template): Recordings {
  const [found, setFound] = useState<{ readonly of: Template; readonly list: Recordings }>();
  useEffect(() => {
    let gone = false;
    void recordingsOf(template).then((list) => {
      if (!gone) setFound({ of: template, list });
    });
    return () => {
      gone = true;
    };
  }, [template]);
  return found?.of === template ? found.list : NONE;
}

/** Load a worksheet in the second language; draw again when it is here. */
export function useLoadTongues(first: Template): Tongues {
  const language = useSecondLanguage();
  const [second, setSecond] = useState<Second>();
  const [failed, setFailed] = useState<Language>();
  useEffect(() => {
    let gone = false;
    if (language !== undefined)
      loadSecond(language, first.id).then(
        (found) => {
          if (gone) return;
          if (found) setSecond(found);
          setFailed(found ? undefined : language);
        },
        () => {
          if (!gone) setFailed(language);
        },
      );
    return () => {
      gone = true;
    };
  }, [language, first.id]);
  const isHere = second?.language === language && second?.template.id === first.id;
  const shown = language !== undefined && isHere ? second : undefined;
  const recordings = useRecordings(first);
  const hasFailed = failed !== undefined && failed === language;
  // The same object while it says the same: what reads it is not drawn again with each key.
  return useMemo(
    () => ({ first, recordings, second: shown, hasFailed }),
    [first, recordings, shown, hasFailed],
  );
}

/** The language a copy is made in: the screen's, until another is chosen and here. */
export function useCopyLanguage(template: Template) {
  const [chosen, setChosen] = useState<Second>();
  const tongue = chosen?.tongue ?? tongueOnScreen();
  return {
    tongue,
    language: chosen?.language ?? languageOf(template),
    inTongue: chosen?.template ?? template,
    change: (language: Language) => {
      loadSecond(language, template.id).then(
        (found) => {
          if (found) setChosen(found);
        },
        () => {}, // not on this phone yet: the copy stays as it was
      );
    },
  };
}
