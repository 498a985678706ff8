/** Sound or not: the same answers as the server's, from the same cases. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkTemplate, isSound } from "../../src/worksheets/check.ts";
import { rawTemplate, TEMPLATE_IDS } from "./fixtures.ts";

interface Case {
  readonly name: string;
  readonly sound: boolean;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
}

const VECTORS: { readonly template: unknown; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/template-checks.json", import.meta.url), "utf8"),
);

function changed({ set = {}, remove = [] }: Case): unknown {
  const template = structuredClone(VECTORS.template);
  for (const [pointer, value] of Object.entries(set)) {
    const { part, key } = partAt(template, pointer);
    part[key] = spelledOut(value);
  }
  for (const pointer of remove) {
    const { part, key } = partAt(template, pointer);
    if (Array.isArray(part)) part.splice(Number(key), 1);
    else delete part[key];
  }
  return template;
}

function partAt(template: unknown, pointer: string) {
  const path = pointer.split("/").slice(1);
  const key = path.pop() ?? "";
  const part = path.reduce((inner, step) => (inner as Record<string, unknown>)[step], template);
  return { part: part as Record<string, unknown>, key };
}

function spelledOut(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("repeat" in value)) return value;
  const { repeat, times, then } = value as { repeat: string; times: number; then: string };
  return repeat.repeat(times) + then;
}

describe("a template", () => {
  test.each(VECTORS.cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    expect(checkTemplate(changed(one)).length === 0).toBe(one.sound);
  });

  test.each(TEMPLATE_IDS)("%s, which comes with Cairn, is sound", (id) => {
    expect(checkTemplate(rawTemplate(id))).toEqual([]);
  });

  test.each([undefined, null, 7, "Worksheet one", [], {}])("%s is none", (raw) => {
    expect(isSound(raw)).toBe(false);
  });
});

test("a problem names where it is, and what it is about", () => {
  const broken = changed({
    name: "",
    sound: false,
    set: { "/sections/0/questions/2/show_if": "safe == 'maybe'" },
  });

  expect(checkTemplate(broken)).toEqual([
    { at: "sections/0/questions/2", field: "show_if", fault: "no_such_option", value: "maybe" },
  ]);
});

test("a worksheet with no end is refused before it is read", () => {
  const template = changed({ name: "", sound: true }) as { sections: { questions: unknown[] }[] };
  template.sections[0]?.questions.push(...Array.from({ length: 5_000 }, () => ({})));

  expect(checkTemplate(template)).toEqual([{ at: "", field: "sections", fault: "too_long" }]);
});
