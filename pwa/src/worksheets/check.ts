/**
 * What is wrong with a template, wherever it came from: by place, so that it can be told there.
 *
 * The rules are those of `template.py` and `check.py` on the server; both say of each case in
 * `tests/vectors/template-checks.json` whether it is sound. A template that is, this version
 * understands in full: an unknown flag might be one that protects somebody.
 */
import { parseRule, type Test } from "./show-if.ts";

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

type Json = Readonly<Record<string, unknown>>;

export const MOST_LETTERS = 10_000; // in one text
export const SCALE_STEPS = 6; // 0 to 5
export const MOST_ROWS_EVER = 50;
export const LONGEST_RULE = 2_000; // letters
const MOST_PARTS = 5_000; // sections, questions, options and fields, in all
const ID = /^[a-z0-9][a-z0-9_]*$/;
const TEMPLATE_ID = /^[a-z][a-z0-9-]*$/;
const FLAG =
  /^(nosave|gate|id|nopii|mr|aggregate|smallcell|max[2-9]|link:[a-z0-9-]+|action:(purge|revoke)|share|review|review2|glossary|each|dirfix|required|required_all|default14d|by_hand)$/;
const NEEDS = new Set(["keeping", "copy", "sharing", "counting", "signing"]);
const ABOUT = new Set(["person", "group", "guide"]);
const PRINTS = new Set(["lines", "whole"]);
const FIELD_TYPES = new Set(["text", "choice", "scale", "date", "directory"]);
const TYPES = new Set([...FIELD_TYPES, "longtext", "multi", "repeat", "note", "talk"]);
const NO_ANSWER = new Set(["note", "talk"]);
const FLAG_TYPES: Readonly<Record<string, string>> = {
  required_all: "multi",
  default14d: "date",
  review: "date",
  "action:purge": "choice",
  "action:revoke": "choice",
};
const SPREAD = new Set(["choice", "multi", "scale"]);
const RESERVED = "confidential"; // what marks a place, wherever it stands in a document
const UNSURE = "unsure";
const SKIP = "skip"; // this and UNSURE: what the app itself adds to choices about a person

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

/** Every problem of a template's JSON, in the order it is read on screen; `[]` means sound. */
export function checkTemplate(raw: unknown): readonly Problem[] {
  return new Check(raw).problems;
}

export const isSound = (raw: unknown): boolean => checkTemplate(raw).length === 0;

/** More parts than anybody could read, or a phone show. */
function isTooLarge(raw: Json): boolean {
  const waiting = [raw];
  let seen = 0;
  for (let part = waiting.pop(); part !== undefined && seen <= MOST_PARTS; part = waiting.pop())
    for (const name of ["sections", "questions", "fields", "options", "labels"]) {
      const inner = part[name];
      if (!Array.isArray(inner)) continue;
      seen += inner.length;
      for (const one of inner) if (isJson(one)) waiting.push(one);
    }
  return seen > MOST_PARTS;
}

interface Asked {
  readonly type: string;
  readonly options: readonly string[]; // their IDs
}

class Check {
  readonly problems: Problem[] = [];
  #addsUnsure = false;
  #isOfGroup = false;
  #printsWhole = false;
  readonly #seen = new Map<string, Asked>(); // questions so far, by ID
  readonly #ids = new Set<string>(); // of all questions

  constructor(raw: unknown) {
    if (isJson(raw)) this.#template(raw);
    else this.#tell("", "id", "malformed");
  }

