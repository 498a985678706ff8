/**
 * A worksheet template as the renderer needs it: parts, questions, rules already read.
 *
 * The server's tests check every template that comes with Cairn; this reads one again
 * because templates will also arrive in documents that a program has written.
 */
import { parseRule, type ShowIf } from "./show-if.ts";

const TYPES = [
  "text",
  "longtext",
  "choice",
  "multi",
  "scale",
  "date",
  "repeat",
  "note",
  "talk",
  "directory",
] as const;

export type QuestionType = (typeof TYPES)[number];

export interface Option {
  readonly id: string;
  readonly text: string;
  /** What the app must be able to do before this option means anything. */
  readonly needs: readonly string[];
}

/** What a question and a field of a row have in common. */
export interface Asked {
  readonly id: string;
  readonly type: QuestionType;
  readonly text: string;
  readonly help: string;
  /** Of a scale: six words, for 0 to 5. */
  readonly labels: readonly string[];
  readonly options: readonly Option[];
}

export interface Question extends Asked {
  readonly rule: ShowIf | undefined;
  /** 0 to 3; 3 could put someone in danger if seen. */
  readonly sensitivity: number;
  readonly stop: string;
  readonly flags: readonly string[];
  readonly maxRows: number;
  readonly fields: readonly Asked[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly rule: ShowIf | undefined;
  readonly questions: readonly Question[];
}

/** What makes a worksheet a survey: many people answer, and only sums are seen. */
export interface SurveyTerms {
  /** People behind any number that is shown. */
  readonly smallest: number;
  /** Question IDs; none: all that are about no person. */
  readonly asks: readonly string[];
}

/** What the newest version changed, in words. */
export interface News {
  readonly on: string; // YYYY-MM-DD
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface Template {
  readonly id: string;
  readonly version: number;
  /** Undefined in a first version. */
  readonly news: News | undefined;
  readonly about: "person" | "group" | "guide";
  readonly title: string;
  readonly purpose: string;
  readonly who: string;
  readonly basis: string;
  /** How long what is filled in is for, in the words of whoever wrote the worksheet. */
  readonly retention: string;
  /** What a copy holds: the lines that were chosen, or, of a form to be signed, all of it. */
  readonly prints: "lines" | "whole";
  readonly survey: SurveyTerms | undefined;
  readonly sections: readonly Section[];
}

export type About = Template["about"];

/** What the list of worksheets says of one. */
export interface Entry {
  readonly id: string;
  readonly about: About;
  /** What the app must be able to do before this worksheet can keep its promises. */
  readonly needs: readonly string[];
  readonly survey: SurveyTerms | undefined;
  /** It is filled in as a survey, and in no other way. */
  readonly isSurvey: boolean;
  readonly title: string;
  /** Title and purpose in the list; neutral, where its own would say much over a shoulder. */
  readonly listTitle: string;
  readonly listPurpose: string;
}

/** The template's words in another language, by `template/section/question#field`. */
export type Words = Readonly<Record<string, string>>;

const ABOUT = ["person", "group", "guide"] as const;
const MOST_ROWS = 20; // of a repeat that names no number of its own

/** Read a template's JSON in the given words; English where a word is missing. Throws if malformed. */
export function readTemplate(raw: unknown, words: Words = {}): Template {
  const json = object(raw, "template");
  const id = string(json, "id");
  const say = (place: string, key: string, from: Json, name = key) =>
    words[`${place}#${name}`] || string(from, key, "");

  const asked = (from: Json, place: string): Asked => ({
    id: string(from, "id"),
    type: oneOf(TYPES, string(from, "type"), place),
    text: say(place, "text", from),
    help: say(place, "help", from),
    labels: list(from, "labels").map(
      (label, step) => words[`${place}/${step}#label`] || `${label}`,
    ),
    options: list(from, "options").map((one) => {
      const option = object(one, place);
      const optionId = string(option, "id");
      const needs = list(option, "needs").map(String);
      return { id: optionId, text: say(`${place}/${optionId}`, "text", option), needs };
    }),
  });
  const question = (one: unknown, above: string): Question => {
    const from = object(one, above);
    const place = `${above}/${string(from, "id")}`;
    return {
      ...asked(from, place),
      rule: rule(from, place),
      sensitivity: number(from, "sensitivity", 3),
      stop: say(place, "stop", from),
      flags: list(from, "flags").map(String),
      maxRows: number(from, "max_rows", MOST_ROWS),
      fields: list(from, "fields").map((field) => {
        const inner = object(field, place);
        return asked(inner, `${place}/${string(inner, "id")}`);
      }),
    };
  };
  const sections = list(json, "sections").map((one) => {
    const from = object(one, id);
    const place = `${id}/${string(from, "id")}`;
    return {
      id: string(from, "id"),
      title: say(place, "title", from),
      intro: say(place, "intro", from),
      rule: rule(from, place),
      questions: list(from, "questions").map((inner) => question(inner, place)),
    };
  });
  return {
    id,
    version: number(json, "version", 1),
    news: newsIn(json, sections, words),
    about: oneOf(ABOUT, string(json, "about"), id),
    title: say(id, "title", json),
    purpose: say(id, "purpose", json),
    who: say(id, "who", json),
    basis: say(id, "basis", json),
    retention: say(id, "retention", json),
    prints: oneOf(["lines", "whole"] as const, string(json, "prints", "lines"), id),
    survey: surveyTerms(json),
    sections,
  };
}

/** What the newest change says, each place in its words. A part stands for what is in it. */
function newsIn(json: Json, sections: readonly Section[], words: Words): News | undefined {
  const changes = list(json, "changes");
  const newest = changes[changes.length - 1];
  if (newest === undefined) return undefined;
  const change = object(newest, "changes");
  if (number(change, "version", 1) !== number(json, "version", 1)) return undefined;
  const id = string(json, "id");
  const wordsAt = (place: unknown): string => {
    const [sectionId, questionId] = `${place}`.split("/");
    const section = sections.find((one) => one.id === sectionId);
    if (questionId === undefined) return section?.title ?? "";
    return section?.questions.find((one) => one.id === questionId)?.text ?? "";
  };
  const told = (key: string) => list(change, key).map(wordsAt).filter(Boolean);
  const removed = list(change, "removed").map((one) => {
    const gone = object(one, "changes");
    const place = string(gone, "place");
    const name = place.includes("/") ? "text" : "title";
    return words[`${id}/${place}#${name}`] || string(gone, "text");
  });
  return { on: string(change, "on"), added: told("added"), changed: told("changed"), removed };
}

/** Read of a template's JSON only what the list says. Throws if malformed. */
export function readEntry(raw: unknown, words: Words = {}): Entry {
  const json = object(raw, "template");
  const id = string(json, "id");
  const say = (key: string) => words[`${id}#${key}`] || string(json, key, "");
  const title = say("title");
  const about = oneOf(ABOUT, string(json, "about"), id);
  return {
    id,
    about,
    needs: list(json, "needs").map(String),
    survey: surveyTerms(json),
    isSurvey: about === "person" && surveyTerms(json) !== undefined,
    title,
    listTitle: say("list_title") || title,
    listPurpose: say("list_purpose") || say("purpose"),
  };
}

function surveyTerms(json: Json): SurveyTerms | undefined {
  if (json.survey === undefined || json.survey === null) return undefined;
  const terms = object(json.survey, "survey");
  return { smallest: number(terms, "smallest", 10), asks: list(terms, "asks").map(String) };
}

/** The most picks a multi allows; undefined means any number. */
export function mostPicks(question: Question): number | undefined {
  const flag = question.flags.find((name) => /^max\d$/.test(name));
  return flag === undefined ? undefined : Number(flag.slice(3));
}

/** In place of `mr`, where an earlier question of the same part has said it in full. */
export const REPORTING_AGAIN = "mr-again";

/**
 * A part's questions, with what must be reported said in full at the first of them only.
 *
 * The same questions come out as the same objects each time.
 */
export function sayReportingOnce(questions: readonly Question[]): readonly Question[] {
  const first = questions.find(({ flags }) => flags.includes("mr"));
  return questions.map((question) => {
    if (question === first || !question.flags.includes("mr")) return question;
    const known = inShort.get(question);
    if (known) return known;
    const flags = question.flags.map((flag) => (flag === "mr" ? REPORTING_AGAIN : flag));
    const short = { ...question, flags };
    inShort.set(question, short);
    return short;
  });
}

const inShort = new WeakMap<Question, Question>();

/** The template that a question leads to, if any. */
export const linkedTemplate = (question: Question): string | undefined =>
  question.flags.find((flag) => flag.startsWith("link:"))?.slice("link:".length);

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown, place: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${place}: an object is needed`);
  return value as Json; // Checked above: every key is read through the functions below.
}

function string(from: Json, key: string, absent?: string): string {
  const value = from[key] ?? absent;
  if (typeof value !== "string") throw new TypeError(`${key}: text is needed`);
  return value;
}

function number(from: Json, key: string, absent: number): number {
  const value = from[key] ?? absent;
  if (typeof value !== "number") throw new TypeError(`${key}: a number is needed`);
  return value;
}

function list(from: Json, key: string): readonly unknown[] {
  const value = from[key] ?? [];
  if (!Array.isArray(value)) throw new TypeError(`${key}: a list is needed`);
  return value;
}

function oneOf<T extends string>(known: readonly T[], value: string, place: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new TypeError(`${place}: ${value} is not known`);
  return found;
}

function rule(from: Json, place: string): ShowIf | undefined {
  const text = string(from, "show_if", "");
  if (text === "") return undefined;
  const read = parseRule(text);
  if (read === undefined) throw new TypeError(`${place}: show_if is no rule`);
  return read;
}
