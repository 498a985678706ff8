/**
 * What people type for a kind of help, and for whom it is, in English and Spanish, whatever
 * the entry's language. The words are one file, which the server has too.
 */
import synonyms from "../../../server/cairn_server/directory/synonyms.json" with { type: "json" };

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

const termsIn = (words: Words, name: string): string =>
  [name, ...Object.values(words[name] ?? {})].join(" ");

/** Words that lead to a category, and its own name. */
export const categoryTerms = (category: string): string => termsIn(synonyms.categories, category);

/** Words that lead to those who are served. */
export const servedTerms = (served: string): string => termsIn(synonyms.served, served);
