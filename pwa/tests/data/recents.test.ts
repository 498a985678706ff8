import { beforeEach, expect, it } from "vitest";
import { openSpace } from "../../src/data/database.ts";
import { clearRecents, noteOpened, recentsOf, wantRecents } from "../../src/data/recents.ts";
import { MAY, newPhone, openFor, ROSA } from "../phone-fixture.ts";

beforeEach(newPhone);

it("keeps nothing until it is asked to", async () => {
  const space = await openFor(ROSA);

  await noteOpened(space, "service:1");

  expect(await recentsOf(space)).toBeUndefined();
  expect(await space.own?.getAllKeys("state")).not.toContain("recents");
});

it("keeps the last few, each once, the newest first", async () => {
  const space = await openFor(ROSA);
  await wantRecents(space, true);

  for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 2]) await noteOpened(space, `service:${n}`);

  expect(await recentsOf(space)).toEqual([2, 9, 8, 7, 6, 5, 4, 3].map((n) => `service:${n}`));
});

it("forgets them at one tap, and goes on", async () => {
  const space = await openFor(ROSA);
  await wantRecents(space, true);
  await noteOpened(space, "service:1");

  await clearRecents(space);
  expect(await recentsOf(space)).toEqual([]);

  await noteOpened(space, "service:2");
  expect(await recentsOf(space)).toEqual(["service:2"]);
});

it("erases them when they are not wanted any more", async () => {
  const space = await openFor(ROSA);
  await wantRecents(space, true);
  await noteOpened(space, "service:1");

  await wantRecents(space, false);
  await clearRecents(space);

  expect(await recentsOf(space)).toBeUndefined();
  expect(await space.own?.getAllKeys("state")).not.toContain("recents");
});

it("keeps each member's apart, and none for a phone that is nobody's", async () => {
  const space = await openFor(ROSA);
  await wantRecents(space, true);
  const nobody = await openSpace("demo", null);
  await wantRecents(nobody, true);

  expect(await recentsOf(await openFor(MAY))).toBeUndefined();
  expect(await recentsOf(nobody)).toBeUndefined();
});
