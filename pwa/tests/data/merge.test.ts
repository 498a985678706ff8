import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../../src/data/claim.ts";
import type { JsonObject, JsonValue } from "../../src/data/json.ts";
import { mergeBodies, recordEdit } from "../../src/data/merge.ts";
import { canonicalJson } from "../../src/data/revision.ts";

interface Vectors {
  readonly fingerprints: readonly { readonly value: JsonValue; readonly print: string }[];
  readonly cases: readonly {
    readonly name: string;
    readonly bodies: readonly JsonObject[];
    readonly merged: JsonObject;
  }[];
  readonly edits: readonly {
    readonly before: JsonObject;
    readonly after: JsonObject;
    readonly by: string;
    readonly at: string;
    readonly parent: string;
    readonly decided: readonly string[];
    readonly body: JsonObject;
  }[];
}

const path = new URL("../../../tests/vectors/merge.json", import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(path, "utf8"));

/** Every order of a few things. */
function orders<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length < 2) return [things];
  return things.flatMap((one, place) =>
    orders(things.filter((_, other) => other !== place)).map((rest) => [one, ...rest]),
  );
}

describe("merges", () => {
  it.each(vectors.cases)("are those of the vectors: $name", ({ bodies, merged }) => {
    for (const order of orders(bodies)) {
      expect(canonicalJson(mergeBodies(order) ?? {})).toBe(canonicalJson(merged));
    }
  });

  it.each(vectors.cases)("do not depend on grouping or number: $name", ({ bodies, merged }) => {
    expect(mergeBodies([merged, ...bodies])).toEqual(merged);
    expect(mergeBodies([merged, merged])).toEqual(merged);
  });

  it("are not made of documents of two types", () => {
    expect(mergeBodies([{ type: "service" }, { type: "location" }])).toBeUndefined();
  });

  it.each(vectors.fingerprints)("name $value as the vectors do", ({ value, print }) => {
    expect(fingerprint(value)).toBe(print);
  });
});

describe("the books of edits", () => {
  it.each(vectors.edits)("are those of the vectors", ({ before, after, body, ...how }) => {
    expect(canonicalJson(recordEdit(before, after, how))).toBe(canonicalJson(body));
  });

  it("are not carried into a document that begins", () => {
    const how = { by: "carmen", at: "2026-11-20T18:30:00Z", parent: null };

    expect(recordEdit(undefined, { type: "service", edits: { name: {} } }, how)).toEqual({
      type: "service",
    });
  });

  it("can forget what a field said before, in every copy", () => {
    const how = { by: "carmen", at: "2026-11-20T18:30:00Z", parent: "1-a" };
    const first = { type: "service", schema: 1, description: "At 12 Elm Street" };
    const second = recordEdit(first, { ...first, description: "Call first" }, how);

    const third = recordEdit(second, second, { ...how, parent: "2-a", erased: ["description"] });

    expect(JSON.stringify(second)).toContain("Elm");
    expect(JSON.stringify(third)).not.toContain("Elm");
    expect(JSON.stringify(mergeBodies([second, third]))).not.toContain("Elm");
  });
});
