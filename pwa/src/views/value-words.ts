/** What a field says, in words: for choosing between two answers, and for what was changed. */
import type { Value } from "../data/claim.ts";
import { isObject, isText, type JsonValue } from "../data/json.ts";
import { DAYS, type Day } from "../directory/calendar.ts";
import { wordsOf } from "../directory/difference.ts";
import { type Body, text } from "../directory/fields.ts";
import { servedWords } from "../directory/served-words.ts";
import { isDraft, isRetired, replacementOf } from "../directory/standing.ts";
import {
  categoryWords,
  dayWords,
  languageWords,
  STATUSES,
  type Status,
  statusWords,
} from "../directory/words.ts";
import { t } from "../locale.ts";
import { dayInWords } from "../when.ts";

/** `nameOf`: what a place or an organization is called, by document ID. */
export function valueWords(
  field: string,
  [said]: Value,
  nameOf: (id: string) => string | undefined,
): string {
  if (field === "state") return stateWords(said, nameOf);
  if (said === undefined) return t("Nothing");
  if (said === true) return t("Yes");
  if (said === false) return t("No");
  if (Array.isArray(said)) {
    return said.map((row: JsonValue) => rowWords(field, row, nameOf)).join("\n");
  }
  if (field === "assured_date" && isText(said)) return dayInWords(said);
  if (field === "status" && isStatus(said)) return statusWords(said);
  if (field === "organization_id" && isText(said)) {
    return nameOf(`organization:${said}`) ?? t("Another organization");
  }
  if (field === "minimum_age" && isObject(said)) return agesWords(said);
  return wordsOf(said);
}

function rowWords(
  field: string,
  row: JsonValue,
  nameOf: (id: string) => string | undefined,
): string {
  if (field === "categories" && isText(row)) return categoryWords(row);
  if (field === "who_is_served" && isText(row)) return servedWords(row);
  if (!isObject(row)) return wordsOf(row);
  const code = text(row, "code");
  if (field === "languages" && code) return languageWords(code);
  if (field === "schedules") return hoursWords(row);
  if (field === "service_at_locations") {
    return nameOf(`location:${text(row, "location_id")}`) ?? t("A place without a name");
  }
  return wordsOf(Object.fromEntries(Object.entries(row).filter(([part]) => part !== "id")));
}

function hoursWords(row: Body): string {
  const days = DAYS.filter((day) => text(row, "byday")?.split(",").includes(day));
  const from = text(row, "opens_at");
  const to = text(row, "closes_at");
  const hours = from && to ? t("{from} to {to}", { from, to }) : undefined;
  const named = days.map((day: Day) => dayWords(day)).join(", ");
  return [named, hours, text(row, "description")].filter(Boolean).join(": ");
}

function stateWords(
  said: JsonValue | undefined,
  nameOf: (id: string) => string | undefined,
): string {
  const told = isObject(said) ? said : {};
  if (isDraft(told)) return t("No, a draft: only editors see it");
  if (!isRetired(told)) return t("Yes");
  const instead = replacementOf(told);
  return [
    t("No, it is no longer offered"),
    instead && t("Use instead: {name}", { name: nameOf(instead) ?? t("Another entry") }),
  ]
    .filter(Boolean)
    .join(". ");
}

function agesWords({ minimum_age: from, maximum_age: to }: Body): string {
  if (typeof from === "number" && typeof to === "number") {
    return t("Ages {from} to {to}", { from, to });
  }
  if (typeof from === "number") return t("Age {from} and older", { from });
  return typeof to === "number" ? t("Up to age {to}", { to }) : t("Nothing");
}

const isStatus = (said: JsonValue): said is Status =>
  (STATUSES as readonly JsonValue[]).includes(said);
