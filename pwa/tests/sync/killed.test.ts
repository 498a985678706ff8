/** The cable pulled and the phone killed at every place there is; then once more, to the end. */
import { beforeEach, expect, test } from "vitest";
import { openSpace, type Space } from "../../src/data/database.ts";
import { type Edit, newEdit } from "../../src/data/revision.ts";
import { saveEdit } from "../../src/data/save.ts";
import { exchange } from "../../src/sync/exchange.ts";
import {
  DIRECTORY,
  MAY,
  newPhone,
  openFor,
  ROSA,
  saveService,
  service,
  shownNames,
} from "../phone-fixture.ts";
import { FakeServer } from "./fake-server.ts";

const noLocks = { locks: undefined };
const PLACES = ["service:court", "service:line", "service:pantry"];

class Killed extends Error {}

/** The same databases, dead before write number `at`: what came before it is on disk. */
function dyingSpace(space: Space, at: number): Space {
  let writes = 0;
  const dying = <T extends object>(db: T): T =>
    new Proxy(db, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          if (name === "transaction" && given[1] === "readwrite" && ++writes > at) {
            throw new Killed();
          }
          return value.apply(target, given);
        };
      },
    });
  const { shared, own } = space;
  return new Proxy(space, {
    get(target, name) {
      if (name === "shared") return dying(shared);
      if (name === "own") return own && dying(own);
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

let server: FakeServer;
let space: Space;
let wasKilled: boolean;

/** A phone with news to send, one edit of it refused, and a server with news to tell. */
async function prepare(): Promise<void> {
  newPhone();
  server = new FakeServer();
  space = await openFor(ROSA);
  const line = await newEdit("service:line", service("Ridge Line"));
  server.write(line);
  await exchange(space, server.fetch, noLocks);
  await saveService(space, "service:pantry", "Valley Pantry");
  await saveService(space, "service:line", "My Line");
  await saveService(space, "service:wrong", "Wrong");
  server.write(await newEdit("service:line", service("Their Line"), { parent: line.revisions }));
  server.write(await newEdit("service:court", service("Court Help")));
  server.refuses = (edit: Edit) => (edit.id === "service:wrong" ? "No." : undefined);
  wasKilled = false;
}

/** Nothing lost, nothing twice, and the phone shows what the server holds. */
async function expectAllThere(): Promise<void> {
  space.close();
  space = await openSpace("demo", ROSA.id);
  expect((await exchange(space, server.fetch, noLocks)).status).toBe("done");

  expect(server.leaves("service:pantry").map(({ body }) => body.name)).toEqual(["Valley Pantry"]);
  const lines = server.leaves("service:line").map(({ body }) => String(body.name));
  expect(lines.sort()).toEqual(["My Line", "Their Line"]);
  expect(await space.counts()).toEqual({ waiting: 0, refused: 1 });
  expect(Object.keys(await shownNames(space))).toEqual(PLACES);
  const shown = await space.read("service:line");
  const [winner] = server.leaves("service:line").toSorted((a, b) => (a.rev < b.rev ? 1 : -1));
  expect([shown?.rev, shown?.conflicts.length, shown?.waiting]).toEqual([winner?.rev, 1, false]);
}

beforeEach(prepare);

test("killed before any write of an exchange, nothing is lost", async () => {
  for (let at = 0; ; at++) {
    await prepare();
    try {
      await exchange(dyingSpace(space, at), server.fetch, noLocks);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      wasKilled = true;
    }
    // The lease of the dead tab runs out; here at once.
    await space.own?.put("state", "0", "lease_until");
    await expectAllThere();
    if (!wasKilled) {
      expect(at).toBeGreaterThan(10);
      return;
    }
  }
}, 60_000);

test("killed after every write, an edit in flight is extended, not forked", async () => {
  for (let at = 0; ; at++) {
    await prepare();
    try {
      await exchange(dyingSpace(space, at), server.fetch, noLocks);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      wasKilled = true;
    }
    await space.own?.put("state", "0", "lease_until");
    await saveService(space, "service:pantry", "Valley Food Pantry");
    await exchange(space, server.fetch, noLocks);

    const leaves = server.leaves("service:pantry").map(({ body }) => body.name);
    expect(leaves).toEqual(["Valley Food Pantry"]);
    expect(await space.counts()).toEqual({ waiting: 0, refused: 1 });
    if (!wasKilled) return;
  }
}, 60_000);

test("killed before any write while another person sends for her, nothing is lost", async () => {
  for (let at = 0; ; at++) {
    await prepare();
    const mays = await openFor(MAY);
    await exchange(mays, server.fetch, noLocks);
    try {
      const sendOnly = { ...noLocks, sendOnly: true };
      await exchange(dyingSpace(space, at), server.fetch, sendOnly);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      wasKilled = true;
    }
    await space.own?.put("state", "0", "lease_until");
    await expectAllThere();
    mays.close();
    if (!wasKilled) {
      expect(at).toBeGreaterThan(5);
      return;
    }
  }
}, 60_000);

test("an answer cut anywhere leaves a phone that goes on from there", async () => {
  for (let at = 0; !wasKilled; at += 3) {
    await prepare();
    server.cutAnswerAt = at;
    const { status } = await exchange(space, server.fetch, noLocks);
    wasKilled = status === "done";
    expect(["cut", "done"]).toContain(status);

    // Whatever the cursor covers is on the phone: so a server with nothing new adds nothing.
    const held = await space.own?.get("state", "cursor");
    const shown = await shownNames(space);
    if (Number(held) >= 3) expect(Object.keys(shown)).toContain("service:court");
    server.cutAnswerAt = Number.POSITIVE_INFINITY;
    await expectAllThere();
  }
}, 120_000);

test("a request cut anywhere is sent again, and nothing is there twice", async () => {
  const whole = 1_600;
  for (let at = 0; at < whole; at += 13) {
    await prepare();
    server.cutRequestAt = at;
    await exchange(space, server.fetch, noLocks);
    server.cutRequestAt = Number.POSITIVE_INFINITY;
    await expectAllThere();
  }
}, 120_000);

test("an edit killed before its one write leaves no trace; after it, all of it", async () => {
  const before = await shownNames(space);
  const dying = dyingSpace(space, 0);
  await expect(saveEdit(dying, DIRECTORY, "service:new", service("New"))).rejects.toThrow(Killed);
  expect(await shownNames(space)).toEqual(before);

  await saveEdit(dyingSpace(space, 1), DIRECTORY, "service:new", service("New"));
  space.close();
  space = await openSpace("demo", ROSA.id);
  expect(await shownNames(space)).toEqual({ ...before, "service:new": "New*" });
});
