import { describe, expect, test } from "vitest";
import { keepReader } from "../../src/sound/reader.ts";
import { fakeSpeech, VOICES } from "./fake-speech.ts";

const QUESTION = [{ text: "What helps you?" }, { text: "A friend" }];

function open(voices: readonly object[] = VOICES) {
  const speech = fakeSpeech(voices);
  const reader = keepReader(speech.synthesis, speech.player, speech.utter);
  /** What was said and played, without the silences between. */
  const heard = () => speech.steps.filter((step) => /^play|: /.test(step));
  return { ...speech, reader, heard };
}

describe("a voice of the phone's own", () => {
  test("says the strings one after the other, and then it is quiet", () => {
    const { reader, uttered, heard } = open();

    reader.read("q1", "en", QUESTION);
    expect(heard()).toEqual(["Ada: What helps you?"]);
    uttered[0]?.onend?.();
    expect(heard()).toEqual(["Ada: What helps you?", "Ada: A friend"]);
    expect(reader.current()).toBe("q1");
    uttered[1]?.onend?.();

    expect(reader.current()).toBeUndefined();
  });

  test("is needed: a voice of the network is not used, and nothing is offered", () => {
    const { reader, heard } = open();

    expect(reader.canRead("fr", QUESTION)).toBe(false);
    reader.read("q1", "fr", QUESTION);

    expect(heard()).toEqual([]);
    expect(reader.current()).toBeUndefined();
  });

  test("that has gone in the middle is not replaced by one of the network", () => {
    const { reader, uttered, heard, setVoices } = open();

    reader.read("q1", "en", QUESTION);
    setVoices([{ name: "Cloud", lang: "en-US", localService: false, default: true }]);
    uttered[0]?.onend?.();

    expect(heard()).toEqual(["Ada: What helps you?"]);
    expect(reader.current()).toBeUndefined();
  });

  test("that comes late is offered as soon as it is here", () => {
    const { reader, setVoices } = open([]);
    let drawn = 0;
    reader.subscribe(() => {
      drawn += 1;
    });

    expect(reader.canRead("es", QUESTION)).toBe(false);
    setVoices(VOICES);

    expect(drawn).toBe(1);
    expect(reader.canRead("es", QUESTION)).toBe(true);
  });
});

test("another question takes the place of the one before", () => {
  const { reader, uttered, steps, heard } = open();

  reader.read("q1", "en", QUESTION);
  reader.read("q2", "es", [{ text: "¿Qué le ayuda?" }]);
  uttered[0]?.onend?.(); // browsers tell of the end of what was cut off

  expect(heard()).toEqual(["Ada: What helps you?", "Rosa: ¿Qué le ayuda?"]);
  expect(steps.indexOf("silence", 3)).toBeLessThan(steps.indexOf("Rosa: ¿Qué le ayuda?"));
  expect(reader.current()).toBe("q2");
});

test("stopping is at once, and what was to come does not come", () => {
  const { reader, uttered, steps, heard } = open();
  reader.read("q1", "en", QUESTION);

  reader.stop();
  uttered[0]?.onend?.();
  uttered[0]?.onerror?.();

  expect(steps.slice(-2)).toEqual(["silence", "stop playing"]);
  expect(heard()).toEqual(["Ada: What helps you?"]);
});

describe("a recording", () => {
  const RECORDED = [
    { text: "What helps you?", recording: "/assets/q1.mp3" },
    { text: "A friend", recording: "/assets/q1-friend.mp3" },
  ];

  test("is played instead of a voice, and needs none", () => {
    const { reader, played, heard } = open([]);

    expect(reader.canRead("es", RECORDED)).toBe(true);
    reader.read("q1", "es", RECORDED);
    played[0]?.end();

    expect(heard()).toEqual(["play /assets/q1.mp3", "play /assets/q1-friend.mp3"]);
  });

  test("that cannot be had is said by a voice", () => {
    const { reader, played, heard } = open();

    reader.read("q1", "es", RECORDED);
    played[0]?.fail();

    expect(heard()).toEqual(["play /assets/q1.mp3", "Rosa: What helps you?"]);
  });

  test("of some of the strings is not enough where there is no voice", () => {
    const { reader } = open([]);

    expect(reader.canRead("es", [...RECORDED, { text: "A neighbor" }])).toBe(false);
  });

  test("that fails where there is no voice ends the reading", () => {
    const { reader, played, heard } = open([]);

    reader.read("q1", "es", RECORDED);
    played[0]?.fail();

    expect(heard()).toEqual(["play /assets/q1.mp3"]);
    expect(reader.current()).toBeUndefined();
  });
});

test("a browser that cannot speak reads nothing", () => {
  const { player, utter } = fakeSpeech();
  const reader = keepReader(undefined, player, utter);

  expect(reader.canRead("en", QUESTION)).toBe(false);
});
