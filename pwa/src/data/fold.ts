/** Text as a search compares it: lower case, without accents. "Niños" and "ninos" are one. */
export function fold(text: string): string {
  // Most text is plain, and taking accents off costs ten times as much as looking for them.
  if (!ACCENTED.test(text)) return text.toLowerCase();
  return text
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .toLowerCase();
}

const ACCENTED = /[\u0080-\uffff]/;

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

export function containsAll(text: string, terms: readonly string[]): boolean {
  for (const term of terms) if (!text.includes(term)) return false;
  return true;
}
