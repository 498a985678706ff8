/** From a draft to the worksheet that every phone gets. */
import type { JsonObject, JsonValue } from "../data/json.ts";
import { type Comparison, isUnchanged } from "./compare.ts";
import { fromDraft, type Part, textOf } from "./draft.ts";

/** What stands under the ID now: published, or come with the app. */
export interface Standing {
  readonly draft: Part;
  readonly changes: readonly JsonValue[];
}

const MOST_CHANGES = 20; // versions that a template tells of; older ones nobody asks for
const MOST_PLACES = 1_000; // as the server has it

/** The draft as its next version: raised, and saying what it changed. */
export function asNextVersion(
  draft: Part,
  { changes, draft: before }: Standing,
  comparison: Comparison,
  on: string,
): Part {
  const version = (typeof before.version === "number" ? before.version : 1) + 1;
  const { added, changed, removed } = comparison;
  const change = {
    version,
    on,
    ...(added.length > 0 ? { added: added.slice(0, MOST_PLACES) } : {}),
    ...(changed.length > 0 ? { changed: changed.slice(0, MOST_PLACES) } : {}),
    ...(removed.length > 0 ? { removed: removed.map(({ place, text }) => ({ place, text })) } : {}),
  };
  const next = isUnchanged(comparison) ? [] : [change];
  return { ...draft, version, changes: [...changes, ...next].slice(-MOST_CHANGES) };
}

/** The draft as another worksheet, beside the one that it was copied from. */
export function asNewWorksheet(draft: Part, id: string): Part {
  const { changes: _changes, ...rest } = draft;
  return { ...rest, id, version: 1 };
}

/** The body of a published worksheet's document. */
export function publishedBody(draft: Part, by: string, on: string, before?: Part): JsonObject {
  const { template, es } = fromDraft(draft);
  const words = { ...goneInSpanish(template, before), ...es };
  return {
    type: "worksheet",
    schema: 1,
    template,
    ...(Object.keys(words).length > 0 ? { words: { es: words } } : {}),
    state: "published",
    published_on: on,
    published_by: by,
  };
}

/** What was removed keeps its Spanish for as long as readers are told of it. */
function goneInSpanish(template: JsonObject, before: Part | undefined): Record<string, string> {
  if (before === undefined) return {};
  const changes = Array.isArray(template.changes) ? template.changes : [];
  const newest = JSON.stringify(changes[changes.length - 1] ?? {});
  const words = fromDraft(before).es;
  const id = textOf(before, "id");
  return Object.fromEntries(
    Object.entries(words).filter(([place]) => {
      const [where = "", name] = place.slice(id.length + 1).split("#");
      return (name === "text" || name === "title") && newest.includes(`{"place":"${where}"`);
    }),
  );
}
