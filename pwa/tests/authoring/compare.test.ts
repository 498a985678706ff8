import { describe, expect, test } from "vitest";
import { compare, isUnchanged } from "../../src/authoring/compare.ts";
import {
  fromDraft,
  moved,
  type Part,
  partAt,
  removed,
  toDraft,
  withList,
  withPart,
  withSaid,
} from "../../src/authoring/draft.ts";
import { asNewWorksheet, asNextVersion, publishedBody } from "../../src/authoring/publish.ts";
import { isObject } from "../../src/data/json.ts";
import { checkTemplate } from "../../src/worksheets/check.ts";
import { readTemplate } from "../../src/worksheets/template.ts";
import { rawTemplate } from "../worksheets/fixtures.ts";

const ID = "c-tech-safety";
const json = rawTemplate(ID);
const BEFORE = toDraft(isObject(json) ? json : {}, { [`${ID}/start/alone#text`]: "¿A solas?" });
const QUESTION = "sections/1/questions/1"; // no rule asks about it
const part = (draft: Part, at: string): Part => partAt(draft, at) ?? {};
const placeOf = (draft: Part, at: string): string => {
  const [section, question] = [at.slice(0, 10), at];
  return `${part(draft, section).id}/${part(draft, question).id}`;
};
const change = (at: string, changes: Part) =>
  withPart(BEFORE, at, { ...part(BEFORE, at), ...changes });

describe("two versions", () => {
  test("that say the same are unchanged, whatever the order of keys and blank texts", () => {
    const same = withPart(BEFORE, QUESTION, { help: "", ...part(BEFORE, QUESTION), needs: [] });

    expect(isUnchanged(compare(BEFORE, same))).toBe(true);
  });

  test("a changed word is told by its question, in Spanish too", () => {
    const place = placeOf(BEFORE, QUESTION);

    expect(compare(BEFORE, change(QUESTION, { text: "Other" })).changed).toEqual([place]);
    const spanish = withPart(
      BEFORE,
      QUESTION,
      withSaid(part(BEFORE, QUESTION), "text", "es", "Otra"),
    );
    expect(compare(BEFORE, spanish).changed).toEqual([place]);
  });

  test("the worksheet's own words are told as a change of itself", () => {
    expect(compare(BEFORE, { ...BEFORE, title: "Phones" }).changed).toEqual([""]);
  });

  test("a removed question is told in the words it had, and only that", () => {
    const after = withList(BEFORE, "sections/1", "questions", (all) => removed(all, 1));

    expect(compare(BEFORE, after)).toEqual({
      added: [],
      changed: [],
      removed: [{ place: placeOf(BEFORE, QUESTION), text: part(BEFORE, QUESTION).text }],
      lessCareful: [],
    });
  });

  test("another order is a change of the part, not of its questions", () => {
    const after = withList(BEFORE, "sections/1", "questions", (all) => moved(all, 0, 1));

    expect(compare(BEFORE, after).changed).toEqual([part(BEFORE, "sections/1").id]);
  });

  test.each<[string, Part, boolean]>([
    ["a lower sensitivity", { sensitivity: 0 }, true],
    ["a flag that protects, gone", { flags: [] }, true],
    ["other words", { text: "Other" }, false],
    ["one more flag", { flags: ["nosave", "nopii"] }, false],
  ])("%s is less careful or not", (_name, changes, isLess) => {
    const before = change(QUESTION, { sensitivity: 3, flags: ["nosave"] });
    const after = withPart(before, QUESTION, { ...part(before, QUESTION), ...changes });

    expect(compare(before, after).lessCareful.length > 0).toBe(isLess);
  });

  test("all of a new worksheet is new", () => {
    expect(compare(undefined, BEFORE).removed).toEqual([]);
    expect(compare(undefined, BEFORE).added.length).toBeGreaterThan(20);
  });
});

describe("the next version", () => {
  const spanish = withPart(
    BEFORE,
    QUESTION,
    withSaid(part(BEFORE, QUESTION), "text", "es", "Vieja"),
  );
  const after = {
    ...withList(spanish, "sections/1", "questions", (all) => removed(all, 1)),
    title: "Phones",
  };
  const next = asNextVersion(
    after,
    { draft: spanish, changes: [] },
    compare(spanish, after),
    "2026-11-20",
  );
  const body = publishedBody(next, "member", "2026-11-20", spanish);

  test("is one higher, says what it changed, and is sound", () => {
    expect(next.version).toBe(2);
    expect(next.changes).toEqual([
      {
        version: 2,
        on: "2026-11-20",
        changed: [""],
        removed: [{ place: placeOf(BEFORE, QUESTION), text: part(BEFORE, QUESTION).text }],
      },
    ]);
    expect(checkTemplate(body.template)).toEqual([]);
  });

  test("tells readers in words, in Spanish for as long as it had them", () => {
    const words = isObject(body.words) && isObject(body.words.es) ? body.words.es : {};

    const news = readTemplate(body.template, words as Record<string, string>).news;

    expect(news).toEqual({ on: "2026-11-20", added: [], changed: [], removed: ["Vieja"] });
    expect(readTemplate(body.template).news?.removed).toEqual([part(BEFORE, QUESTION).text]);
  });

  test("says nothing of an older version's changes", () => {
    expect(readTemplate({ ...fromDraft(next).template, version: 3 }).news).toBeUndefined();
  });

  test("beside the old one it is a first version under another ID", () => {
    const other = asNewWorksheet(next, "own-phones");

    expect([other.id, other.version, other.changes]).toEqual(["own-phones", 1, undefined]);
    expect(checkTemplate(fromDraft(other).template)).toEqual([]);
  });
});
