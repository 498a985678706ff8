/** JSON as TypeScript sees it, and the way in for text from outside. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

export type JsonObject = { readonly [name: string]: JsonValue };

/** Tell an object from every other JSON value. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === "string";

/** Tell whether two values say the same, whatever the order of their fields. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => isSameJson(a[name as keyof typeof a], b[name as keyof typeof b]))
  );
}

/** Read a JSON object; undefined for anything else, a text cut short included. */
export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Return an object whose texts are all Unicode. Half a character, as a field's
 * `maxlength` leaves when it cuts an emoji in two, becomes the replacement character.
 */
export const mended = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, mendedValue(value)]));

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true }); // a mark at the start is text too

function mendedValue(value: JsonValue): JsonValue {
  if (typeof value === "string") return UTF8.decode(new TextEncoder().encode(value));
  if (isObject(value)) return mended(value);
  return Array.isArray(value) ? value.map(mendedValue) : value;
}
