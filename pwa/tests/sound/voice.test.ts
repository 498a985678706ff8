import { expect, test } from "vitest";
import { localVoice } from "../../src/sound/voice.ts";

const voice = (name: string, lang: string, localService: boolean, isDefault = false) => ({
  name,
  lang,
  localService,
  default: isDefault,
});

test("a voice of the phone's own is taken, in the language of the words", () => {
  const voices = [voice("Ada", "en-US", true), voice("Rosa", "es-US", true)];

  expect(localVoice(voices, "es")?.name).toBe("Rosa");
});

test("a voice that sends the words to a server is never taken, not even alone", () => {
  const voices = [voice("Cloud", "es-ES", false, true), voice("Ada", "en-US", true)];

  expect(localVoice(voices, "es")).toBeUndefined();
});

test("a voice that does not say where it works is not taken", () => {
  const voices = [{ lang: "es-ES", default: true } as unknown as SpeechSynthesisVoice];

  expect(localVoice(voices, "es")).toBeUndefined();
});

test("of several the one of the person's own country comes first, then the phone's choice", () => {
  const voices = [
    voice("Madrid", "es-ES", true, true),
    voice("Sonora", "es_MX", true),
    voice("Lima", "es-PE", true),
  ];

  expect(localVoice(voices, "es", ["en-US", "es-MX"])?.name).toBe("Sonora");
  expect(localVoice(voices, "es", ["en-US"])?.name).toBe("Madrid");
});
