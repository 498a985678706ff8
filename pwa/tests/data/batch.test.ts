import { beforeEach, expect, test } from "vitest";
import { type BatchEdit, readBatch, saveBatch, undoBatch } from "../../src/data/batch.ts";
import type { Space } from "../../src/data/database.ts";
import type { Body } from "../../src/data/document.ts";
import { newEdit } from "../../src/data/revision.ts";
import { saveEdit } from "../../src/data/save.ts";
import { historyOf } from "../../src/directory/changes.ts";
import { exchange } from "../../src/sync/exchange.ts";
import { DIRECTORY, newPhone, openFor, ROSA, service } from "../phone-fixture.ts";
import { FakeServer } from "../sync/fake-server.ts";

const COUNT = 100; // more than two transactions
const IDS = Array.from({ length: COUNT }, (_one, n) => `service:${String(n).padStart(3, "0")}`);
const now = new Date("2026-11-20T18:30:00Z");
let server: FakeServer;
let space: Space;

beforeEach(async () => {
  newPhone();
  space = await openFor(ROSA);
  server = new FakeServer();
  for (const id of IDS) server.write(await newEdit(id, service(id, { email: "a@example.org" })));
  await exchange(space, server.fetch);
});

const quiet = { now, onProgress: () => {} };

async function editsOf(change: (body: Body) => Body | undefined): Promise<BatchEdit[]> {
  const shown = await space.all("service");
  return shown.map((document) => ({
    document,
    before: document.body,
    after: change(document.body),
  }));
}

const isPublic = async () => (await space.all("service")).filter(({ body }) => body.public).length;
const makePublic = async () =>
  saveBatch(space, await editsOf((body) => ({ ...body, public: true })), {
    ...quiet,
    what: "public",
  });

test("every entry is changed, in its author's name, and told of once", async () => {
  let told = 0;
  space.subscribe(() => {
    told += 1;
  });
  const done: number[] = [];
  const edits = await editsOf((body) => ({ ...body, public: true }));
  const outcome = await saveBatch(space, edits, {
    what: "public",
    now,
    onProgress: (n) => done.push(n),
  });

  expect(outcome).toEqual({ saved: COUNT, left: [], isFull: false });
  expect(done).toEqual([40, 80, 100]);
  expect(told).toBe(1);
  expect(await isPublic()).toBe(COUNT);
  const one = await space.read("service:007");
  expect(historyOf(one?.body ?? {})).toMatchObject([{ field: "public", by: ROSA.id }]);
});

test("one undo takes all of it back, also after the app was closed and opened", async () => {
  await makePublic();
  space.close();
  space = await openFor(ROSA);
  expect(await readBatch(space)).toMatchObject({ at: now.getTime(), what: "public" });

  expect(await undoBatch(space, DIRECTORY, quiet)).toMatchObject({ saved: COUNT, left: [] });
  expect(await isPublic()).toBe(0);
  expect(await readBatch(space)).toBeUndefined();
  expect((await space.read("service:007"))?.body).toEqual(
    service("service:007", { email: "a@example.org" }),
  );
});

test("it can be undone after it was sent, but for what somebody changed since", async () => {
  await makePublic();
  await exchange(space, server.fetch);
  const basedOn = await space.read("service:003");
  if (!basedOn) throw new Error("nothing shown");
  await saveEdit(space, DIRECTORY, basedOn.id, { ...basedOn.body, name: "Soup" }, { basedOn });

  const undone = await undoBatch(space, DIRECTORY, quiet);

  expect(undone).toEqual({ saved: COUNT - 1, left: ["service:003"], isFull: false });
  expect(await isPublic()).toBe(1);
  await exchange(space, server.fetch);
  expect((await space.counts()).waiting).toBe(0);
});

test.each([false, true])(
  "entries that were deleted come back (sent before: %s)",
  async (isSent) => {
    await saveBatch(space, await editsOf(() => undefined), { ...quiet, what: "delete" });
    if (isSent) await exchange(space, server.fetch);
    expect(await space.all("service")).toEqual([]);

    expect(await undoBatch(space, DIRECTORY, quiet)).toMatchObject({ saved: COUNT, left: [] });
    expect(await space.all("service")).toHaveLength(COUNT);
    expect((await space.read("service:042"))?.body).toMatchObject({ name: "service:042" });
  },
);

test("what was changed between the look and the saving is left alone, and named", async () => {
  const edits = await editsOf((body) => ({ ...body, public: true }));
  await saveEdit(space, DIRECTORY, "service:001", service("Changed meanwhile"));

  const outcome = await saveBatch(space, edits, { ...quiet, what: "public" });

  expect(outcome).toMatchObject({ saved: COUNT - 1, left: ["service:001"] });
  expect((await space.read("service:001"))?.body.public).toBeUndefined();
});

test("a batch that was broken off can be undone as far as it went", async () => {
  const edits = await editsOf((body) => ({ ...body, public: true }));
  const stop = (done: number) => {
    if (done === 40) throw new Error("the browser was closed");
  };
  await expect(saveBatch(space, edits, { what: "public", now, onProgress: stop })).rejects.toThrow(
    "closed",
  );
  expect(await isPublic()).toBe(40);

  await undoBatch(space, DIRECTORY, quiet);
  expect(await isPublic()).toBe(0);
});

test("an undo that was broken off goes on where it stopped", async () => {
  await makePublic();
  const stop = (done: number) => {
    if (done === 40) throw new Error("the browser was closed");
  };
  await expect(undoBatch(space, DIRECTORY, { now, onProgress: stop })).rejects.toThrow("closed");
  expect(await isPublic()).toBe(60);
  expect((await readBatch(space))?.revs.size).toBe(60);

  expect(await undoBatch(space, DIRECTORY, quiet)).toMatchObject({ saved: 60 });
  expect(await isPublic()).toBe(0);
});
