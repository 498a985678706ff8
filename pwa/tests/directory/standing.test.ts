import { describe, expect, it } from "vitest";
import {
  asDraft,
  isDraft,
  isListed,
  isRetired,
  listedReplacement,
  published,
  replacementOf,
  retired,
} from "../../src/directory/standing.ts";

const LINE = { type: "service", schema: 1, name: "Night line" };
const chain =
  (...names: readonly string[]) =>
  (id: string) => {
    const place = names.indexOf(id);
    if (place === -1) return undefined;
    const next = names[place + 1];
    return next === undefined ? LINE : retired(LINE, next);
  };

describe("an entry", () => {
  it("is listed unless it says otherwise", () => {
    expect([LINE, asDraft(LINE), retired(LINE)].map(isListed)).toEqual([true, false, false]);
    expect(isListed({ ...LINE, state: "of a newer app" })).toBe(false);
  });

  it("is a draft, published or retired, one at a time", () => {
    const gone = retired(LINE, "service:b");

    expect(isDraft(asDraft(gone)) && !isRetired(asDraft(gone))).toBe(true);
    expect(asDraft(gone)).not.toHaveProperty("replaced_by");
    expect(published(gone)).toEqual(LINE);
    expect(retired(asDraft(LINE))).toEqual({ ...LINE, state: "retired" });
  });

  it("names a replacement only while it is retired", () => {
    expect(replacementOf(retired(LINE, "service:b"))).toBe("service:b");
    expect(replacementOf({ ...LINE, replaced_by: "service:b" })).toBeUndefined();
  });
});

describe("the listed replacement", () => {
  it("is the end of the chain", () => {
    expect(listedReplacement(retired(LINE, "b"), chain("b", "c", "d"))).toBe("d");
  });

  it("is none where the chain is broken, too long, or a ring", () => {
    expect(listedReplacement(retired(LINE, "b"), chain())).toBeUndefined();
    expect(listedReplacement(retired(LINE, "1"), chain(..."123456"))).toBeUndefined();
    expect(listedReplacement(retired(LINE, "1"), chain(..."12345"))).toBe("5");
    expect(listedReplacement(retired(LINE, "b"), () => retired(LINE, "b"))).toBeUndefined();
    expect(listedReplacement(retired(LINE), chain("b"))).toBeUndefined();
  });
});
