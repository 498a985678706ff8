/** The page about the program while a coordinator changes it. All functions are pure. */
import { isObject } from "../data/json.ts";
import { cleaned, withField } from "../directory/draft.ts";
import { type Body, text } from "../directory/fields.ts";
import { isPhoneNumber } from "../directory/shape.ts";

export type ProgramProblem = "line_24h" | "interpreter_line";

const LINES: readonly ProgramProblem[] = ["line_24h", "interpreter_line"];

export const EMPTY_PROGRAM: Body = { type: "program", schema: 1 };

/** The text at a path such as `line_24h`, `note`, `en`; "" where there is none. */
export function textAt(body: Body, path: readonly string[]): string {
  const [key = "", ...rest] = path;
  const value = body[key];
  if (rest.length === 0) return typeof value === "string" ? value : "";
  return isObject(value) ? textAt(value, rest) : "";
}

/** The body with this text at the path; what stands beside it stays. */
export function withTextAt(body: Body, path: readonly string[], value: string): Body {
  const [key = "", ...rest] = path;
  if (rest.length === 0) return withField(body, key, value);
  const inner = body[key];
  return withField(body, key, withTextAt(isObject(inner) ? inner : {}, rest, value));
}

/** What keeps the page from being saved: a line without a number that can be called. */
export function programProblems(body: Body): readonly ProgramProblem[] {
  return LINES.filter((line) => {
    const given = cleaned(body)[line];
    return given !== undefined && !(isObject(given) && isPhoneNumber(text(given, "number") ?? ""));
  });
}

/** The page as it is stored: signed, dated, nothing empty. */
export const finished = (body: Body, memberId: string, day: string): Body =>
  cleaned({ ...body, ...EMPTY_PROGRAM, updated_on: day, updated_by: memberId });
