/**
 * What is wrong with a template, wherever it came from: by place, so that it can be told there.
 *
 * The rules are those of `template.py` and `check.py` on the server; both say of each case in
 * `tests/vectors/template-checks.json` whether it is sound. A template that is, this version
 * understands in full: an unknown flag might be one that protects somebody.
 */
import {
  ID,
  isBlank,
  isJson,
  isTexts,
  type Json,
  type Problem,
  Problems,
  partsOf,
  textsOf,
} from "./problem.ts";
import { parseRule, type Test } from "./show-if.ts";

export const SCALE_STEPS = 6; // 0 to 5
export const MOST_ROWS_EVER = 50;
export const LONGEST_RULE = 2_000; // letters
const MOST_PARTS = 5_000; // sections, questions, options and fields, in all
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

/** Every problem of a template's JSON, in the order it is read on screen; `[]` means sound. */
export function checkTemplate(raw: unknown): readonly Problem[] {
  return new Check(raw).found.problems;
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
  readonly found = new Problems();
  #addsUnsure = false;
  #isOfGroup = false;
  #printsWhole = false;
  readonly #seen = new Map<string, Asked>(); // questions so far, by ID
  readonly #ids = new Set<string>(); // of all questions

  constructor(raw: unknown) {
    if (isJson(raw)) this.#template(raw);
    else this.found.tell("", "id", "malformed");
  }

  #template(raw: Json): void {
    if (isTooLarge(raw)) {
      this.found.tell("", "sections", "too_long");
      return;
    }
    this.found.keys("", raw, "template");
    this.found.pattern("", raw, "id", TEMPLATE_ID);
    if (raw.schema !== 1) this.found.tell("", "schema", "unknown");
    this.found.number("", raw, "version", 1, Number.MAX_SAFE_INTEGER);
    this.found.word("", raw, "about", ABOUT);
    this.found.words("", raw, "needs", NEEDS);
    for (const field of ["title", "purpose", "who", "basis", "retention"])
      this.found.text("", raw, field, true);
    for (const field of ["list_title", "list_purpose", "note"])
      this.found.text("", raw, field, false);
    if (raw.prints !== undefined) this.found.word("", raw, "prints", PRINTS);
    this.#changes(raw);
    this.#addsUnsure = raw.about === "person";
    this.#isOfGroup = raw.about === "group";
    this.#printsWhole = raw.prints === "whole";
    const sections = this.found.list("", raw, "sections", true);
    for (const section of sections)
      for (const question of partsOf(section, "questions"))
        if (typeof question.id === "string") this.#ids.add(question.id);
    const flags = sections.flatMap((section) =>
      partsOf(section, "questions").flatMap((question) => textsOf(question.flags)),
    );
    if (flags.includes("action:revoke") && raw.prints !== "whole")
      this.found.tell("", "prints", "not_whole");
    const used = new Set<string>();
    sections.forEach((section, place) => {
      this.#section(`sections/${place}`, section, used);
    });
    this.#survey(raw, sections);
  }

  #section(at: string, raw: Json, used: Set<string>): void {
    this.found.keys(at, raw, "section");
    this.found.id(at, raw, used);
    this.found.text(at, raw, "title", true);
    this.found.text(at, raw, "intro", false);
    this.#rule(at, raw);
    this.found.list(at, raw, "questions", true).forEach((question, place) => {
      this.#question(`${at}/questions/${place}`, question);
    });
  }

  #question(at: string, raw: Json): void {
    this.found.keys(at, raw, "question");
    this.found.pattern(at, raw, "id", ID);
    const { id } = raw;
    if (typeof id === "string" && this.#seen.has(id)) this.found.tell(at, "id", "used_twice", id);
    if (id === RESERVED) this.found.tell(at, "id", "reserved", id);
    const type = this.found.word(at, raw, "type", TYPES);
    const options = this.#asked(at, raw, type);
    for (const option of options)
      if (option === SKIP || (option === UNSURE && this.#addsUnsure))
        this.found.tell(at, "options", "reserved", option);
    this.found.number(at, raw, "sensitivity", 0, 3);
    this.found.text(at, raw, "stop", false);
    this.#flags(at, raw, type, options);
    if (raw.max_rows !== undefined && raw.max_rows !== null) {
      this.found.number(at, raw, "max_rows", 1, MOST_ROWS_EVER);
      if (type !== "repeat") this.found.tell(at, "max_rows", "max_rows");
    }
    this.#rule(at, raw);
    const fields = this.found.list(at, raw, "fields", false);
    if ((type === "repeat") !== fields.length > 0) this.found.tell(at, "fields", "fields");
    const used = new Set<string>();
    fields.forEach((field, place) => {
      const here = `${at}/fields/${place}`;
      this.found.keys(here, field, "field");
      this.found.id(here, field, used);
      this.#asked(here, field, this.found.word(here, field, "type", FIELD_TYPES));
    });
    if (typeof id === "string") this.#seen.set(id, { type, options });
  }

  /** What a question and a field of a row have in common. Returns the options' IDs. */
  #asked(at: string, raw: Json, type: string): readonly string[] {
    this.found.text(at, raw, "text", true);
    this.found.text(at, raw, "help", false);
    const labels = Array.isArray(raw.labels) ? raw.labels : [];
    if (raw.labels !== undefined && raw.labels !== labels)
      this.found.tell(at, "labels", "malformed");
    labels.forEach((label, step) => {
      this.found.text(`${at}/labels/${step}`, { label }, "label", true);
    });
    if (labels.length !== (type === "scale" ? SCALE_STEPS : 0))
      this.found.tell(at, "labels", "labels");
    const options = this.found.list(at, raw, "options", false);
    const picks = type === "choice" || type === "multi";
    if (picks && options.length === 0) this.found.tell(at, "options", "no_options");
    if (!picks && options.length > 0) this.found.tell(at, "options", "not_its_options");
    const used = new Set<string>();
    options.forEach((option, place) => {
      const here = `${at}/options/${place}`;
      this.found.keys(here, option, "option");
      this.found.id(here, option, used);
      this.found.text(here, option, "text", true);
      this.found.words(here, option, "needs", NEEDS);
    });
    return [...used];
  }

  #flags(at: string, raw: Json, type: string, options: readonly string[]): void {
    const flags = textsOf(raw.flags);
    if (raw.flags !== undefined && !isTexts(raw.flags)) this.found.tell(at, "flags", "malformed");
    for (const flag of flags) {
      if (!FLAG.test(flag)) this.found.tell(at, "flags", "unknown", flag);
      if ((FLAG_TYPES[flag] ?? type) !== type)
        this.found.tell(at, "flags", "flag_of_another_type", flag);
    }
    const most = Number(flags.find((flag) => /^max[2-9]$/.test(flag))?.slice(3) ?? 0);
    if (most > 0 && (type !== "multi" || most >= options.length))
      this.found.tell(at, "flags", "too_few_to_limit", String(most));
    if (type === "talk" && !flags.includes("nosave"))
      this.found.tell(at, "flags", "talk_is_not_saved");
    if (flags.includes("required") && NO_ANSWER.has(type))
      this.found.tell(at, "flags", "nothing_to_require");
    if (flags.includes("each") && (!this.#isOfGroup || !SPREAD.has(type)))
      this.found.tell(at, "flags", "each");
    if (flags.includes("aggregate") && (!SPREAD.has(type) || Number(raw.sensitivity) > 2))
      this.found.tell(at, "flags", "flag_of_another_type", "aggregate");
    if (flags.includes("by_hand") && !this.#printsWhole) this.found.tell(at, "flags", "by_hand");
    const isGate = flags.includes("gate") && options.includes("no");
    const hasStop = typeof raw.stop === "string" && !isBlank(raw.stop);
    if (hasStop !== isGate) this.found.tell(at, "stop", "stop");
  }

  #rule(at: string, raw: Json): void {
    const text = raw.show_if;
    if (text === undefined || text === null) return;
    if (typeof text === "string" && [...text].length > LONGEST_RULE) {
      this.found.tell(at, "show_if", "too_long");
      return;
    }
    const rule = typeof text === "string" ? parseRule(text) : undefined;
    if (rule === undefined) this.found.tell(at, "show_if", "no_rule");
    else for (const test of rule.flat()) this.#test(at, test);
  }

  #test(at: string, { field, operator, values }: Test): void {
    const asked = this.#seen.get(field);
    if (asked === undefined) {
      const isLater = this.#ids.has(field);
      this.found.tell(at, "show_if", isLater ? "asks_later" : "asks_unknown", field);
      return;
    }
    if (NO_ANSWER.has(asked.type)) this.found.tell(at, "show_if", "asks_no_answer", field);
    const isList = asked.type === "multi" || asked.type === "repeat";
    if (operator !== "not empty" && isList !== (operator === "includes"))
      this.found.tell(at, "show_if", "asks_wrongly", field);
    if (asked.options.length === 0) return;
    for (const value of values)
      if (!asked.options.includes(value) && !(value === UNSURE && this.#addsUnsure))
        this.found.tell(at, "show_if", "no_such_option", value);
  }

  /** What a survey asks can be counted, is about nobody, and waits for nothing it does not ask. */
  #survey({ survey }: Json, sections: readonly Json[]): void {
    if (survey === undefined || survey === null) return;
    if (!isJson(survey)) {
      this.found.tell("", "survey", "malformed");
      return;
    }
    this.found.keys("", survey, "survey");
    this.found.number("", survey, "smallest", 3, 1000);
    this.found.number("", survey, "years", 1, 10);
    if (survey.asks !== undefined && !isTexts(survey.asks))
      this.found.tell("", "survey", "malformed");
    const asks = textsOf(survey.asks);
    const questions = sections.flatMap((section) => partsOf(section, "questions"));
    for (const name of asks) {
      const asked = [...questions].reverse().find(({ id }) => id === name);
      if (asked === undefined) this.found.tell("", "survey", "asks_unknown", name);
      else if (!SPREAD.has(String(asked.type)) || Number(asked.sensitivity) > 1)
        this.found.tell("", "survey", "not_counted", name);
      const text = asked?.show_if;
      const rule = typeof text === "string" && text.length <= LONGEST_RULE && parseRule(text);
      for (const { field } of rule ? rule.flat() : [])
        if (!asks.includes(field)) this.found.tell("", "survey", "asks_unknown", field);
    }
  }

  #changes(raw: Json): void {
    for (const change of this.found.list("", raw, "changes", false)) {
      this.found.keys("", change, "change");
      this.found.number("", change, "version", 2, Number.MAX_SAFE_INTEGER);
      const day = change.on;
      if (typeof day !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(day))
        this.found.tell("", "changes", "malformed");
      for (const key of ["added", "changed"])
        if (change[key] !== undefined && !isTexts(change[key]))
          this.found.tell("", "changes", "malformed");
      for (const removed of this.found.list("", change, "removed", false)) {
        this.found.keys("", removed, "removed");
        this.found.text("", removed, "place", true);
        this.found.text("", removed, "text", true);
      }
    }
  }
}
