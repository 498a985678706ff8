/** Hours that were begun and not finished. Pure. */
import { type Body, list, text } from "./fields.ts";

/** An empty time or day is one that was to be typed. What was imported has none, and passes. */
export const isHalfSchedule = (row: Body): boolean =>
  UNFINISHED.some((field) => row[field] === "") ||
  (text(row, "byday") !== undefined && text(row, "freq") === undefined) ||
  ["freq", "description", "opens_at"].every((field) => text(row, field) === undefined) ||
  (text(row, "valid_to") ?? "~") < (text(row, "valid_from") ?? "") ||
  list(row, "exceptions").some(isHalfException);

const UNFINISHED = ["opens_at", "closes_at", "byday"];

const isHalfException = (one: Body): boolean =>
  text(one, "date") === undefined ||
  UNFINISHED.some((field) => one[field] === "") ||
  (text(one, "until") ?? "~") < (text(one, "date") ?? "");
