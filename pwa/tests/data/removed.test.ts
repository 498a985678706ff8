import { beforeEach, expect, test } from "vitest";
import { commitChanges, commitDatabases, commitRemoved } from "../../src/data/commit.ts";
import type { Space } from "../../src/data/database.ts";
import { newEdit } from "../../src/data/revision.ts";
import { DIRECTORY, newPhone, openFor, ROSA, saveService, service } from "../phone-fixture.ts";

const HILLS = "network-6f1c2d3e00094a5b8c6d000000000009";
const OTHER = "network-6f1c2d3e00094a5b8c6d00000000000a";

let space: Space;

beforeEach(async () => {
  newPhone();
  space = await openFor(ROSA);
  for (const database of [DIRECTORY, HILLS, OTHER]) {
    const winner = await newEdit(`service:${database}`, service("Line"));
    const documents = [{ winner, conflicts: [] }];
    await commitChanges(space, [{ database, documents }], `cursor ${database}`);
  }
  await commitDatabases(
    space,
    [DIRECTORY, HILLS, OTHER].map((name) => ({ name, role: "read", epoch: "1", locked: false })),
  );
});

const shown = async () => (await space.all("service")).map(({ database }) => database).sort();

test("a directory of others that ended goes from the phone, and no other", async () => {
  await commitRemoved(space, [HILLS]);
  await commitRemoved(space, [HILLS]); // the answer was cut before its cursor

  expect(await shown()).toEqual([DIRECTORY, OTHER]);
  expect((await space.databases()).map(({ name }) => name)).toEqual([DIRECTORY, OTHER]);
});

test("nothing of our own is ever dropped on such a word", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");

  await commitRemoved(space, [DIRECTORY, "commons-demo", ""]);

  expect(await shown()).toContain(DIRECTORY);
  expect(await space.counts()).toEqual({ waiting: 1, refused: 0 });
});
