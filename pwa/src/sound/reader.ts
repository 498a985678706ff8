/**
 * Reading aloud: one text at a time, recorded or in a voice of the phone's own.
 *
 * It is given words of templates, never answers. Whatever ends the talk ends the sound:
 * another text, going to another screen or app, covering, leaving.
 */
import type { Language } from "../locale.ts";
import { onQuickExit } from "../secrets/exit.ts";
import { localVoice } from "./voice.ts";

/** One string of a template. */
export interface Said {
  readonly text: string;
  /** The address of somebody saying it. */
  readonly recording?: string | undefined;
}

/** What plays recordings. One of the two is called, once. */
export interface Player {
  readonly play: (address: string, onEnd: () => void, onFail: () => void) => void;
  readonly stop: () => void;
}

export interface Reader {
  /** Whether every one of the strings can be said without asking another machine. */
  readonly canRead: (language: Language, strings: readonly Said[]) => boolean;
  readonly hasVoice: (language: Language) => boolean;
  /** Read the strings one after the other, instead of what is read now. */
  readonly read: (key: string, language: Language, strings: readonly Said[]) => void;
  /** What is being read, by the key it was begun with. */
  readonly current: () => string | undefined;
  readonly stop: () => void;
  /** Hear of each begin and end, and of voices that come later. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function keepReader(
  synthesis: SpeechSynthesis | undefined,
  player: Player,
  utter: (text: string) => SpeechSynthesisUtterance = (text) => new SpeechSynthesisUtterance(text),
): Reader {
  let current: string | undefined;
  let run = 0; // what is left of a run before this one must not go on
  let uttered: SpeechSynthesisUtterance | undefined; // Chrome drops one that nobody holds
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const voiceFor = (language: Language) =>
    localVoice(synthesis?.getVoices() ?? [], language, globalThis.navigator?.languages);

  const stop = () => {
    run += 1;
    uttered = undefined;
    synthesis?.cancel();
    player.stop();
    if (current === undefined) return;
    current = undefined;
    tell();
  };

  const say = (text: string, language: Language, onEnd: () => void) => {
    const voice = voiceFor(language);
    // It may have gone since it was looked for; without one, the browser would choose.
    if (synthesis === undefined || voice === undefined) return stop();
    uttered = utter(text);
    uttered.voice = voice;
    uttered.lang = voice.lang;
    uttered.onend = onEnd;
    uttered.onerror = onEnd;
    synthesis.speak(uttered);
  };

  const read = (key: string, language: Language, strings: readonly Said[]) => {
    stop();
    const mine = run;
    current = key;
    tell();
    const left = [...strings];
    const next = () => {
      if (run !== mine) return;
      const one = left.shift();
      if (one === undefined) return stop();
      const { text, recording } = one;
      const byVoice = () => {
        if (run === mine) say(text, language, next);
      };
      if (recording === undefined) byVoice();
      else player.play(recording, next, byVoice);
    };
    next();
  };

  synthesis?.addEventListener?.("voiceschanged", tell);
  return {
    canRead: (language, strings) =>
      strings.length > 0 &&
      (voiceFor(language) !== undefined || strings.every(({ recording }) => recording)),
    hasVoice: (language) => voiceFor(language) !== undefined,
    read,
    current: () => current,
    stop,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Stop at whatever takes the page out of sight. */
export function stopWithPage(reader: Reader): void {
  onQuickExit(reader.stop);
  addEventListener("pagehide", reader.stop);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) reader.stop();
  });
}
