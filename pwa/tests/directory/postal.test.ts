import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { wrongParts } from "../../src/directory/postal.ts";

interface Case {
  readonly country: string;
  readonly state: string;
  readonly postal_code: string;
  readonly wrong: readonly string[];
}

const { cases } = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/postal.json", import.meta.url), "utf8"),
) as { cases: Case[] };

test.each(cases)("$country, $state $postal_code: $wrong", ({ state, wrong, ...rest }) => {
  expect(wrongParts({ ...rest, state_province: state })).toEqual(wrong);
});
