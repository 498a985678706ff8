/**
 * What one version of a worksheet changed, by place: `section` or `section/question`, and ""
 * for what the worksheet says of itself.
 *
 * A place is a name, not a position: a question that moved within its part has not changed,
 * but the part has. Beside it: what became less careful, which somebody should say twice.
 */
import { isObject, type JsonObject, type JsonValue } from "../data/json.ts";
import { type Part, partsIn, textOf, textsIn } from "./draft.ts";

export interface Gone {
  readonly place: string;
  readonly text: string;
}

export interface Comparison {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly Gone[];
  /** Questions whose answers are less protected than before. */
  readonly lessCareful: readonly string[];
}

const OWN_KEYS = ["version", "changes", "sections", "id", "schema"]; // not content of the template
const PROTECTS = ["nosave", "gate", "id", "nopii", "mr"];

/** Compare two drafts, Spanish included. Undefined before: all of it is new. */
export function compare(before: Part | undefined, after: Part): Comparison {
  const old = placesOf(before);
  const now = placesOf(after);
  const added = [...now.keys()].filter((place) => !old.has(place));
  const changed = [...now].flatMap(([place, part]) => {
    const was = old.get(place);
    const isSame =
      was === undefined || (contentOf(was) === contentOf(part) && !isReordered(was, part));
    return isSame ? [] : [place];
  });
  const removed = [...old].flatMap(([place, { part }]) =>
    now.has(place) ? [] : [{ place, text: textOf(part, "text") || textOf(part, "title") }],
  );
  const lessCareful = [...now].flatMap(([place, { part }]) => {
    const was = old.get(place)?.part;
    return was !== undefined && isLessCareful(was, part) ? [place] : [];
  });
  return { added, changed, removed, lessCareful };
}

export const isUnchanged = ({ added, changed, removed }: Comparison): boolean =>
  added.length + changed.length + removed.length === 0;

interface Placed {
  readonly part: Part;
  readonly content: JsonObject; // what a change of it is a change of
  readonly order: readonly string[]; // the IDs of the parts in it
}

/** Only the order of what stays counts: one more or one less is told by itself. */
function isReordered(before: Placed, after: Placed): boolean {
  const stayed = (one: Placed, other: Placed) =>
    one.order.filter((id) => other.order.includes(id)).join();
  return stayed(before, after) !== stayed(after, before);
}

const contentOf = ({ content }: Placed): string => canonical(content);

function placesOf(draft: Part | undefined): ReadonlyMap<string, Placed> {
  const places = new Map<string, Placed>();
  if (draft === undefined) return places;
  const place = (name: string, part: Part, apart: readonly string[], inner: readonly Part[]) => {
    const order = inner.map((one) => textOf(one, "id"));
    places.set(name, { part, content: without(part, apart), order });
  };
  const sections = partsIn(draft, "sections");
  place("", draft, OWN_KEYS, sections);
  for (const section of sections) {
    const name = textOf(section, "id");
    const questions = partsIn(section, "questions");
    place(name, section, ["questions"], questions);
    for (const question of questions) place(`${name}/${textOf(question, "id")}`, question, [], []);
  }
  return places;
}

function isLessCareful(before: Part, after: Part): boolean {
  if (typeof before.sensitivity !== "number" || typeof after.sensitivity !== "number") return false;
  const flags = textsIn(after, "flags");
  const lost = textsIn(before, "flags").some(
    (flag) => PROTECTS.includes(flag) && !flags.includes(flag),
  );
  return lost || after.sensitivity < before.sensitivity;
}

const without = (part: Part, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(part).filter(([key]) => !keys.includes(key)));

/** JSON with its keys in order, and without what says nothing: blank texts, empty lists. */
function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value)
    .map(([key, inner]) => [key, canonical(inner)] as const)
    .filter(([, text]) => !['""', "[]", "{}", "null"].includes(text))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`;
}
