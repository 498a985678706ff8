import { expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { joinEntries } from "../../src/directory/entry.ts";
import { passes } from "../../src/directory/filter.ts";
import { NO_FILTERS } from "../../src/directory/filters.ts";
import { fromWords, originsOf, receivedWords } from "../../src/directory/origin.ts";
import { withTwins } from "../../src/directory/twins.ts";

const HILLS = "network-6f1c2d3e00094a5b8c6d000000000009";
const NOW = new Date("2026-11-20T12:00:00");

const shown = (id: string, body: Body, database = "directory-demo"): ShownDocument => ({
  database,
  id: `service:${id}`,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

const ORIGINS = originsOf([
  { ...shown("x", { name: "Northern Hills", received_on: "2026-11-01" }, HILLS) },
]);
const phones = (number: string) => [{ number }];

const join = (...documents: readonly ShownDocument[]) =>
  withTwins(joinEntries(documents, [], [], ORIGINS));
const twins = (...documents: readonly ShownDocument[]) =>
  Object.fromEntries(join(...documents).map(({ id, twin }) => [id, twin]));

test("an entry of another directory says whose it is and how old, and ours says nothing", () => {
  const [ours, theirs] = join(shown("a", { name: "Line" }), shown("b", { name: "Line" }, HILLS));

  expect(ours?.origin).toBeUndefined();
  expect(theirs?.origin && fromWords(theirs.origin)).toBe("From: Northern Hills");
  expect(theirs?.origin && receivedWords(theirs.origin, NOW)).toBe("Received 2 weeks ago");
});

test("of one name our own entry comes first", () => {
  const theirs = shown("a", { name: "Line" }, HILLS);

  expect(join(theirs, shown("b", { name: "Line" })).map(({ id }) => id)).toEqual([
    "service:b",
    "service:a",
  ]);
});

test.each([
  ["its ID over there", { name: "Other", origin_id: "a" }],
  ["name and number", { name: " night line", phones: phones("+1 (701) 555-0140") }],
])("the same service here is known by %s", (_by, body) => {
  const ours = shown("a", { name: "Night Line", phones: phones("701-555-0140") });

  expect(twins(ours, shown("z", body, HILLS))["service:z"]).toBe("service:a");
});

test.each([
  ["name alone", { name: "Night Line" }],
  ["number alone", { name: "Day Line", phones: phones("701-555-0140") }],
])("%s makes no twin", (_what, body) => {
  const ours = shown("a", { name: "Night Line", phones: phones("701-555-0140") });

  expect(twins(ours, shown("z", body, HILLS))["service:z"]).toBeUndefined();
});

test("our own entry that is no longer offered is no twin", () => {
  const ours = shown("a", { name: "Night Line", phones: phones("5550140"), state: "retired" });
  const theirs = shown("z", { name: "Night Line", phones: phones("5550140") }, HILLS);

  expect(twins(ours, theirs)["service:z"]).toBeUndefined();
});

test("a filter leaves only our own", () => {
  const entries = join(shown("a", { name: "Line" }), shown("b", { name: "Line" }, HILLS));
  const filters = { ...NO_FILTERS, isOursOnly: true };

  expect(entries.filter((entry) => passes(entry, filters, NOW)).map(({ id }) => id)).toEqual([
    "service:a",
  ]);
});

test("an origin that has not come yet is told without its name", () => {
  const [theirs] = joinEntries([shown("a", { name: "Line" }, HILLS)], [], []);

  expect(theirs?.origin && fromWords(theirs.origin)).toBe("From another directory");
  expect(theirs?.origin && receivedWords(theirs.origin, NOW)).toBe("");
});
