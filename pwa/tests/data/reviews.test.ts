import { openDB } from "idb";
import { beforeEach, expect, it } from "vitest";
import { openSpace } from "../../src/data/database.ts";
import { dropReviews, keepReview, keptReviews } from "../../src/data/reviews.ts";
import { newEdit } from "../../src/data/revision.ts";
import { DIRECTORY, MAY, newPhone, openFor, ROSA } from "../phone-fixture.ts";

const REVIEW = { id: "6f1c2d3e-0007-4a5b-8c6d-000000000007", day: "2026-12-04" };

beforeEach(newPhone);

it("keeps a day and its ID, and nothing else that it is given", async () => {
  const space = await openFor(ROSA);
  const told = new Promise((resolve) => space.subscribe(resolve));

  const withMore = { ...REVIEW, title: "Children and teens" };
  expect(await keepReview(space, withMore)).toBe(true);

  expect(await keptReviews(space)).toEqual([REVIEW]);
  expect(await told).toEqual({ kind: "documents", keys: [] }); // nothing to be sent
  expect((await space.counts()).waiting).toBe(0);
});

it("forgets a day for good", async () => {
  const space = await openFor(ROSA);
  await keepReview(space, REVIEW);

  await dropReviews(space, [REVIEW.id]);

  expect(await keptReviews(space)).toEqual([]);
});

it("keeps each member's days apart, and nobody's for a phone that is nobody's", async () => {
  const space = await openFor(ROSA);
  await keepReview(space, REVIEW);
  const nobody = await openSpace("demo", null);

  expect(await keptReviews(await openFor(MAY))).toEqual([]);
  expect(await keepReview(nobody, REVIEW)).toBe(false);
  expect(await keptReviews(nobody)).toEqual([]);
});

it("joins a phone that has unsent edits from before there were reviews", async () => {
  const name = `cairn-member-${ROSA.id}`;
  const before = await openDB(name, 1, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: ["database", "id"] }).createIndex("id", "id");
      db.createObjectStore("refused", { keyPath: ["database", "id", "rev"] });
      db.createObjectStore("databases", { keyPath: "name" });
      db.createObjectStore("state").put("a mark", "mark");
    },
  });
  const unsent = await newEdit("service:1", { type: "service" });
  await before.put("outbox", { database: DIRECTORY, id: "service:1", sent: [], unsent });
  before.close();

  const space = await openFor(ROSA);
  await keepReview(space, REVIEW);

  expect((await space.counts()).waiting).toBe(1);
  expect(await space.own?.get("state", "mark")).toBe("a mark");
  expect(await keptReviews(space)).toEqual([REVIEW]);
});