  #tell(at: string, field: string, fault: Fault, value?: string): void {
    this.problems.push({ at, field, fault, ...(value === undefined ? {} : { value }) });
  }

  #template(raw: Json): void {
    if (isTooLarge(raw)) {
      this.#tell("", "sections", "too_long");
      return;
    }
    this.#keys("", raw, "template");
    this.#pattern("", raw, "id", TEMPLATE_ID);
    if (raw.schema !== 1) this.#tell("", "schema", "unknown");
    this.#number("", raw, "version", 1, Number.MAX_SAFE_INTEGER);
    this.#word("", raw, "about", ABOUT);
    this.#words("", raw, "needs", NEEDS);
    for (const field of ["title", "purpose", "who", "basis", "retention"])
      this.#text("", raw, field, true);
    for (const field of ["list_title", "list_purpose", "note"]) this.#text("", raw, field, false);
    if (raw.prints !== undefined) this.#word("", raw, "prints", PRINTS);
    this.#changes(raw);
    this.#addsUnsure = raw.about === "person";
    this.#isOfGroup = raw.about === "group";
    this.#printsWhole = raw.prints === "whole";
    const sections = this.#list("", raw, "sections", true);
    for (const section of sections)
      for (const question of partsOf(section, "questions"))
        if (typeof question.id === "string") this.#ids.add(question.id);
    const flags = sections.flatMap((section) =>
      partsOf(section, "questions").flatMap((question) => textsOf(question.flags)),
    );
    if (flags.includes("action:revoke") && raw.prints !== "whole")
      this.#tell("", "prints", "not_whole");
    const used = new Set<string>();
    sections.forEach((section, place) => {
      this.#section(`sections/${place}`, section, used);
    });
    this.#survey(raw, sections);
  }

  #section(at: string, raw: Json, used: Set<string>): void {
    this.#keys(at, raw, "section");
    this.#id(at, raw, used);
    this.#text(at, raw, "title", true);
    this.#text(at, raw, "intro", false);
    this.#rule(at, raw);
    this.#list(at, raw, "questions", true).forEach((question, place) => {
      this.#question(`${at}/questions/${place}`, question);
    });
  }

  #question(at: string, raw: Json): void {
    this.#keys(at, raw, "question");
    this.#pattern(at, raw, "id", ID);
    const { id } = raw;
    if (typeof id === "string" && this.#seen.has(id)) this.#tell(at, "id", "used_twice", id);
    if (id === RESERVED) this.#tell(at, "id", "reserved", id);
    const type = this.#word(at, raw, "type", TYPES);
    const options = this.#asked(at, raw, type);
    for (const option of options)
      if (option === SKIP || (option === UNSURE && this.#addsUnsure))
        this.#tell(at, "options", "reserved", option);
    this.#number(at, raw, "sensitivity", 0, 3);
    this.#text(at, raw, "stop", false);
    this.#flags(at, raw, type, options);
    if (raw.max_rows !== undefined && raw.max_rows !== null) {
      this.#number(at, raw, "max_rows", 1, MOST_ROWS_EVER);
      if (type !== "repeat") this.#tell(at, "max_rows", "max_rows");
    }
    this.#rule(at, raw);
    const fields = this.#list(at, raw, "fields", false);
    if ((type === "repeat") !== fields.length > 0) this.#tell(at, "fields", "fields");
    const used = new Set<string>();
    fields.forEach((field, place) => {
      const here = `${at}/fields/${place}`;
      this.#keys(here, field, "field");
      this.#id(here, field, used);
      this.#asked(here, field, this.#word(here, field, "type", FIELD_TYPES));
    });
    if (typeof id === "string") this.#seen.set(id, { type, options });
  }

  /** What a question and a field of a row have in common. Returns the options' IDs. */
  #asked(at: string, raw: Json, type: string): readonly string[] {
    this.#text(at, raw, "text", true);
    this.#text(at, raw, "help", false);
    const labels = Array.isArray(raw.labels) ? raw.labels : [];
    if (raw.labels !== undefined && raw.labels !== labels) this.#tell(at, "labels", "malformed");
    labels.forEach((label, step) => {
      this.#text(`${at}/labels/${step}`, { label }, "label", true);
    });
    if (labels.length !== (type === "scale" ? SCALE_STEPS : 0)) this.#tell(at, "labels", "labels");
    const options = this.#list(at, raw, "options", false);
    const picks = type === "choice" || type === "multi";
    if (picks && options.length === 0) this.#tell(at, "options", "no_options");
    if (!picks && options.length > 0) this.#tell(at, "options", "not_its_options");
    const used = new Set<string>();
    options.forEach((option, place) => {
      const here = `${at}/options/${place}`;
      this.#keys(here, option, "option");
      this.#id(here, option, used);
      this.#text(here, option, "text", true);
      this.#words(here, option, "needs", NEEDS);
    });
    return [...used];
  }

  #flags(at: string, raw: Json, type: string, options: readonly string[]): void {
    const flags = textsOf(raw.flags);
    if (raw.flags !== undefined && !isTexts(raw.flags)) this.#tell(at, "flags", "malformed");
    for (const flag of flags) {
      if (!FLAG.test(flag)) this.#tell(at, "flags", "unknown", flag);
      if ((FLAG_TYPES[flag] ?? type) !== type)
        this.#tell(at, "flags", "flag_of_another_type", flag);
    }
    const most = Number(flags.find((flag) => /^max[2-9]$/.test(flag))?.slice(3) ?? 0);
    if (most > 0 && (type !== "multi" || most >= options.length))
      this.#tell(at, "flags", "too_few_to_limit", String(most));
    if (type === "talk" && !flags.includes("nosave")) this.#tell(at, "flags", "talk_is_not_saved");
    if (flags.includes("required") && NO_ANSWER.has(type))
      this.#tell(at, "flags", "nothing_to_require");
    if (flags.includes("each") && (!this.#isOfGroup || !SPREAD.has(type)))
      this.#tell(at, "flags", "each");
    if (flags.includes("aggregate") && (!SPREAD.has(type) || Number(raw.sensitivity) > 2))
      this.#tell(at, "flags", "flag_of_another_type", "aggregate");
    if (flags.includes("by_hand") && !this.#printsWhole) this.#tell(at, "flags", "by_hand");
    const isGate = flags.includes("gate") && options.includes("no");
    const hasStop = typeof raw.stop === "string" && !isBlank(raw.stop);
    if (hasStop !== isGate) this.#tell(at, "stop", "stop");
  }

  #rule(at: string, raw: Json): void {
    const text = raw.show_if;
    if (text === undefined || text === null) return;
    if (typeof text === "string" && [...text].length > LONGEST_RULE) {
      this.#tell(at, "show_if", "too_long");
      return;
    }
    const rule = typeof text === "string" ? parseRule(text) : undefined;
    if (rule === undefined) this.#tell(at, "show_if", "no_rule");
    else for (const test of rule.flat()) this.#test(at, test);
  }

  #test(at: string, { field, operator, values }: Test): void {
    const asked = this.#seen.get(field);
    if (asked === undefined) {
      const isLater = this.#ids.has(field);
      this.#tell(at, "show_if", isLater ? "asks_later" : "asks_unknown", field);
      return;
    }
    if (NO_ANSWER.has(asked.type)) this.#tell(at, "show_if", "asks_no_answer", field);
    const isList = asked.type === "multi" || asked.type === "repeat";
    if (operator !== "not empty" && isList !== (operator === "includes"))
      this.#tell(at, "show_if", "asks_wrongly", field);
    if (asked.options.length === 0) return;
    for (const value of values)
      if (!asked.options.includes(value) && !(value === UNSURE && this.#addsUnsure))
        this.#tell(at, "show_if", "no_such_option", value);
  }

  /** What a survey asks can be counted, is about nobody, and waits for nothing it does not ask. */
  #survey({ survey }: Json, sections: readonly Json[]): void {
    if (survey === undefined || survey === null) return;
    if (!isJson(survey)) {
      this.#tell("", "survey", "malformed");
      return;
    }
    this.#keys("", survey, "survey");
    this.#number("", survey, "smallest", 3, 1000);
    this.#number("", survey, "years", 1, 10);
    if (survey.asks !== undefined && !isTexts(survey.asks)) this.#tell("", "survey", "malformed");
    const asks = textsOf(survey.asks);
    const questions = sections.flatMap((section) => partsOf(section, "questions"));
    for (const name of asks) {
      const asked = [...questions].reverse().find(({ id }) => id === name);
      if (asked === undefined) this.#tell("", "survey", "asks_unknown", name);
      else if (!SPREAD.has(String(asked.type)) || Number(asked.sensitivity) > 1)
        this.#tell("", "survey", "not_counted", name);
      const text = asked?.show_if;
      const rule = typeof text === "string" && text.length <= LONGEST_RULE && parseRule(text);
      for (const { field } of rule ? rule.flat() : [])
        if (!asks.includes(field)) this.#tell("", "survey", "asks_unknown", field);
    }
  }

  #changes(raw: Json): void {
    for (const change of this.#list("", raw, "changes", false)) {
      this.#keys("", change, "change");
      this.#number("", change, "version", 2, Number.MAX_SAFE_INTEGER);
      const day = change.on;
      if (typeof day !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(day))
        this.#tell("", "changes", "malformed");
      for (const key of ["added", "changed"])
        if (change[key] !== undefined && !isTexts(change[key]))
          this.#tell("", "changes", "malformed");
      for (const removed of this.#list("", change, "removed", false)) {
        this.#keys("", removed, "removed");
        this.#text("", removed, "place", true);
        this.#text("", removed, "text", true);
      }
    }
  }

  // -- Values ---------------------------------------------------------------------------------

  #keys(at: string, raw: Json, part: keyof typeof KEYS): void {
    for (const key of Object.keys(raw)) if (!KEYS[part].has(key)) this.#tell(at, key, "unknown");
  }

  #text(at: string, raw: Json, field: string, isNeeded: boolean): void {
    const value = raw[field];
    if (value === undefined || value === null) {
      if (isNeeded) this.#tell(at, field, "blank");
    } else if (typeof value !== "string") this.#tell(at, field, "malformed");
    else if (isBlank(value)) this.#tell(at, field, "blank");
    else if ([...value.trim()].length > MOST_LETTERS) this.#tell(at, field, "too_long");
  }

  #id(at: string, raw: Json, used: Set<string>): void {
    this.#pattern(at, raw, "id", ID);
    if (typeof raw.id !== "string") return;
    if (used.has(raw.id)) this.#tell(at, "id", "used_twice", raw.id);
    used.add(raw.id);
  }

  #pattern(at: string, raw: Json, field: string, pattern: RegExp): void {
    const value = raw[field];
    if (typeof value !== "string" || !pattern.test(value)) this.#tell(at, field, "malformed");
  }

  #number(at: string, raw: Json, field: string, least: number, most: number): void {
    const value = raw[field];
    const isWhole = typeof value === "number" && Number.isSafeInteger(value);
    if (!isWhole || value < least || value > most) this.#tell(at, field, "malformed");
  }

  #word(at: string, raw: Json, field: string, words: ReadonlySet<string>): string {
    const value = raw[field];
    if (typeof value === "string" && words.has(value)) return value;
    this.#tell(at, field, value === undefined ? "blank" : "unknown", String(value));
    return "";
  }

  #words(at: string, raw: Json, field: string, words: ReadonlySet<string>): void {
    const value = raw[field];
    if (value === undefined) return;
    if (!isTexts(value)) this.#tell(at, field, "malformed");
    for (const word of textsOf(value)) if (!words.has(word)) this.#tell(at, field, "unknown", word);
  }

  #list(at: string, raw: Json, field: string, isNeeded: boolean): readonly Json[] {
    const value = raw[field];
    if (value === undefined && !isNeeded) return [];
    if (!Array.isArray(value) || !value.every(isJson)) this.#tell(at, field, "malformed");
    else if (isNeeded && value.length === 0) this.#tell(at, field, "blank");
    return Array.isArray(value) ? value.filter(isJson) : [];
  }
}

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

const partsOf = (raw: Json, key: string): readonly Json[] => {
  const value = raw[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
};

const isBlank = (text: string): boolean => /^\p{White_Space}*$/u.test(text);
