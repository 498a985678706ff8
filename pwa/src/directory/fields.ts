/** Read fields of a document's body, which came from outside: nothing is taken on trust. */

import type { Body } from "../data/document.ts";
import { isObject, isText } from "../data/json.ts";

export type { Body };

/** The text of a field; `undefined` when it is absent, empty, or no text. */
export function text(body: Body, key: string): string | undefined {
  const value = body[key];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

export function amount(body: Body, key: string): number | undefined {
  const value = body[key];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The objects of a field that lists objects; `[]` when it does not. */
export function list(body: Body, key: string): readonly Body[] {
  const value = body[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a field that lists texts; `[]` when it does not. */
export function texts(body: Body, key: string): readonly string[] {
  const value = body[key];
  return Array.isArray(value) ? value.filter(isText) : [];
}

/** One text of every object in a list, such as the name of each area. */
export const textsOf = (body: Body, listKey: string, key: string): readonly string[] =>
  list(body, listKey).flatMap((item) => text(item, key) ?? []);

export const isTrue = (body: Body, key: string): boolean => body[key] === true;
