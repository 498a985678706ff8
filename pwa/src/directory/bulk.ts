/**
 * One change of many entries: what each would say afterwards, before anything is saved. Pure.
 *
 * A change that an entry has already is none, so making it twice is making it once; all but
 * the replacing of words, where the second time looks for what the first one wrote.
 */
import type { ShownDocument } from "../data/document.ts";
import type { JsonObject, JsonValue } from "../data/json.ts";
import { checkedOn } from "./call-list.ts";
import { wholeBody } from "./changes.ts";
import { differencesOf } from "./difference.ts";
import { withField, withoutField } from "./draft.ts";
import { type Body, list, texts } from "./fields.ts";
import { type State, stateOf } from "./listing.ts";
import { type Problem, problemsOf } from "./problems.ts";
import { asDraft, published, retired } from "./standing.ts";
import type { Status } from "./words.ts";

/** Fields of words in which some may be replaced. Of phones, their numbers. */
export const REPLACEABLE = [
  "name",
  "alternate_name",
  "description",
  "alert",
  "phones",
  "email",
  "url",
  "application_process",
  "eligibility_description",
  "fees_description",
  "interpretation_services",
] as const;

export type Replaceable = (typeof REPLACEABLE)[number];

export type BulkChange =
  | { readonly kind: "public"; readonly to: boolean }
  | { readonly kind: "category"; readonly value: string; readonly isAdded: boolean }
  | { readonly kind: "language"; readonly value: string; readonly isAdded: boolean }
  | { readonly kind: "served"; readonly value: string; readonly isAdded: boolean }
  | { readonly kind: "status"; readonly to: Status }
  | { readonly kind: "checked"; readonly day: string } // YYYY-MM-DD
  | { readonly kind: "cadence"; readonly days: number | undefined } // undefined: as its kind of help
  | {
      readonly kind: "replace";
      readonly field: Replaceable;
      readonly find: string;
      readonly put: string;
    }
  | { readonly kind: "state"; readonly to: State }
  | { readonly kind: "delete" };

/** What one entry would be, or why it stays as it is. */
export type Planned =
  | {
      readonly outcome: "changed";
      readonly document: ShownDocument;
      readonly before: Body;
      readonly after: Body | undefined; // undefined: it would be gone
      readonly fields: readonly string[]; // that would say something else
    }
  | { readonly outcome: "same"; readonly document: ShownDocument }
  | {
      readonly outcome: "barred"; // it would not be fit to be saved
      readonly document: ShownDocument;
      readonly problem: Problem;
    };

export function planned(document: ShownDocument, change: BulkChange): Planned {
  const before = wholeBody(document);
  if (change.kind === "delete") {
    return { outcome: "changed", document, before, after: undefined, fields: [] };
  }
  const after = applied(before, change);
  const fields = after === before ? [] : differencesOf(before, after).map(({ field }) => field);
  if (fields.length === 0) return { outcome: "same", document };
  const [problem] = problemsOf(after, before);
  return problem
    ? { outcome: "barred", document, problem }
    : { outcome: "changed", document, before, after, fields };
}

/** The body after the change; the very same one when it changes nothing. */
export function applied(body: Body, change: Exclude<BulkChange, { kind: "delete" }>): Body {
  switch (change.kind) {
    case "public":
      if ((body.public === true) === change.to) return body;
      return change.to ? withField(body, "public", true) : withoutField(body, "public");
    case "category":
      return withText(body, "categories", change);
    case "served":
      return withText(body, "who_is_served", change);
    case "language":
      return withLanguage(body, change);
    case "status":
      return body.status === change.to ? body : withField(body, "status", change.to);
    case "checked":
      return body.assured_date === change.day && body.attempts === undefined
        ? body
        : checkedOn(body, change.day);
    case "cadence":
      if (body.verify_every_days === change.days) return body;
      return change.days === undefined
        ? withoutField(body, "verify_every_days")
        : withField(body, "verify_every_days", change.days);
    case "state":
      return stateOf(body) === change.to ? body : inState(body, change.to);
    case "replace":
      return replaced(body, change);
  }
}

interface OneOfMany {
  readonly value: string;
  readonly isAdded: boolean;
}

function withText(body: Body, field: string, { value, isAdded }: OneOfMany): Body {
  const said = texts(body, field);
  if (said.includes(value) === isAdded) return body;
  return withList(body, field, isAdded ? [...said, value] : said.filter((one) => one !== value));
}

function withLanguage(body: Body, { value, isAdded }: OneOfMany): Body {
  const said = list(body, "languages");
  const isThere = said.some(({ code }) => code === value);
  if (isThere === isAdded) return body;
  const next = isAdded ? [...said, { code: value }] : said.filter(({ code }) => code !== value);
  return withList(body, "languages", next);
}

const withList = (body: Body, field: string, items: readonly JsonValue[]): Body =>
  items.length === 0 ? withoutField(body, field) : withField(body, field, items);

function inState(body: Body, to: State): Body {
  if (to === "published") return published(body);
  return to === "draft" ? asDraft(body) : retired(body);
}

function replaced(
  body: Body,
  { field, find, put }: Extract<BulkChange, { kind: "replace" }>,
): Body {
  if (find === "" || find === put) return body;
  if (field !== "phones") {
    const said = body[field];
    if (typeof said !== "string" || !said.includes(find)) return body;
    return withField(body, field, said.replaceAll(find, put));
  }
  const phones = list(body, "phones");
  if (!phones.some(({ number }) => typeof number === "string" && number.includes(find)))
    return body;
  return withField(
    body,
    "phones",
    phones.map(
      (phone): JsonObject =>
        typeof phone.number === "string"
          ? { ...phone, number: phone.number.replaceAll(find, put) }
          : phone,
    ),
  );
}
