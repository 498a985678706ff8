/**
 * What the editors and coordinators of a collaborative are called, for the record of changes.
 *
 * In memory only, for one of them: a lost phone should not tell who works for a program.
 */
import { isObject, isText, type JsonObject } from "./json.ts";

export type EditorNames = ReadonlyMap<string, string>; // by member ID

/** Read the server's answer; nothing of it is taken on trust. */
export const parseNames = ({ names }: JsonObject): EditorNames =>
  new Map(
    Object.entries(isObject(names) ? names : {}).flatMap(([id, name]) =>
      isText(name) ? [[id, name] as const] : [],
    ),
  );
