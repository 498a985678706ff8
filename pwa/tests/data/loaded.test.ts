import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { saveBatch, undoBatch } from "../../src/data/batch.ts";
import { commitDatabases, commitRemoved } from "../../src/data/commit.ts";
import { openSpace, type Space } from "../../src/data/database.ts";
import { noteErased } from "../../src/data/erase.ts";
import { type Loaded, loadedOf } from "../../src/data/loaded.ts";
import { moveOn } from "../../src/data/move.ts";
import { type Edit, newEdit } from "../../src/data/revision.ts";
import { saveEdit } from "../../src/data/save.ts";
import { exchange } from "../../src/sync/exchange.ts";
import { DIRECTORY, newPhone, openFor, ROSA, saveService, service } from "../phone-fixture.ts";
import { FakeServer } from "../sync/fake-server.ts";
import { type Chance, chanceOf } from "../worksheets/group/chance.ts";
import { FakeBuckets } from "./fake-buckets.ts";

const HILLS = "network-6f1c2d3e00094a5b8c6d000000000009";
const TYPES = ["service", "location", "note"];
const IDS = Array.from({ length: 12 }, (_one, n) => `service:${n}`);
const now = new Date("2026-11-20T18:30:00Z");

let server: FakeServer;
let space: Space;
let loaded: Loaded;

beforeEach(async () => {
  newPhone();
  vi.stubGlobal("navigator", { storageBuckets: new FakeBuckets() });
  server = new FakeServer();
  server.databases = { [DIRECTORY]: "write", [HILLS]: "read" };
  space = await openFor(ROSA);
  loaded = loadedOf(space);
});

afterEach(() => {
  space.close();
  vi.unstubAllGlobals();
});

const follow = (space: Space) => {
  for (const type of TYPES) loadedOf(space).follow(type, () => {});
};

const names = () => loaded.of("service")?.map(({ body }) => body.name);

test("a type is in memory once it has been read", async () => {
  await saveService(space, "service:1", "One");
  const told = vi.fn();
  loaded.follow("service", told);

  expect(loaded.of("service")).toBeUndefined();
  await loaded.settle();
  expect(names()).toEqual(["One"]);
  expect(told).toHaveBeenCalledOnce();
});

test("an edit is read alone, and everything else stays the same object", async () => {
  await saveService(space, "service:1", "One");
  await saveService(space, "service:2", "Two");
  follow(space);
  await loaded.settle();
  const [one] = loaded.of("service") ?? [];
  const [locations, all] = [loaded.of("location"), vi.spyOn(space, "all")];
  await saveService(space, "service:2", "Deux");
  await loaded.settle();

  expect(names()).toEqual(["One", "Deux"]);
  expect(loaded.of("service")?.[0]).toBe(one);
  expect(loaded.of("location")).toBe(locations);
  expect(all).not.toHaveBeenCalled();
});

test("whoever follows a type hears of nothing else", async () => {
  const told = vi.fn();
  loaded.follow("location", told);
  await loaded.settle();
  told.mockClear();
  await saveService(space, "service:1", "One");
  await loaded.settle();

  expect(told).not.toHaveBeenCalled();
});

test("an edit made while a type is being read is in it", async () => {
  await saveService(space, "service:1", "One");
  loaded.follow("service", () => {});
  const reading = loaded.settle();
  await saveService(space, "service:1", "Uno");
  await reading;
  await loaded.settle();

  expect(names()).toEqual(["Uno"]);
});

test("a read that breaks off is done once more", async () => {
  loaded.follow("service", () => {});
  await loaded.settle();
  vi.spyOn(space, "readKeys").mockRejectedValueOnce(new Error("the database was closed"));
  await saveService(space, "service:1", "One");
  await loaded.settle();

  expect(names()).toEqual(["One"]);
});

test("what another tab announces without naming it is looked for everywhere", async () => {
  follow(space);
  await loaded.settle();
  const edit = await newEdit("service:9", service("Nine"));
  const row = { ...edit, database: DIRECTORY, type: "service", conflicts: [] };
  await space.shared.put("documents", row);
  const older = new BroadcastChannel("cairn-space-demo");
  older.postMessage("documents");
  await new Promise((heard) => space.subscribe(heard));
  older.close();
  await loaded.settle();

  expect(names()).toEqual(["Nine"]);
});

test("an edit that the server has ended meanwhile is not shown", async () => {
  const first = await newEdit("service:1", service("One"));
  server.write(first);
  await exchange(space, server.fetch);
  await saveService(space, "service:1", "Uno");
  const [entry] = (await space.own?.getAll("outbox")) ?? [];
  const mine = entry?.unsent as Edit;
  const parent = mine.revisions;
  const end = await newEdit("service:1", { type: "service" }, { parent, deleted: true });
  await space.shared.put("documents", { ...end, database: DIRECTORY, conflicts: [] });

  expect(await space.all("service")).toEqual([]);
  expect(await space.readKeys([[DIRECTORY, "service:1"]])).toEqual([undefined]);
});

