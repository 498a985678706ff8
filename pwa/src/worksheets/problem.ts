/**
 * What is found wrong in a template's JSON, and the looks at single values that find it.
 *
 * What a template must be as a whole is said in `check.ts`; here is only whether a value is a
 * text, an ID, a number or a known word.
 */

/** Of what kind a problem is; the words for it are the screen's. */
export type Fault =
  | "blank" // needs words, or another value
  | "too_long"
  | "malformed" // not of the form it must have
  | "unknown" // a key, type, flag or other word that this version does not know
  | "used_twice"
  | "reserved" // an option that the app adds itself, or a name that means something else
  | "no_options" // a choice without any
  | "not_its_options" // options where nothing is picked
  | "labels" // a scale needs six, nothing else has any
  | "fields" // rows need fields, nothing else has any
  | "max_rows" // only rows are counted
  | "too_few_to_limit" // `max3` of three options or fewer, or of no multi
  | "talk_is_not_saved"
  | "flag_of_another_type"
  | "nothing_to_require"
  | "by_hand" // signed by hand: only on what prints whole
  | "not_counted" // a survey asks what cannot be counted, or is about a person
  | "each" // everybody alone: only of a group, and only of what can be counted
  | "stop" // a gate with a "no" needs the kind words, nothing else has them
  | "not_whole" // a release prints whole
  | "no_rule"
  | "asks_unknown" // a rule about a question that is not there
  | "asks_later"
  | "asks_no_answer" // a rule about what takes no answer
  | "asks_wrongly" // such as "is" of a question with several answers
  | "no_such_option";

export interface Problem {
  /** `sections/0/questions/2/options/1`; "" for the template itself. */
  readonly at: string;
  readonly field: string; // such as `text`
  readonly fault: Fault;
  readonly value?: string; // what the fault is about, where that helps
}

export type Json = Readonly<Record<string, unknown>>;

export const MOST_LETTERS = 10_000; // in one text
export const ID = /^[a-z0-9][a-z0-9_]*$/;

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const KEYS = {
  template: words(
    "id schema version about needs title purpose list_title list_purpose who basis retention note prints survey changes sections",
  ),
  section: words("id title intro show_if questions"),
  question: words(
    "id type text help labels options show_if sensitivity stop flags max_rows fields",
  ),
  field: words("id type text help labels options"),
  option: words("id text needs"),
  change: words("version on added changed removed"),
  removed: words("place text"),
  survey: words("smallest years asks"),
};

/** The problems found so far. Each look adds what it finds wrong. */
export class Problems {
  readonly problems: Problem[] = [];

  tell(at: string, field: string, fault: Fault, value?: string): void {
    this.problems.push({ at, field, fault, ...(value === undefined ? {} : { value }) });
  }

  keys(at: string, raw: Json, part: keyof typeof KEYS): void {
    for (const key of Object.keys(raw)) if (!KEYS[part].has(key)) this.tell(at, key, "unknown");
  }

  text(at: string, raw: Json, field: string, isNeeded: boolean): void {
    const value = raw[field];
    if (value === undefined || value === null) {
      if (isNeeded) this.tell(at, field, "blank");
    } else if (typeof value !== "string") this.tell(at, field, "malformed");
    else if (isBlank(value)) this.tell(at, field, "blank");
    else if ([...value.trim()].length > MOST_LETTERS) this.tell(at, field, "too_long");
  }

  id(at: string, raw: Json, used: Set<string>): void {
    this.pattern(at, raw, "id", ID);
    if (typeof raw.id !== "string") return;
    if (used.has(raw.id)) this.tell(at, "id", "used_twice", raw.id);
    used.add(raw.id);
  }

  pattern(at: string, raw: Json, field: string, pattern: RegExp): void {
    const value = raw[field];
    if (typeof value !== "string" || !pattern.test(value)) this.tell(at, field, "malformed");
  }

  number(at: string, raw: Json, field: string, least: number, most: number): void {
    const value = raw[field];
    const isWhole = typeof value === "number" && Number.isSafeInteger(value);
    if (!isWhole || value < least || value > most) this.tell(at, field, "malformed");
  }

  word(at: string, raw: Json, field: string, words: ReadonlySet<string>): string {
    const value = raw[field];
    if (typeof value === "string" && words.has(value)) return value;
    this.tell(at, field, value === undefined ? "blank" : "unknown", String(value));
    return "";
  }

  words(at: string, raw: Json, field: string, words: ReadonlySet<string>): void {
    const value = raw[field];
    if (value === undefined) return;
    if (!isTexts(value)) this.tell(at, field, "malformed");
    for (const word of textsOf(value)) if (!words.has(word)) this.tell(at, field, "unknown", word);
  }

  list(at: string, raw: Json, field: string, isNeeded: boolean): readonly Json[] {
    const value = raw[field];
    if (value === undefined && !isNeeded) return [];
    if (!Array.isArray(value) || !value.every(isJson)) this.tell(at, field, "malformed");
    else if (isNeeded && value.length === 0) this.tell(at, field, "blank");
    return Array.isArray(value) ? value.filter(isJson) : [];
  }
}

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

export const partsOf = (raw: Json, key: string): readonly Json[] => {
  const value = raw[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
};

export const isBlank = (text: string): boolean => /^\p{White_Space}*$/u.test(text);
