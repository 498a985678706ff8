import { expect, test } from "vitest";
import { copyOf } from "../../src/directory/copy.ts";

const ENTRY = {
  type: "service",
  schema: 1,
  organization_id: "o1",
  name: "Night line",
  status: "active",
  public: true,
  state: "retired",
  replaced_by: "service:b",
  assured_date: "2026-11-01",
  assurer_email: "a@example.org",
  attempts: ["2026-11-02"],
  last_modified: "2026-11-02T10:00:00Z",
  metadata: [{ previous_value: "Day line" }],
  edits: { name: { was: "Day line" } },
  contacts: [{ id: "c1", name: "Ana", phones: [{ id: "p1", number: "555-0134" }] }],
  phones: [{ id: "p2", number: "555-0135", contact_id: "c1" }, { number: "555-0136" }],
  service_at_locations: [{ location_id: "l1" }],
};

test("a copy is a draft that says the same, with parts of its own", () => {
  let made = 0;

  const copy = copyOf(ENTRY, "Night line (copy)", () => `new-${++made}`);

  expect(copy).toEqual({
    type: "service",
    schema: 1,
    organization_id: "o1",
    name: "Night line (copy)",
    status: "active",
    state: "draft",
    contacts: [{ id: "new-1", name: "Ana", phones: [{ id: "new-2", number: "555-0134" }] }],
    phones: [{ id: "new-3", number: "555-0135", contact_id: "new-1" }, { number: "555-0136" }],
    service_at_locations: [{ location_id: "l1" }],
  });
});

test("the entry itself stays as it was", () => {
  const before = structuredClone(ENTRY);

  copyOf(ENTRY, "Another", () => "new");

  expect(ENTRY).toEqual(before);
});
