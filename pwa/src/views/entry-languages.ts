/** Languages of a service or a place, in words. */
import { type Body, text } from "../directory/fields.ts";
import { languageWords } from "../directory/words.ts";

/** "Spanish, Mixteco Alto (on Tuesdays)"; "" for none. */
export const languagesWords = (rows: readonly Body[]): string =>
  rows
    .flatMap((row) => {
      const code = text(row, "code");
      const name = text(row, "name") ?? (code && languageWords(code));
      const note = text(row, "note");
      if (name === undefined) return [];
      return [note === undefined ? name : `${name} (${note})`];
    })
    .join(", ");
