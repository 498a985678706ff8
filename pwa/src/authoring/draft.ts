/**
 * A worksheet being written: a template's JSON, each part with its Spanish beside its English.
 *
 * In a document the Spanish lies apart, by place (`template/section/question#text`). Here it
 * moves, is copied and is removed with the part it belongs to:
 *
 *     {"id": "gut", "text": "How does it feel?", "es": {"text": "¿Qué siente?"}, …}
 *
 * What a form does not know of a template stays as it is. All functions return a new draft.
 */
import { isObject, isText, type JsonObject, type JsonValue } from "../data/json.ts";
import type { Words } from "../worksheets/template.ts";

/** A template, section, question, field of a row or option, with its Spanish under `es`. */
export type Part = JsonObject;

/** Where a part stands: `sections/0/questions/2`; "" is the template. As `check.ts` has it. */
export type At = string;

const LISTS = ["sections", "questions", "fields", "options"] as const;
const TEXTS = [
  ...["title", "purpose", "list_title", "list_purpose", "who", "basis", "retention", "note"],
  ...["intro", "text", "help", "stop"],
];
/** Texts that need not be there: blank ones are left out. */
const OPTIONAL = ["list_title", "list_purpose", "note", "intro", "help", "stop", "show_if"];

export const partsIn = (part: Part, list: string): readonly Part[] => {
  const value = part[list];
  return Array.isArray(value) ? value.filter(isObject) : [];
};

export const textsIn = (part: Part, key: string): readonly string[] => {
  const value = part[key];
  return Array.isArray(value) ? value.filter(isText) : [];
};

export const textOf = (part: Part, key: string): string => {
  const value = part[key];
  return isText(value) ? value : "";
};

// -- To and from a document -------------------------------------------------------------------

/** Bring a template and its Spanish together. */
export const toDraft = (template: JsonObject, es: Words = {}): Part =>
  withSpanish(template, textOf(template, "id"), es);

function withSpanish(part: JsonObject, place: string, es: Words): Part {
  const own: Record<string, JsonValue> = {};
  for (const name of TEXTS) {
    const text = es[`${place}#${name}`];
    if (isText(part[name]) && text) own[name] = text;
  }
  const labels = textsIn(part, "labels").map((_, step) => es[`${place}/${step}#label`] ?? "");
  if (labels.some((label) => label !== "")) own.labels = labels;
  const inner = (child: Part) => withSpanish(child, `${place}/${textOf(child, "id")}`, es);
  const plain = mapLists(part, inner);
  return Object.keys(own).length > 0 ? { ...plain, es: own } : plain;
}

/** Part them again, as they are stored. Blank texts that need not be there are left out. */
export function fromDraft(draft: Part): { readonly template: JsonObject; readonly es: Words } {
  const es: Record<string, string> = {};
  const template = withoutSpanish(draft, textOf(draft, "id"), es);
  return { template, es };
}

function withoutSpanish(part: Part, place: string, es: Record<string, string>): JsonObject {
  const { es: own, ...rest } = part;
  if (isObject(own)) {
    for (const name of TEXTS) {
      const text = textOf(own, name).trim();
      if (text !== "" && textOf(part, name).trim() !== "") es[`${place}#${name}`] = text;
    }
    textsIn(own, "labels").forEach((label, step) => {
      if (label.trim() !== "") es[`${place}/${step}#label`] = label.trim();
    });
  }
  const kept = Object.entries(rest).filter(
    ([key, value]) => !(OPTIONAL.includes(key) && isText(value) && value.trim() === ""),
  );
  return mapLists(Object.fromEntries(kept), (child) =>
    withoutSpanish(child, `${place}/${textOf(child, "id")}`, es),
  );
}

function mapLists(part: Part, map: (child: Part) => Part): Part {
  const lists = LISTS.filter((list) => Array.isArray(part[list]));
  const mapped = lists.map((list) => [list, partsIn(part, list).map(map)] as const);
  return { ...part, ...Object.fromEntries(mapped) };
}

// -- Looking and changing ---------------------------------------------------------------------

/** The part that stands there; undefined when none does. */
export function partAt(draft: Part, at: At): Part | undefined {
  let part: Part | undefined = draft;
  for (const { list, place } of stepsOf(at)) part = part && partsIn(part, list)[place];
  return part;
}

