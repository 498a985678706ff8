/** A copy of an entry, to begin a similar one with. Pure. */
import { isObject, isText, type JsonObject, type JsonValue } from "../data/json.ts";
import { withoutField } from "./draft.ts";
import type { Body } from "./fields.ts";
import { asDraft } from "./standing.ts";

/** What was said of the one entry, and not of what is like it: checks, marks, changes. */
const OWN = [
  ...["edits", "metadata", "assured_date", "assurer_email", "attempts", "last_modified", "brought"],
  ...["public", "external_identifier", "external_identifier_type"],
];

/** A draft that says the same under another name. Its parts get IDs of their own. */
export function copyOf(body: Body, name: string, newId: () => string): Body {
  const rest = OWN.reduce(withoutField, body);
  const ids = new Map(
    Object.values(rest)
      .flatMap(partIds)
      .map((id) => [id, newId()]),
  );
  return { ...asDraft(renamed(rest, ids)), name };
}

const partIds = (value: JsonValue): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(partIds);
  if (!isObject(value)) return [];
  const { id } = value;
  return [...(isText(id) ? [id] : []), ...Object.values(value).flatMap(partIds)];
};

/** With every part's ID replaced, where the part stands and where another one names it. */
const renamed = (body: JsonObject, ids: ReadonlyMap<string, string>): JsonObject =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, renamedValue(value, ids)]));

function renamedValue(value: JsonValue, ids: ReadonlyMap<string, string>): JsonValue {
  if (isText(value)) return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one: JsonValue) => renamedValue(one, ids));
  return isObject(value) ? renamed(value, ids) : value;
}
