/**
 * A voice of the phone's own.
 *
 * Some of a browser's voices are somebody else's server, which is sent every word it is
 * to say. Such a voice is never used, not even where there is no other.
 */
import type { Language } from "../locale.ts";

type Voice = Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">;

const baseOf = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? "";

/** The voice to read `language` with: one of the phone's own, or none. */
export function localVoice<V extends Voice>(
  voices: readonly V[],
  language: Language,
  wanted: readonly string[] = [],
): V | undefined {
  const own = voices.filter(
    (voice) => voice.localService === true && baseOf(voice.lang) === baseOf(language),
  );
  const region = wanted.find((tag) => baseOf(tag) === baseOf(language))?.toLowerCase();
  return (
    own.find(({ lang }) => lang.toLowerCase().replace("_", "-") === region) ??
    own.find((voice) => voice.default) ??
    own[0]
  );
}
