/**
 * Text as a person can read it: what was typed or pasted, without what nobody sees.
 *
 * Control characters may end a text file early or print as boxes. Marks that turn the
 * direction of writing around by force make a line read as another than it is; the marks
 * that right-to-left writing needs stay.
 */

// Everything below U+0020 but tab and line end, DEL and what follows, and both overrides.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202d\u202e\ufeff\ufff9-\ufffb]/g;
const LONE_HALF = /[\ud800-\udfff]/gu; // half of a pair, as a cut through an emoji leaves it

export const readable = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").replace(LONE_HALF, "\ufffd");

const LETTER = /\p{L}/u;
const FROM_THE_RIGHT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** "rtl" where the first letter is written from the right; undefined: as the page is. */
export function directionOf(text: string): "rtl" | undefined {
  const [first = ""] = LETTER.exec(text) ?? [];
  return FROM_THE_RIGHT.test(first) ? "rtl" : undefined;
}
