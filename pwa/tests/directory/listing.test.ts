import { expect, test } from "vitest";
import type { ShownDocument } from "../../src/data/document.ts";
import { type Entry, joinEntries } from "../../src/directory/entry.ts";
import type { Body } from "../../src/directory/fields.ts";
import {
  type Asked,
  BY_NAME,
  type Column,
  countAsked,
  importsOf,
  NOTHING_ASKED,
  ordered,
  sifted,
} from "../../src/directory/listing.ts";

const TODAY = "2026-11-20";
const MAY = "22222222-2222-4222-8222-222222222222";

const shown = (id: string, body: Body, waiting = false): ShownDocument => ({
  database: "directory-demo",
  id,
  rev: "1-a",
  body,
  waiting,
  conflicts: [],
});

const service = (name: string, more: Body = {}, id = `service:${name}`) =>
  shown(id, { type: "service", schema: 1, name, ...more });

const around = { today: TODAY, member: MAY, reports: new Map([["service:Pantry", 2]]) };

const entries = joinEntries(
  [
    service("Pantry", { categories: ["food"], public: true, assured_date: TODAY }),
    service("Night line", { categories: ["hotline"], phones: [{ number: "988" }] }),
    service("Old pantry", { categories: ["food"], state: "retired" }),
    service("Shelter", {
      service_at_locations: [{ location_id: "p" }],
      organization_id: "o",
      edits: { name: { dot: "1-a", by: MAY } },
    }),
    service("From afar", { state: "draft" }, "service:11111111-1111-5111-8111-111111111111"),
  ],
  [shown("organization:o", { type: "organization", name: "Alder House" })],
  [
    shown("location:p", {
      type: "location",
      confidential: true,
      addresses: [{ city: "Millbrook", state_province: "ND" }],
    }),
  ],
);

const names = (found: readonly Entry[]) => found.map(({ name }) => name);
const asking = (asked: Partial<Asked>) =>
  names(sifted(entries, { ...NOTHING_ASKED, ...asked }, around));

test("nothing asked: every entry, drafts and retired ones too", () => {
  expect(asking({})).toHaveLength(5);
  expect(countAsked(NOTHING_ASKED)).toBe(0);
});

test.each<[Partial<Asked>, string[]]>([
  [{ words: "alder mill" }, ["Shelter"]],
  [{ category: "food" }, ["Old pantry", "Pantry"]],
  [{ category: "food", state: "published" }, ["Pantry"]],
  [{ state: "draft" }, ["From afar"]],
  [{ shown: "public" }, ["Pantry"]],
  [{ origin: "list" }, ["From afar"]],
  [{ isReported: true }, ["Pantry"]],
  [{ isWithoutPhone: true, words: "pantry" }, ["Old pantry", "Pantry"]],
  [{ isWithoutOrganization: true, category: "hotline" }, ["Night line"]],
  [{ isConfidential: true }, ["Shelter"]],
  [{ isMine: true }, ["Shelter"]],
])("asked for %o: %o", (asked, found) => {
  expect(asking(asked)).toEqual(found);
});

test("what was checked today is not overdue; what nobody checked is", () => {
  expect(asking({ isOverdue: true })).not.toContain("Pantry");
  expect(asking({ isOverdue: true })).toContain("Night line");
});

test("a change that waits to be sent is one's own", () => {
  const waiting = joinEntries([{ ...service("New"), waiting: true }], [], []);
  expect(sifted(waiting, { ...NOTHING_ASKED, isMine: true }, around)).toHaveLength(1);
});

const words = (entry: Entry, column: Column) =>
  column === "organization" ? (entry.organization ?? "") : entry.name;
const inOrder = (by: Column, isDown = false) =>
  names(ordered(entries, { by, isDown }, around, words));

test("by a column; what says nothing comes last whichever way", () => {
  expect(inOrder("name", true)[0]).toBe("Shelter");
  expect(inOrder("organization")[0]).toBe("Shelter");
  expect(inOrder("organization", true)[0]).toBe("Shelter");
  expect(inOrder("reports", true)[0]).toBe("Pantry");
  expect(inOrder("checked").at(-1)).toBe("Pantry");
  expect(names(ordered(entries, BY_NAME, around, words))).toEqual(names(entries));
});

const brought = (list: string, on: string) => ({ brought: { list, on } });
const listed = joinEntries(
  [
    service("A", brought("quill-211", "2026-11-02")),
    service("B", brought("quill-211", "2026-11-09")),
    service("C", brought("quill-211", "2026-11-09")),
    service("D", brought("alder", "2026-10-01")),
    service("E", {}, "service:11111111-1111-5111-8111-111111111111"),
    service("F"),
  ],
  [],
  [],
);

test("each list is told once, and by its days where there are several", () => {
  const told = importsOf(listed).map(({ list, on, count }) => [list, on, count]);
  expect(told).toEqual([
    ["", "", 1],
    ["alder", "", 1],
    ["quill-211", "", 3],
    ["quill-211", "2026-11-02", 1],
    ["quill-211", "2026-11-09", 2],
  ]);
});

test("what an import brought is found by it; what was written here by none", () => {
  const found = (origin: Asked["origin"]) =>
    names(sifted(listed, { ...NOTHING_ASKED, origin }, around)).join("");
  expect(importsOf(listed).map(({ origin }) => found(origin))).toEqual([
    "E",
    "D",
    "ABC",
    "A",
    "BC",
  ]);
  expect(found("list")).toBe("ABCDE");
  expect(found("hand")).toBe("F");
});
