/** What one change of many entries is called, and what it makes of a field. */
import type { Value } from "../../data/claim.ts";
import { isObject, isText, type JsonValue } from "../../data/json.ts";
import type { BulkChange } from "../../directory/bulk.ts";
import type { Body } from "../../directory/fields.ts";
import { type State, stateOf } from "../../directory/listing.ts";
import type { Problem } from "../../directory/problems.ts";
import { servedWords } from "../../directory/served-words.ts";
import { categoryWords, languageWords, statusWords } from "../../directory/words.ts";
import { t, tn } from "../../locale.ts";
import { dayInWords } from "../../when.ts";
import { fieldWords } from "../field-words.ts";
import { valueWords } from "../value-words.ts";
import { stateWords } from "./list-words.ts";

/** The change as a sentence without an end: over its preview, and beside its undo. */
export function changeWords(change: BulkChange): string {
  switch (change.kind) {
    case "public":
      return change.to ? t("Show to everybody") : t("Show to members only");
    case "category":
      return oneOfMany(t("Kind of help"), categoryWords(change.value), change.isAdded);
    case "language":
      return oneOfMany(t("Languages spoken"), languageWords(change.value), change.isAdded);
    case "served":
      return oneOfMany(t("Who it serves"), servedWords(change.value), change.isAdded);
    case "status":
      return t("Is it running?: {status}", { status: statusWords(change.to) });
    case "checked":
      return t("Checked on {day}", { day: dayInWords(change.day) });
    case "cadence":
      return t("Check again: {when}", { when: cadenceWords(change.days) });
    case "replace":
      return change.put === ""
        ? t("{field}: take “{find}” out", { field: nameOf(change.field), find: change.find })
        : t("{field}: “{put}” in place of “{find}”", {
            field: nameOf(change.field),
            find: change.find,
            put: change.put,
          });
    case "state":
      return t("State: {state}", { state: stateWords(change.to) });
    case "delete":
      return t("Delete");
  }
}

const oneOfMany = (field: string, value: string, isAdded: boolean): string =>
  isAdded
    ? t("{field}: add {value}", { field, value })
    : t("{field}: take {value} out", { field, value });

export const cadenceWords = (days: number | undefined): string =>
  days === undefined
    ? t("as often as its kind of help asks")
    : tn("every {n} day", "every {n} days", days);

/** A field's name; some are changed here only. */
export function nameOf(field: string): string {
  const words: Readonly<Record<string, string>> = {
    who_is_served: t("Who it serves"),
    verify_every_days: t("Check again"),
    state: t("State"),
  };
  return words[field] ?? fieldWords(field);
}

/** What a field of the body says. */
export function saidWords(body: Body, field: string): string {
  const value = body[field];
  if (field === "state") return stateWords(stateOf(body) satisfies State);
  if (field === "verify_every_days") {
    return cadenceWords(typeof value === "number" ? value : undefined);
  }
  if (field === "public") return value === true ? t("Everybody") : t("Members");
  if (field === "who_is_served" && Array.isArray(value)) {
    return value.filter(isText).map(servedWords).join(", ");
  }
  if (field === "phones" && Array.isArray(value)) return value.map(numberOf).join(", ");
  const said: Value = value === undefined ? [] : [value];
  return valueWords(field, said, () => undefined).replaceAll(
    "\n",
    field === "description" ? "\n" : ", ",
  );
}

const numberOf = (phone: JsonValue): string =>
  isObject(phone) && isText(phone.number) ? phone.number : "";

const AROUND = 60; // letters on either side of what is replaced

/** Of a long text, the part around the first place where the two differ. */
export function excerpts(before: string, after: string): readonly [string, string] {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  return [excerpt(before, at), excerpt(after, at)];
}

function excerpt(text: string, at: number): string {
  if (text.length <= AROUND * 3) return text;
  const from = Math.max(at - AROUND, 0);
  const to = Math.min(at + AROUND * 2, text.length);
  return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}

/** Why an entry would not be fit to be saved. */
export function problemWords(problem: Problem): string {
  const [field = ""] = problem.split(".");
  const words: Readonly<Record<string, string>> = {
    name: t("A name is needed."),
    phones: t("write a phone number, such as 555-0134."),
    url: t("write a web address, such as https://example.org."),
    email: t("write an email address, such as a@example.org."),
  };
  return words[field] ?? t("it is not written in a way that can be kept.");
}