/** One thing that happens to a phone. */
type Happening = (chance: Chance, spaces: readonly [Space, Space]) => Promise<unknown>;

let counted = 0;
const edited = async (chance: Chance, space: Space, deleted = false) => {
  const id = chance.pick(IDS);
  const basedOn = await space.read(id);
  const type = chance.pick(["service", "service", "service", "location"]);
  const body = { type, schema: 1, name: `Name ${counted++}` };
  return saveEdit(space, DIRECTORY, id, body, { deleted, ...(basedOn ? { basedOn } : {}) });
};

const HAPPENINGS: Readonly<Record<string, Happening>> = {
  edit: (chance, [here]) => edited(chance, here),
  editElsewhere: (chance, [, there]) => edited(chance, there),
  remove: (chance, [here]) => edited(chance, here, true),
  exchange: async (chance, [here]) => {
    server.batchSize = 1 + chance.upTo(5);
    server.cutAnswerAt = chance.pick([300, 900, Number.POSITIVE_INFINITY]);
    const refused = chance.pick(IDS);
    server.refuses = ({ id }) => (id === refused ? "No." : undefined);
    return exchange(here, server.fetch);
  },
  exchangeElsewhere: (_chance, [, there]) => exchange(there, server.fetch),
  editAtTheServer: async (chance) => {
    const id = chance.pick(IDS);
    const [leaf] = server.leaves(id);
    const edit = await newEdit(id, service(`Name ${counted++}`), {
      ...(leaf && chance.upTo(3) > 0 ? { parent: leaf.revisions } : {}),
      deleted: leaf !== undefined && chance.upTo(4) === 0,
    });
    server.write(edit);
  },
  noteFromANetwork: async (chance) =>
    server.write(await newEdit(`service:hills-${chance.upTo(4)}`, service("Hills")), HILLS),
  networkEnds: (_chance, [here]) => commitRemoved(here, [HILLS]),
  isLocked: (chance, [here]) =>
    commitDatabases(
      here,
      [DIRECTORY, HILLS]
        .filter(() => chance.upTo(2) === 0)
        .map((name) => ({ name, role: "write", epoch: "e1", locked: false })),
    ),
  isErased: (chance, [here]) => noteErased(here, DIRECTORY, [chance.pick(IDS)], 1),
  isMoved: (_chance, [here]) => moveOn(here),
  batch: async (_chance, [here]) => {
    const shown = (await here.all("service")).filter(({ database }) => database === DIRECTORY);
    const edits = shown.map((document) => ({
      document,
      before: document.body,
      after: { ...document.body, public: counted++ % 2 === 0 },
    }));
    await saveBatch(here, edits, { what: "public", now, onProgress: () => {} });
  },
  undoBatch: (_chance, [here]) => undoBatch(here, DIRECTORY, { now, onProgress: () => {} }),
  discardRefused: async (_chance, [here]) => {
    for (const refused of await here.refused()) await here.discardRefused(refused);
  },
};

/** Resolves when both tabs have heard all that was said so far. */
async function heardAll(spaces: readonly Space[]): Promise<void> {
  const hearing = spaces.map(
    (space) =>
      new Promise<void>((done) => {
        let left = spaces.length; // its own word, and the others'
        space.subscribe(({ kind }) => {
          if (kind === "people" && --left === 0) done();
        });
      }),
  );
  for (const space of spaces) space.announce("people", []);
  await Promise.all(hearing);
}

const inOrder = <T extends { readonly database: string; readonly id: string }>(all: readonly T[]) =>
  [...all].sort((a, b) => (`${a.database} ${a.id}` < `${b.database} ${b.id}` ? -1 : 1));

test.each(Array.from({ length: 30 }, (_one, seed) => seed))(
  "whatever happens, what is in memory is what a whole read would tell (%i)",
  async (seed) => {
    const chance = chanceOf(seed);
    const other = await openSpace("demo", ROSA.id);
    const spaces = [space, other] as const;
    follow(space);
    follow(other);
    try {
      for (let step = 0; step < 30; step++) {
        const name = chance.pick(Object.keys(HAPPENINGS));
        await HAPPENINGS[name]?.(chance, spaces);
        if (chance.upTo(3) > 0) continue; // several at once, too
        await heardAll(spaces);
        for (const one of spaces) {
          await loadedOf(one).settle();
          for (const type of TYPES)
            expect([step, name, inOrder(loadedOf(one).of(type) ?? [])]).toEqual([
              step,
              name,
              inOrder(await one.all(type)),
            ]);
        }
      }
    } finally {
      other.close();
    }
  },
);
