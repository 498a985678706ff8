import { afterEach, beforeEach, expect, test } from "vitest";
import { commitChanges, commitRemoved } from "../../src/data/commit.ts";
import type { Space } from "../../src/data/database.ts";
import type { Body } from "../../src/data/document.ts";
import { mustMove } from "../../src/data/move.ts";
import { type Edit, newEdit } from "../../src/data/revision.ts";
import { DIRECTORY, newPhone, openFor, ROSA } from "../phone-fixture.ts";

const HILLS = "network-6f1c2d3e00094a5b8c6d000000000009";
const OTHER = "network-6f1c2d3e00094a5b8c6d00000000000a";
const PLACE: Body = { type: "location", schema: 1, addresses: [{ address_1: "12 Mill Road" }] };
const BEDS: Body = { type: "service", schema: 1, name: "Beds", categories: ["shelter"] };
const FOOD: Body = { type: "service", schema: 1, name: "Food", categories: ["food"] };

let space: Space;

beforeEach(async () => {
  newPhone();
  space = await openFor(ROSA);
});

afterEach(() => space.close());

const receive = async (database: string, winner: Edit): Promise<Edit> => {
  const documents = [{ winner, conflicts: [] }];
  await commitChanges(space, [{ database, documents }], `cursor ${winner.rev}`);
  return winner;
};

const list = async (database: string, id: string, body: Body) =>
  receive(database, await newEdit(id, body));

const end = async (database: string, parent: Edit) =>
  receive(database, await newEdit(parent.id, {}, { parent: parent.revisions, deleted: true }));

test.each([
  ["a place", "location:mill", PLACE, true],
  ["a shelter", "service:beds", BEDS, true],
  ["what leads to no door", "service:food", FOOD, false],
  ["a private place", "location:hidden", { ...PLACE, addresses: [], confidential: true }, false],
] as const)("when %s goes over there", async (_what, id, body, isErased) => {
  const listed = await list(HILLS, id, body);
  expect(await mustMove(space)).toBe(false);

  await end(HILLS, listed);

  expect(await mustMove(space)).toBe(isErased);
});

test("a place that is hidden over there counts as erased, and once", async () => {
  await list(HILLS, "location:mill", PLACE);
  const hidden = await list(HILLS, "location:mill", {
    ...PLACE,
    addresses: [],
    confidential: true,
  });
  expect(await mustMove(space)).toBe(true);
  const before = await space.shared.get("state", "erased");

  await receive(HILLS, hidden);

  expect(await space.shared.get("state", "erased")).toBe(before);
});

test("a directory that ended counts as erased, if anything of it was here", async () => {
  await list(HILLS, "service:food", FOOD);

  await commitRemoved(space, [OTHER]);
  expect(await mustMove(space)).toBe(false);
  await commitRemoved(space, [HILLS]);

  expect(await mustMove(space)).toBe(true);
});

test("a change of another directory, and our own that goes, moves nothing", async () => {
  const listed = await list(HILLS, "location:mill", PLACE);
  await receive(
    HILLS,
    await newEdit("location:mill", { ...PLACE, name: "Mill" }, { parent: listed.revisions }),
  );
  await end(DIRECTORY, await list(DIRECTORY, "location:ours", PLACE));

  expect(await mustMove(space)).toBe(false);
});
