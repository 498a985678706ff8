/** The lines of an exchange's answer: read from outside, one function, one union. */

import type { Refusal } from "../data/commit.ts";
import { parseReceived, type ReceivedDocument } from "../data/document.ts";
import {
  isObject,
  isText,
  type JsonObject,
  type JsonValue,
  parseJsonObject,
} from "../data/json.ts";
import type { DatabaseAccess } from "../data/schema.ts";

export type AnswerLine =
  | { readonly kind: "databases"; readonly databases: readonly DatabaseAccess[] }
  | {
      readonly kind: "answers";
      readonly database: string;
      readonly accepted: readonly (readonly [docId: string, rev: string])[];
      readonly refused: readonly Refusal[];
    }
  | {
      readonly kind: "changes";
      readonly database: string;
      readonly documents: readonly ReceivedDocument[];
      readonly erased: readonly string[]; // IDs of which nothing may stay on this phone
    }
  | {
      readonly kind: "unreadable"; // lines of the request that were no documents
      readonly lines: readonly { readonly line: number; readonly reason: string }[];
    }
  | { readonly kind: "removed"; readonly names: readonly string[] } // databases that ended
  | { readonly kind: "cursor"; readonly cursor: string }
  | { readonly kind: "done"; readonly drafts: boolean | undefined } // whether drafts came along
  | { readonly kind: "error"; readonly reason: string }
  | { readonly kind: "other" }; // a later server's: passed over

/** Read one line; undefined when it is not one of ours, which is as good as a cut. */
export function parseAnswerLine(text: string): AnswerLine | undefined {
  const line = parseJsonObject(text);
  if (!line) return undefined;
  if (line.done === true) {
    return { kind: "done", drafts: typeof line.drafts === "boolean" ? line.drafts : undefined };
  }
  if (isText(line.cursor)) return { kind: "cursor", cursor: line.cursor };
  if (isText(line.error))
    return { kind: "error", reason: isText(line.reason) ? line.reason : line.error };
  if (line.databases !== undefined) return parseDatabases(line.databases);
  if (Array.isArray(line.removed)) return { kind: "removed", names: line.removed.filter(isText) };
  if (!isText(line.database)) return parseUnreadable(line);
  if (line.changes !== undefined) return parseChanges(line.database, line);
  return parseAnswers(line.database, line);
}

function parseDatabases(value: JsonValue): AnswerLine | undefined {
  if (!isObject(value)) return undefined;
  const databases = Object.entries(value).map(([name, access]) =>
    isObject(access) && isText(access.role)
      ? { name, role: access.role, epoch: String(access.epoch ?? ""), locked: false }
      : undefined,
  );
  return allDefined(databases) ? { kind: "databases", databases } : undefined;
}

function parseChanges(database: string, { changes, erased }: JsonObject): AnswerLine | undefined {
  if (!Array.isArray(changes)) return undefined;
  const documents = changes.map(parseReceived);
  if (!allDefined(documents)) return undefined;
  return { kind: "changes", database, documents, erased: parseList(erased).filter(isText) };
}

function parseAnswers(database: string, line: JsonObject): AnswerLine | undefined {
  const accepted = parseList(line.accepted).map(parseAccepted);
  const refused = parseList(line.refused).map(parseRefusal);
  if (!allDefined(accepted) || !allDefined(refused)) return undefined;
  return { kind: "answers", database, accepted, refused };
}

function parseAccepted(value: JsonValue): readonly [docId: string, rev: string] | undefined {
  const [id, rev] = parseList(value);
  return isText(id) && isText(rev) ? [id, rev] : undefined;
}

function parseRefusal(value: JsonValue): Refusal | undefined {
  if (!isObject(value)) return undefined;
  const { id, rev, reason } = value;
  return isText(id) && isText(rev) && isText(reason) ? { id, rev, reason } : undefined;
}

function parseUnreadable({ refused }: JsonObject): AnswerLine | undefined {
  if (refused === undefined) return { kind: "other" };
  const lines = parseList(refused).map((value) => {
    if (!isObject(value)) return undefined;
    const { line, reason } = value;
    return typeof line === "number" && isText(reason) ? { line, reason } : undefined;
  });
  return allDefined(lines) ? { kind: "unreadable", lines } : undefined;
}

const parseList = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? value : [];

const allDefined = <T>(values: readonly (T | undefined)[]): values is readonly T[] =>
  !values.includes(undefined);
