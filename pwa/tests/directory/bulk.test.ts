import { expect, test } from "vitest";
import { applied, type BulkChange, planned } from "../../src/directory/bulk.ts";
import type { Body } from "../../src/directory/fields.ts";

const SERVICE: Body = {
  type: "service",
  schema: 1,
  name: "Alder pantry",
  status: "active",
  categories: ["food"],
  who_is_served: ["women"],
  languages: [{ code: "es", note: "Mondays" }],
  phones: [{ number: "701-555-0101", extension: 4 }, { number: "988" }],
  attempts: ["2026-11-01"],
  verify_every_days: 30,
};

const shown = (body: Body = SERVICE) => ({
  database: "directory-demo",
  id: "service:1",
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

type Applicable = Exclude<BulkChange, { kind: "delete" }>;

test.each<[Applicable, Body]>([
  [{ kind: "public", to: true }, { public: true }],
  [{ kind: "category", value: "money", isAdded: true }, { categories: ["food", "money"] }],
  [{ kind: "served", value: "men", isAdded: true }, { who_is_served: ["women", "men"] }],
  [
    { kind: "language", value: "so", isAdded: true },
    { languages: [{ code: "es", note: "Mondays" }, { code: "so" }] },
  ],
  [{ kind: "status", to: "inactive" }, { status: "inactive" }],
  [{ kind: "cadence", days: 90 }, { verify_every_days: 90 }],
  [{ kind: "state", to: "draft" }, { state: "draft" }],
  [
    { kind: "replace", field: "phones", find: "701-", put: "605-" },
    { phones: [{ number: "605-555-0101", extension: 4 }, { number: "988" }] },
  ],
  [{ kind: "replace", field: "name", find: "Alder", put: "Birch" }, { name: "Birch pantry" }],
])("%o gives %o, and the rest stays; once more changes nothing", (change, expected) => {
  const after = applied(SERVICE, change);
  expect(after).toEqual({ ...SERVICE, ...expected });
  expect(applied(after, change)).toBe(after);
});

test.each<[Applicable, string]>([
  [{ kind: "category", value: "food", isAdded: false }, "categories"],
  [{ kind: "served", value: "women", isAdded: false }, "who_is_served"],
  [{ kind: "language", value: "es", isAdded: false }, "languages"],
  [{ kind: "cadence", days: undefined }, "verify_every_days"],
])("%o leaves no empty field behind", (change, field) => {
  const after = applied(SERVICE, change);
  expect(Object.keys(after)).not.toContain(field);
  expect(applied(after, change)).toBe(after);
});

test("who was checked today is no longer out of reach", () => {
  const after = applied(SERVICE, { kind: "checked", day: "2026-11-20" });
  expect(after).toMatchObject({ assured_date: "2026-11-20" });
  expect(after.attempts).toBeUndefined();
  expect(applied(after, { kind: "checked", day: "2026-11-20" })).toBe(after);
});

test.each<Applicable>([
  { kind: "public", to: false },
  { kind: "category", value: "money", isAdded: false },
  { kind: "state", to: "published" },
  { kind: "replace", field: "description", find: "x", put: "y" },
  { kind: "replace", field: "name", find: "", put: "y" },
])("an entry that is so already is left out: %o", (change) => {
  expect(planned(shown(), change)).toMatchObject({ outcome: "same" });
});

test("what would be changed is told field by field", () => {
  const change: BulkChange = { kind: "checked", day: "2026-11-20" };
  expect(planned(shown(), change)).toMatchObject({
    outcome: "changed",
    fields: ["assured_date", "attempts"],
  });
  expect(planned(shown(), { kind: "delete" })).toMatchObject({ after: undefined });
});

test("what could not be saved is barred, unless it was wrong before", () => {
  const nameless: BulkChange = { kind: "replace", field: "name", find: "Alder pantry", put: "" };
  expect(planned(shown(), nameless)).toMatchObject({ outcome: "barred", problem: "name" });
  const wrong = { ...SERVICE, phones: [{ number: "ask" }], public: true };
  expect(planned(shown(wrong), { kind: "public", to: false })).toMatchObject({
    outcome: "changed",
  });
});
