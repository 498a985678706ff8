import { deleteDB, openDB } from "idb";
import { beforeEach, expect, test, vi } from "vitest";
import { markSent } from "../../src/data/commit.ts";
import type { Space } from "../../src/data/database.ts";
import { newEdit } from "../../src/data/revision.ts";
import { DIRECTORY, newPhone, openFor, ROSA, saveService, service } from "../phone-fixture.ts";

let space: Space;

beforeEach(() => newPhone());

const sent = async (maxBytes: number, skip: ReadonlySet<string> = new Set()) =>
  (await markSent(space, maxBytes, skip)).map(({ entry }) => entry.id);

test("a request turns no more of the outbox into text than it carries", async () => {
  space = await openFor(ROSA);
  for (let n = 0; n < 60; n++) await saveService(space, `service:${n}`, "x".repeat(100 + n));
  const written = vi.spyOn(JSON, "stringify");
  const whole = vi.spyOn(IDBObjectStore.prototype, "getAll");
  const ids = await sent(2000);

  expect(ids.length).toBeGreaterThan(2);
  expect(ids).toEqual(ids.map((_id, n) => `service:${n}`));
  expect(written).toHaveBeenCalledTimes(ids.length);
  expect(whole.mock.contexts.map((store) => (store as IDBObjectStore).name)).toEqual(["databases"]);
  vi.restoreAllMocks();
});

test("an edit that changed takes its new place among the small and the large", async () => {
  space = await openFor(ROSA);
  await saveService(space, "service:1", "x".repeat(50));
  await saveService(space, "service:2", "ñ".repeat(100)); // two bytes each
  await saveService(space, "service:3", "x".repeat(150));
  expect(await sent(1e6)).toEqual(["service:1", "service:3", "service:2"]);
  await saveService(space, "service:1", "x".repeat(300));

  expect(await sent(1e6)).toEqual(["service:3", "service:2", "service:1"]);
});

test("always one edit is sent, however large, and none twice in an exchange", async () => {
  space = await openFor(ROSA);
  await saveService(space, "service:1", "x".repeat(500));
  const [first] = await markSent(space, 1, new Set());

  expect(first?.entry.id).toBe("service:1");
  expect(await sent(1e6, new Set([`${DIRECTORY} service:1 ${first?.rev}`]))).toEqual([]);
});

test("what waited before edits were measured is sent as well", async () => {
  const name = `cairn-member-${ROSA.id}`;
  space = await openFor(ROSA);
  space.close();
  await deleteDB(name);
  const before = await openDB(name, 3, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: ["database", "id"] }).createIndex("id", "id");
      for (const [store, keyPath] of Object.entries({ databases: "name", drafts: "id" }))
        db.createObjectStore(store, { keyPath });
      db.createObjectStore("refused", { keyPath: ["database", "id", "rev"] });
      db.createObjectStore("reviews", { keyPath: "id" });
      db.createObjectStore("state").put("a mark", "mark");
    },
  });
  for (const [id, words] of Object.entries({ "service:1": "long ".repeat(9), "service:2": "" })) {
    const unsent = await newEdit(id, service(words));
    await before.put("outbox", { database: DIRECTORY, id, sent: [], unsent });
  }
  before.close();
  space = await openFor(ROSA);

  expect(await sent(1e6)).toEqual(["service:2", "service:1"]);
});
