import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSpace, type Space } from "../../src/data/database.ts";
import { readDraft } from "../../src/data/drafts.ts";
import { noteErased } from "../../src/data/erase.ts";
import { moveOn, mustMove } from "../../src/data/move.ts";
import { saveEdit } from "../../src/data/save.ts";
import { openMemberDatabase } from "../../src/data/schema.ts";
import { successorOf } from "../../src/data/successor.ts";
import { DIRECTORY, newPhone, openFor, ROSA, saveService, shownNames } from "../phone-fixture.ts";
import { FakeBuckets } from "./fake-buckets.ts";

const PLACE = "location:6f1c2d3e-0007-4a5b-8c6d-000000000070";
const LISTED = {
  type: "location",
  schema: 1,
  name: "Harbor House",
  latitude: 47.41239,
  longitude: -99.93317,
  phones: [{ number: "555-0134" }],
  addresses: [{ address_type: "physical", address_1: "1714 Larkspur Lane", city: "Millbrook" }],
};

vi.setConfig({ testTimeout: 20_000 }); // what was left is thrown away after some seconds

let buckets: FakeBuckets;
let space: Space;

beforeEach(async () => {
  newPhone();
  buckets = new FakeBuckets();
  vi.stubGlobal("navigator", { storageBuckets: buckets });
  space = await openFor(ROSA);
});

afterEach(() => {
  space.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const names = async () => (await buckets.keys()).sort();

/** Everything in every bucket, as text. */
async function told(): Promise<string> {
  const found: unknown[] = [];
  for (const factory of buckets.held.values()) {
    for (const { name = "" } of await factory.databases()) {
      const db = await new Promise<IDBDatabase>((done) => {
        const request = factory.open(name);
        request.onsuccess = () => done(request.result);
      });
      for (const store of db.objectStoreNames) {
        found.push(
          await new Promise((done) => {
            const request = db.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => done(request.result);
          }),
        );
      }
      db.close();
    }
  }
  return JSON.stringify(found);
}

/** Wait until the places that were left are thrown away. */
const settled = (before: readonly string[]) =>
  vi.waitFor(
    async () => {
      for (const old of before) expect(await names()).not.toContain(old);
    },
    { timeout: 15_000 },
  );

test("databases lie in buckets of their own, and are found again", async () => {
  expect(await names()).toHaveLength(2);
  await saveService(space, "service:1", "Food shelf");
  space.close();

  space = await openSpace("demo", ROSA.id);

  expect(await shownNames(space)).toEqual({ "service:1": "Food shelf*" });
  expect(await names()).toHaveLength(2);
});

test.each([
  ["at the place, with words that lead there", "Ring at 9 Birch Street.", true],
  ["at the place, with other words", "Ring first.", false],
])("a form begun about an entry %s", async (_, description, isGone) => {
  const service_at_locations = [{ location_id: PLACE.slice("location:".length) }];
  const before = { type: "service", schema: 1, name: "Harbor", service_at_locations };
  const kept = { id: "service:1", before: { ...before, description }, body: before, aside: {} };
  await space.own?.put("drafts", { ...kept, at: 1 });

  await noteErased(space, DIRECTORY, [PLACE], 2);

  expect((await readDraft(space, "service:1")) === undefined).toBe(isGone);
});

test("after an erasure all that stays is in new places, and the old ones are gone", async () => {
  await saveService(space, "service:1", "Food shelf");
  const before = await names();
  await noteErased(space, DIRECTORY, [PLACE], 1);

  expect(await mustMove(space)).toBe(true);
  await moveOn(space);

  expect(await mustMove(space)).toBe(false);
  expect(await shownNames(space)).toEqual({ "service:1": "Food shelf*" });
  await settled(before);
  expect(await names()).toHaveLength(2);
  await saveService(space, "service:2", "Legal aid");
  space.close();
  space = await openSpace("demo", ROSA.id);
  expect(await shownNames(space)).toEqual({
    "service:1": "Food shelf*",
    "service:2": "Legal aid*",
  });
  expect(space.copyLost).toBe(false);
});

test("an edit that another tab saves to the old place meanwhile is brought over", async () => {
  const lagging = await openMemberDatabase(ROSA.id);
  const before = await names();
  await noteErased(space, DIRECTORY, [PLACE], 1);
  await moveOn(space);

  const entry = { database: DIRECTORY, id: "service:3", sent: [], bytes: 200 };
  const edit = {
    id: "service:3",
    rev: "1-a",
    deleted: false,
    body: { type: "service", name: "Late" },
  };
  const revisions = { start: 1, ids: ["a"] };
  await lagging.put("outbox", { ...entry, unsent: { ...edit, revisions } });
  await settled(before);

  expect(await shownNames(space)).toEqual({ "service:3": "Late*" });
  lagging.close();
});

test("another tab goes on in the new place", async () => {
  const other = await openSpace("demo", ROSA.id);
  const before = await names();
  await noteErased(space, DIRECTORY, [PLACE], 1);
  await moveOn(space);
  await settled(before);

  await vi.waitFor(async () => {
    await saveService(other, "service:4", "From the other tab");
    expect(await shownNames(space)).toEqual({ "service:4": "From the other tab*" });
  });
  other.close();
});

test("a change of the erased entry becomes a question about the new one, without the address", async () => {
  await saveEdit(space, DIRECTORY, PLACE, { ...LISTED, phones: [{ number: "555-0199" }] });

  await noteErased(space, DIRECTORY, [PLACE], 7);

  const [refused, ...more] = await space.refused();
  expect(more).toEqual([]);
  expect(refused).toMatchObject({ id: await successorOf(PLACE), refusedAt: 7 });
  expect(refused?.edits[0]?.body).toEqual({
    type: "location",
    schema: 1,
    name: "Harbor House",
    phones: [{ number: "555-0199" }],
    addresses: [{ address_type: "physical", city: "Millbrook" }],
    confidential: true,
  });
  expect(await space.counts()).toEqual({ waiting: 0, refused: 1 });
  expect(await told()).not.toMatch(/Larkspur|47\.41239/);
});

test("taking the place out once more is no question", async () => {
  await saveEdit(space, DIRECTORY, PLACE, LISTED);
  await saveEdit(space, DIRECTORY, PLACE, {}, { deleted: true });

  await noteErased(space, DIRECTORY, [PLACE], 7);

  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("without buckets nothing moves, and nothing is asked again", async () => {
  space.close();
  newPhone();
  vi.stubGlobal("navigator", {});
  space = await openFor(ROSA);
  await saveService(space, "service:1", "Food shelf");
  await noteErased(space, DIRECTORY, [PLACE], 1);

  await moveOn(space);

  expect(await mustMove(space)).toBe(false);
  expect(await shownNames(space)).toEqual({ "service:1": "Food shelf*" });
});
