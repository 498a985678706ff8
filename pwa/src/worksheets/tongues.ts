/** The languages that a worksheet is shown in, as its screens see them. */
import { createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { type Language, loadTongue, onLanguage, type Tongue, tongueOnScreen } from "../locale.ts";
import { languageOf, templateIn } from "./catalogue.ts";
import { onSecond, secondLanguage } from "./second.ts";
import type { Question, Section, Template } from "./template.ts";

/** A worksheet in its second language. */
export interface Second {
  readonly language: Language;
  readonly tongue: Tongue;
  readonly template: Template;
}

export interface Tongues {
  readonly first: Template;
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

/** Load a worksheet in the second language; draw again when it is here. */
export function useLoadTongues(first: Template): Tongues {
  const language = useSecondLanguage();
  const [second, setSecond] = useState<Second>();
  const [failed, setFailed] = useState<Language>();
  useEffect(() => {
    let gone = false;
    if (language !== undefined)
      Promise.all([loadTongue(language), templateIn(language, first.id)]).then(
        ([tongue, template]) => {
          if (gone) return;
          if (template) setSecond({ language, tongue, template });
          setFailed(template ? undefined : language);
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
  const hasFailed = failed !== undefined && failed === language;
  // The same object while it says the same: what reads it is not drawn again with each key.
  return useMemo(() => ({ first, second: shown, hasFailed }), [first, shown, hasFailed]);
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
      Promise.all([loadTongue(language), templateIn(language, template.id)]).then(
        ([words, found]) => {
          if (found) setChosen({ language, tongue: words, template: found });
        },
        () => {}, // not on this phone yet: the copy stays as it was
      );
    },
  };
}
