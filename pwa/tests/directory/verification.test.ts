import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Body } from "../../src/directory/fields.ts";
import { cadenceDays, daysDue, isDue } from "../../src/directory/verification.ts";

interface Case {
  readonly name: string;
  readonly body: Body;
  readonly today: string;
  readonly every: number;
  readonly due: boolean;
  readonly overdue: number | null;
}

const path = new URL("../../../tests/vectors/verification.json", import.meta.url);
const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(path, "utf8"));

test.each(cases)("$name, as on the server", ({ body, today, every, due, overdue }) => {
  const days = daysDue(body, today);
  expect(cadenceDays(body)).toBe(every);
  expect(isDue(body, today)).toBe(due);
  expect(days === undefined ? null : Math.max(days, 0)).toBe(overdue);
});
