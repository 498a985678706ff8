import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/door.json" with { type: "json" };
import { isAllPrivate, leadsToDoor } from "../../src/directory/door.ts";
import type { Place } from "../../src/directory/entry.ts";

test.each(vectors)("$text", ({ text, leads }) => {
  expect(leadsToDoor(text)).toBe(leads);
});

describe("an entry", () => {
  const place = (isConfidential: boolean) => ({ isConfidential }) as Place;

  test.each([
    [[], false],
    [[place(true)], true],
    [[place(true), place(false)], false],
  ])("at %j", (places, expected) => {
    expect(isAllPrivate({ places })).toBe(expected);
  });
});
