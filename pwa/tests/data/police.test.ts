import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asksForPolice, isPoliceName } from "../../src/data/police.ts";

interface Vectors {
  readonly names: readonly { readonly text: string; readonly police: boolean }[];
  readonly searches: readonly { readonly text: string; readonly asks: boolean }[];
}

const path = new URL("../../../tests/vectors/police.json", import.meta.url);
const { names, searches }: Vectors = JSON.parse(readFileSync(path, "utf8"));

test.each(names)("$text: as on the server", ({ text, police }) => {
  expect(isPoliceName(text)).toBe(police);
});

test.each(searches)("a search for $text: as on the server", ({ text, asks }) => {
  expect(asksForPolice(text)).toBe(asks);
});
