/**
 * Show-if rules: when a section or question appears.
 *
 * The grammar and its meaning are those of `show_if.py` on the server; both pass
 * `tests/vectors/show-if.json`. A field without an answer equals nothing, so `!=` holds for it.
 */

export type Operator = "==" | "!=" | "in" | "includes" | "not empty";

export interface Test {
  readonly field: string;
  readonly operator: Operator;
  /** One for `==`, `!=` and `includes`; none for `not empty`. */
  readonly values: readonly string[];
}

/** A rule holds when every test of any one group holds. */
export type ShowIf = readonly (readonly Test[])[];

/** What was answered, by question ID. */
export interface Answered {
  readonly get: (questionId: string) => unknown;
}

const TOKEN = /\s*('[^']*'|[a-z][a-z0-9_]*|==|!=|[[\],])/y;
const WORDS = new Set(["and", "or", "in", "includes", "not", "empty"]);

/** Read a rule; undefined when the text is none. */
export function parseRule(text: string): ShowIf | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const took = (wanted: string) => tokens[0] === wanted && tokens.shift() !== undefined;

  const value = () => (tokens[0]?.startsWith("'") ? tokens.shift()?.slice(1, -1) : undefined);
  const values = () => {
    const found: string[] = [];
    if (!took("[")) return undefined;
    do {
      const next = value();
      if (next === undefined) return undefined;
      found.push(next);
    } while (took(","));
    return took("]") ? found : undefined;
  };
  const test = (): Test | undefined => {
    const field = tokens.shift();
    if (field === undefined || WORDS.has(field) || !/^[a-z]/.test(field)) return undefined;
    for (const operator of ["==", "!=", "includes"] as const) {
      if (!took(operator)) continue;
      const only = value();
      return only === undefined ? undefined : { field, operator, values: [only] };
    }
    if (took("in")) {
      const several = values();
      return several && { field, operator: "in", values: several };
    }
    return took("not") && took("empty") ? { field, operator: "not empty", values: [] } : undefined;
  };

  const groups: Test[][] = [];
  do {
    const group: Test[] = [];
    do {
      const next = test();
      if (next === undefined) return undefined;
      group.push(next);
    } while (took("and"));
    groups.push(group);
  } while (took("or"));
  return tokens.length === 0 ? groups : undefined;
}

/** Say whether `rule` is true of what was answered. */
export const holds = (rule: ShowIf, answered: Answered): boolean =>
  rule.some((group) => group.every((test) => testHolds(test, answered.get(test.field))));

function testHolds({ operator, values }: Test, answer: unknown): boolean {
  if (operator === "not empty") return !isEmpty(answer);
  if (operator === "includes") return Array.isArray(answer) && answer.includes(values[0]);
  const isOne = !Array.isArray(answer) && answer !== undefined && values.includes(String(answer));
  return operator === "!=" ? !isOne : isOne;
}

const isEmpty = (answer: unknown) =>
  answer === undefined || answer === "" || (Array.isArray(answer) && answer.length === 0);

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
    at = TOKEN.lastIndex;
  }
  return tokens;
}
