/**
 * "Our program": what a coordinator says about their own program, for every advocate to read.
 *
 * The document came from outside, perhaps by another server that checks nothing, so each
 * fact is read by itself: what is no words or no number counts as blank.
 */
import type { ShownDocument } from "../data/document.ts";
import { isObject, type JsonValue } from "../data/json.ts";
import { type Body, text } from "../directory/fields.ts";

/** One for a collaborative, so that two coordinators who begin it begin the same one. */
export const PROGRAM_ID = "program:00000000-0000-4000-8000-000000000001";

/** Text by language code. */
export type Words = Readonly<Record<string, string>>;

export interface PhoneLine {
  readonly number: string;
  readonly note: Words;
}

export interface Program {
  readonly name: Words;
  readonly mustReport: Words;
  readonly line24h: PhoneLine | undefined;
  readonly interpreterLine: PhoneLine | undefined;
  readonly howLong: Words;
  readonly confidentiality: Words;
  readonly updatedOn: string | undefined; // YYYY-MM-DD
}

/** Find the one page among documents of its type: another server may have sent more. */
export const programIn = (
  documents: readonly ShownDocument[] | undefined,
  database: string,
): ShownDocument | undefined =>
  documents?.find((one) => one.id === PROGRAM_ID && one.database === database);

export function readProgram(body: Body): Program {
  return {
    name: wordsOf(body.name),
    mustReport: wordsOf(body.must_report),
    line24h: lineOf(body.line_24h),
    interpreterLine: lineOf(body.interpreter_line),
    howLong: wordsOf(body.how_long),
    confidentiality: wordsOf(body.confidentiality),
    updatedOn: text(body, "updated_on"),
  };
}

export interface Said {
  readonly text: string;
  readonly lang: string;
}

/** The words in a language; else in English; else in any. Undefined: nobody wrote them. */
export function said(words: Words, language: string): Said | undefined {
  const lang = [language, "en", ...Object.keys(words)].find((code) => words[code] !== undefined);
  const found = lang === undefined ? undefined : words[lang];
  return lang === undefined || found === undefined ? undefined : { text: found, lang };
}

function wordsOf(value: JsonValue | undefined): Words {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.keys(value).flatMap((code) => {
      const found = text(value, code);
      return found === undefined ? [] : [[code, found]];
    }),
  );
}

function lineOf(value: JsonValue | undefined): PhoneLine | undefined {
  if (!isObject(value)) return undefined;
  const number = text(value, "number");
  return number === undefined ? undefined : { number, note: wordsOf(value.note) };
}