/** Put another part in the place of the one that stands there. */
export function withPart(draft: Part, at: At, part: Part): Part {
  const [step, ...rest] = stepsOf(at);
  if (step === undefined) return part;
  const children = partsIn(draft, step.list).map((child, place) =>
    place === step.place ? withPart(child, joined(rest), part) : child,
  );
  return { ...draft, [step.list]: children };
}

/** Change the list `list` of the part at `at`. */
export function withList(
  draft: Part,
  at: At,
  list: string,
  change: (parts: readonly Part[]) => readonly Part[],
): Part {
  const part = partAt(draft, at);
  return part ? withPart(draft, at, { ...part, [list]: [...change(partsIn(part, list))] }) : draft;
}

export const added = (parts: readonly Part[], part: Part): readonly Part[] => [...parts, part];

export const removed = (parts: readonly Part[], place: number): readonly Part[] =>
  parts.filter((_, at) => at !== place);

/** Move one up (-1) or down (1); at the end it stays. */
export function moved(parts: readonly Part[], place: number, by: -1 | 1): readonly Part[] {
  const [one, other] = [parts[place], parts[place + by]];
  if (!one || !other) return parts;
  return parts.map((part, at) => (at === place ? other : at === place + by ? one : part));
}

/** A copy below the original. It has IDs of its own: a rule about the original stays about it. */
export function copied(draft: Part, parts: readonly Part[], place: number): readonly Part[] {
  const part = parts[place];
  if (part === undefined) return parts;
  const copy = withNewIds(part, idsIn(draft));
  return [...parts.slice(0, place + 1), copy, ...parts.slice(place + 1)];
}

function withNewIds(part: Part, taken: Set<string>): Part {
  const isSection = Array.isArray(part.questions);
  const prefix = isSection ? "part" : "q";
  const fresh = { ...part, id: newPartId(prefix, taken) };
  if (!isSection) return fresh;
  return { ...fresh, questions: partsIn(part, "questions").map((one) => withNewIds(one, taken)) };
}

/** Every ID of a section or question. */
export const idsIn = (draft: Part): Set<string> =>
  new Set(
    partsIn(draft, "sections").flatMap((section) => [
      textOf(section, "id"),
      ...partsIn(section, "questions").map((question) => textOf(question, "id")),
    ]),
  );

/** An ID that nobody has, nor had: what is removed and added again is another question. */
export function newPartId(prefix: string, taken: Set<string> = new Set()): string {
  const letters = crypto.getRandomValues(new Uint8Array(5));
  const id = `${prefix}_${Array.from(letters, (byte) => (byte % 36).toString(36)).join("")}`;
  if (taken.has(id)) return newPartId(prefix, taken);
  taken.add(id);
  return id;
}

function stepsOf(at: At): readonly { readonly list: string; readonly place: number }[] {
  const words = at === "" ? [] : at.split("/");
  return words.flatMap((list, index) =>
    index % 2 === 0 ? [{ list, place: Number(words[index + 1]) }] : [],
  );
}

const joined = (steps: readonly { readonly list: string; readonly place: number }[]): At =>
  steps.map(({ list, place }) => `${list}/${place}`).join("/");

// -- Texts in two languages -------------------------------------------------------------------

export type Tongue = "en" | "es";

export const said = (part: Part, name: string, tongue: Tongue): string =>
  tongue === "en" ? textOf(part, name) : isObject(part.es) ? textOf(part.es, name) : "";

export const withSaid = (part: Part, name: string, tongue: Tongue, text: string): Part =>
  tongue === "en"
    ? { ...part, [name]: text }
    : { ...part, es: { ...(isObject(part.es) ? part.es : {}), [name]: text } };

export const labelSaid = (part: Part, step: number, tongue: Tongue): string =>
  textsIn(tongue === "en" ? part : isObject(part.es) ? part.es : {}, "labels")[step] ?? "";

export function withLabel(part: Part, step: number, tongue: Tongue, text: string): Part {
  const labels = [0, 1, 2, 3, 4, 5].map((at) => (at === step ? text : labelSaid(part, at, tongue)));
  return tongue === "en"
    ? { ...part, labels }
    : { ...part, es: { ...(isObject(part.es) ? part.es : {}), labels } };
}
