/**
 * One anonymous answer as it travels and waits: its own text, padded, under a random name.
 *
 * The name is made once, so that an answer sent again is counted once. Nothing in it comes
 * from the phone, the member or the clock. All answers but the very long ones are one length.
 */

export type Answers = Readonly<Record<string, string | number | readonly string[]>>;

const FLOOR_BYTES = 4_096; // two thirds of a second of EDGE; a survey's picks fit four times
const PADDING = ".";

/** A random name of 128 bits. */
export const randomName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

/** The body to send, rounded up to 4 KiB, 8 KiB and so on. */
export function answerBody(answers: Answers, once: string = randomName()): string {
  const bare = JSON.stringify({ once, answers, padding: "" });
  const bytes = new TextEncoder().encode(bare).length;
  let size = FLOOR_BYTES;
  while (size < bytes) size *= 2;
  return JSON.stringify({ once, answers, padding: PADDING.repeat(size - bytes) });
}
