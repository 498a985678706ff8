import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/successor.json" with { type: "json" };
import { successorOf } from "../../src/data/successor.ts";

test.each(vectors)(
  "the entry made anew for $id has the same ID as on the server",
  async (vector) => {
    expect(await successorOf(vector.id)).toBe(vector.successor);
  },
);
