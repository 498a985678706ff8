import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { holds, parseRule, type Test } from "../../src/worksheets/show-if.ts";

interface Vectors {
  readonly parse: readonly { readonly rule: string; readonly any_of: readonly Test[][] }[];
  readonly errors: readonly string[];
  readonly cases: readonly {
    readonly name: string;
    readonly rule: string;
    readonly answers: Readonly<Record<string, unknown>>;
    readonly shown: boolean;
  }[];
}

const VECTORS: Vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/show-if.json", import.meta.url), "utf8"),
);

describe("a rule is read as groups of tests", () => {
  test.each(VECTORS.parse)("$rule", ({ rule, any_of }) => {
    expect(parseRule(rule)).toEqual(any_of);
  });
});

describe("what is no rule is refused", () => {
  test.each(VECTORS.errors)("%j", (rule) => {
    expect(parseRule(rule)).toBeUndefined();
  });
});

describe("a rule holds of the answers it should", () => {
  test.each(VECTORS.cases)("$name", ({ rule, answers, shown }) => {
    const read = parseRule(rule);

    expect(read && holds(read, new Map(Object.entries(answers)))).toBe(shown);
  });
});
