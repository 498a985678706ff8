import { beforeEach, expect, test } from "vitest";
import { partsIn, removed, textOf, withList } from "../../src/authoring/draft.ts";
import { closeDraft, draftBody, draftIn, openDraft } from "../../src/authoring/keeper.ts";
import { newTemplate } from "../../src/authoring/kinds.ts";
import { commonsOf, type Space } from "../../src/data/database.ts";
import { saveEdit } from "../../src/data/save.ts";
import { newPhone, openFor, ROSA } from "../phone-fixture.ts";

const ID = "worksheet_draft:6f1c2d3e-0001-4a5b-8c6d-000000000001";

async function spaceWithDraft(): Promise<Space> {
  const space = await openFor(ROSA);
  const body = draftBody({ ...newTemplate(), title: "Check-in" }, undefined, ROSA.id, "2026-11-20");
  await saveEdit(space, commonsOf("demo"), ID, body);
  return space;
}

beforeEach(() => {
  newPhone();
  closeDraft();
});

const titleIn = async (space: Space) => textOf(draftIn(await space.read(ID)) ?? {}, "title");

test("what is changed is in memory at once, and saved when it is flushed", async () => {
  const space = await spaceWithDraft();
  const keeper = await openDraft(space, ID);

  keeper.change({ ...(keeper.draft() ?? {}), title: "Cómo va 🌻" });

  expect(textOf(keeper.draft() ?? {}, "title")).toBe("Cómo va 🌻");
  expect(await titleIn(space)).toBe("Check-in");
  expect(await keeper.flush()).toBe("saved");
  expect(await titleIn(space)).toBe("Cómo va 🌻");
});

test("the same draft is opened once: two screens see the same", async () => {
  const space = await spaceWithDraft();

  expect(await openDraft(space, ID)).toBe(await openDraft(space, ID));
});

test("another draft that is opened saves the one before", async () => {
  const space = await spaceWithDraft();
  const keeper = await openDraft(space, ID);
  keeper.change({ ...(keeper.draft() ?? {}), title: "Later" });

  const none = await openDraft(space, "worksheet_draft:6f1c2d3e-0002-4a5b-8c6d-000000000002");

  expect(none.draft()).toBeUndefined();
  expect(await titleIn(space)).toBe("Later");
});

test("a removal can be undone until something else is changed", async () => {
  const keeper = await openDraft(await spaceWithDraft(), ID);
  const before = keeper.draft() ?? {};
  keeper.changeWithUndo(withList(before, "", "sections", (all) => removed(all, 0)));
  expect(partsIn(keeper.draft() ?? {}, "sections")).toEqual([]);

  keeper.undo?.();

  expect(keeper.draft()).toEqual(before);
  expect(keeper.undo).toBeUndefined();
});

test("a draft that holds no template cannot be opened, and is left as it is", async () => {
  const space = await openFor(ROSA);
  const body = { type: "worksheet_draft", schema: 1, template: "Worksheet one" };
  await saveEdit(space, commonsOf("demo"), ID, body);

  const keeper = await openDraft(space, ID);

  expect(keeper.draft()).toBeUndefined();
  expect((await space.read(ID))?.body).toEqual(body);
});
