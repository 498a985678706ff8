/**
 * What in a text looks like it could find someone: pointed out on the phone, never blocked.
 *
 * A rough net on purpose. It runs where the text is and tells nobody.
 */

export type Detail = "phone" | "email" | "address" | "number" | "name";

/** Common first names, folded. */
export type FirstNames = ReadonlySet<string>;

const NO_NAMES: FirstNames = new Set();

// Each pattern begins where few texts can: one that could begin at every letter and run to the
// end of a long text from there would take minutes for what somebody pastes.
const EMAIL = /[^\s@]@[^\s@]+\.[^\s@]{2,}/;
const PHONE =
  /(?:\+?\d{1,2}[\s.-]?)?(?:\(\d{3}\)\s?|\b\d{3}[\s.-]?)\d{3}[\s.-]?\d{4}\b|\b\d{3}[\s.-]\d{4}\b/;
const DIGITS = /\d(?:[\s-]?\d){5,}/;
// "12 Mill Road" and "Calle Olmo 12"; a box, a rural route, an apartment.
const STREETS =
  "street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|highway|hwy|trail|way|route|calle|avenida|camino|carretera|ruta";
const ADDRESS = new RegExp(
  `\\b\\d{1,6}\\s+(?:(?!the\\b|miles?\\b|minutes?\\b)\\p{L}+\\.?\\s+){0,3}(?:${STREETS})\\b|\\b(?:calle|avenida|camino|carretera|ruta|route|highway|hwy)\\s+(?:\\p{L}+\\s+){0,3}\\d{1,6}\\b|\\bp\\.?\\s?o\\.?\\s+box\\s+\\d+|\\bapartado\\s+\\d+|\\b(?:apt|apartment|apto)\\.?\\s*\\w*\\d`,
  "iu",
);

/** The first kind of detail found, the most telling first; undefined when there is none. */
export function findDetail(text: string, names: FirstNames = NO_NAMES): Detail | undefined {
  if (EMAIL.test(text)) return "email";
  if (ADDRESS.test(text)) return "address";
  if (PHONE.test(text)) return "phone";
  if (DIGITS.test(text)) return "number";
  if (
    fold(text)
      .match(WORD)
      ?.some((word) => names.has(word))
  )
    return "name";
  return undefined;
}

const WORD = /\p{L}+/gu;

/** Lower case, without accents: "María" and "maria" are one name. */
const fold = (text: string): string =>
  text
    .replace(/\p{Mn}+/gu, "") // first: putting thousands of them in order takes long
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .toLowerCase();

/** The names to look for. Fetched when somebody first writes where a name may come up. */
export async function loadFirstNames(): Promise<FirstNames> {
  const { FIRST_NAMES } = await import("./first-names.ts");
  return new Set(FIRST_NAMES.trim().split(/\s+/));
}
