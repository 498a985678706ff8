import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { openSpace, type Space } from "../../src/data/database.ts";
import { saveEdit } from "../../src/data/save.ts";
import { onOutdated } from "../../src/data/schema.ts";
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

let space: Space;

beforeEach(async () => {
  newPhone();
  space = await openFor(ROSA);
});

test("edits saved at the same moment all stay", async () => {
  const ids = Array.from({ length: 20 }, (_, n) => `service:${n}`);
  await Promise.all(ids.map((id) => saveService(space, id, id)));

  expect(Object.keys(await shownNames(space)).sort()).toEqual(ids.sort());
});

test("edits of one document at the same moment end as one edit, not as a broken path", async () => {
  await Promise.all(
    ["A", "B", "C"].map((name) => saveEdit(space, DIRECTORY, "service:1", service(name))),
  );

  const entry = await space.own?.get("outbox", [DIRECTORY, "service:1"]);
  expect(entry?.unsent?.rev.startsWith("1-")).toBe(true);
  expect(entry?.unsent?.revisions.ids.length).toBe(1);
});

test("an edit of what another tab has changed meanwhile is not saved over it", async () => {
  await saveService(space, "service:1", "First");
  const basedOn = await space.read("service:1");
  await saveService(space, "service:1", "From the other tab");
  if (!basedOn) throw new Error("nothing shown");
  const outcome = await saveEdit(space, DIRECTORY, "service:1", service("Mine"), { basedOn });

  expect(outcome.status).toBe("changed_elsewhere");
  expect(await shownNames(space)).toEqual({ "service:1": "From the other tab*" });
});

test("an edit of what another tab has deleted meanwhile does not bring it back", async () => {
  await saveService(space, "service:1", "First");
  const basedOn = await space.read("service:1");
  if (!basedOn) throw new Error("nothing shown");
  await saveEdit(space, DIRECTORY, "service:1", {}, { basedOn, deleted: true });
  const outcome = await saveEdit(space, DIRECTORY, "service:1", service("Mine"), { basedOn });

  expect(outcome.status).toBe("changed_elsewhere");
  expect(await shownNames(space)).toEqual({});
});

test("an emoji that a field cut in two does not keep an edit from being saved", async () => {
  await saveService(space, "service:1", "Ridge \ud83c");

  expect(await shownNames(space)).toEqual({ "service:1": "Ridge \ufffd*" });
});

test("a full phone says so, and saves nothing", async () => {
  const full = new DOMException("full", "QuotaExceededError");
  const own = new Proxy(space.own as object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === "transaction") {
        return () => {
          throw full;
        };
      }
      return typeof value === "function" ? value.bind(target) : value;
    },
  }) as NonNullable<Space["own"]>;
  const crowded: Space = { ...bound(space), own };
  const outcome = await saveEdit(crowded, DIRECTORY, "service:1", service("One"));

  expect(outcome).toEqual({ status: "no_room" });
  expect(await shownNames(space)).toEqual({});
});

test("another tab hears of an edit", async () => {
  const other = await openSpace("demo", ROSA.id);
  const heard = new Promise((resolve) => other.subscribe(resolve));
  await saveService(space, "service:1", "One");

  expect(await heard).toEqual({ kind: "edit", keys: [[DIRECTORY, "service:1"]] });
  expect(await shownNames(other)).toEqual({ "service:1": "One*" });
});

test("nobody's space shows the directory and saves nothing", async () => {
  const nobodys = await openSpace("demo", null);

  expect(await nobodys.all("service")).toEqual([]);
  expect(await nobodys.counts()).toEqual({ waiting: 0, refused: 0 });
  await expect(saveService(nobodys, "service:1", "One")).rejects.toThrow("nobody");
});

test("one member's unsent edits are there when the phone changes hands and back", async () => {
  await saveService(space, "service:1", "Rosa's");
  space.close();
  const mays = await openFor(MAY);
  await saveService(mays, "service:2", "May's");
  mays.close();
  space = await openFor(ROSA);

  expect(await shownNames(space)).toEqual({ "service:1": "Rosa's*" });
});

test("a tab gives way when another brings a newer layout", async () => {
  const told = new Promise<string>((resolve) => onOutdated(resolve));
  const newer = await openDB("cairn-shared-demo", 99, { upgrade: () => {} });

  expect(await told).toBe("newer_tab");
  expect(newer.version).toBe(99);
  newer.close();
});

test("a member's space that the browser threw away is told of, once", async () => {
  await saveService(space, "service:1", "Gone");
  space.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(`cairn-member-${ROSA.id}`).onsuccess = resolve;
  });

  expect((await openSpace("demo", ROSA.id)).copyLost).toBe(true);
  expect((await openSpace("demo", ROSA.id)).copyLost).toBe(false);
});

/** The same space with its methods bound, so that a copy of it works. */
function bound({ collaborative, memberId, copyLost, phone, shared, own }: Space): Space {
  return {
    collaborative,
    memberId,
    copyLost,
    phone,
    shared,
    own,
    read: (id) => space.read(id),
    all: (type) => space.all(type),
    readKeys: (keys) => space.readKeys(keys),
    counts: () => space.counts(),
    refused: () => space.refused(),
    discardRefused: (refused) => space.discardRefused(refused),
    databases: () => space.databases(),
    subscribe: (listener) => space.subscribe(listener),
    announce: (kind, keys) => space.announce(kind, keys),
    replace: (moved) => space.replace(moved),
    close: () => space.close(),
    isClosed: () => space.isClosed(),
  };
}
