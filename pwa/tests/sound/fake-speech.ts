/** A speech synthesis and a player that only note what they are asked for. */
import type { Player } from "../../src/sound/reader.ts";

export interface FakeUtterance {
  readonly text: string;
  voice: { readonly name: string } | null;
  lang: string;
  onend: (() => void) | null;
  onerror: (() => void) | null;
}

export const VOICES = [
  { name: "Ada", lang: "en-US", localService: true, default: true },
  { name: "Rosa", lang: "es-US", localService: true, default: false },
  { name: "Cloud", lang: "fr-FR", localService: false, default: false },
];

export function fakeSpeech(voices: readonly object[] = VOICES) {
  const steps: string[] = [];
  const uttered: FakeUtterance[] = [];
  const played: { readonly end: () => void; readonly fail: () => void }[] = [];
  let changed = () => {};
  let here = voices;
  const synthesis = {
    getVoices: () => here,
    speak: (utterance: FakeUtterance) => {
      uttered.push(utterance);
      steps.push(`${utterance.voice?.name}: ${utterance.text}`);
    },
    cancel: () => steps.push("silence"),
    addEventListener: (_type: string, listener: () => void) => {
      changed = listener;
    },
  };
  const player: Player = {
    play: (address, end, fail) => {
      steps.push(`play ${address}`);
      played.push({ end, fail });
    },
    stop: () => steps.push("stop playing"),
  };
  const utter = (text: string): FakeUtterance => ({
    text,
    voice: null,
    lang: "",
    onend: null,
    onerror: null,
  });
  return {
    // Only what the reader uses of them.
    synthesis: synthesis as unknown as SpeechSynthesis,
    utter: utter as unknown as (text: string) => SpeechSynthesisUtterance,
    player,
    steps,
    uttered,
    played,
    setVoices: (next: readonly object[]) => {
      here = next;
      changed();
    },
  };
}
