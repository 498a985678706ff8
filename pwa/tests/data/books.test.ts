import { beforeEach, expect, test } from "vitest";
import { openSpace, type Space } from "../../src/data/database.ts";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { isObject } from "../../src/data/json.ts";
import { mergeBodies } from "../../src/data/merge.ts";
import { type Edit, newEdit } from "../../src/data/revision.ts";
import { saveEdit } from "../../src/data/save.ts";
import { questionsOf, wholeBody } from "../../src/directory/changes.ts";
import { exchange } from "../../src/sync/exchange.ts";
import { DIRECTORY, MAY, newPhone, openFor, ROSA, service } from "../phone-fixture.ts";
import { FakeServer } from "../sync/fake-server.ts";

const ID = "service:1";
const NOW = new Date("2026-11-20T18:30:00Z");
let server: FakeServer;
let space: Space;
let first: Edit;

beforeEach(async () => {
  newPhone();
  space = await openFor(ROSA);
  server = new FakeServer();
  first = await newEdit(ID, service("Hot supper", { email: "a@example.org", url: "x" }));
  server.write(first);
  await exchange(space, server.fetch);
});

async function shown(): Promise<ShownDocument> {
  const document = await space.read(ID);
  if (!document) throw new Error("nothing shown");
  return document;
}

async function change(more: Body, basedOn?: ShownDocument): Promise<void> {
  const seen = basedOn ?? (await shown());
  const body = { ...seen.body, ...more };
  const outcome = await saveEdit(space, DIRECTORY, ID, body, { basedOn: seen, now: NOW });
  if (outcome.status !== "saved") throw new Error(outcome.status);
}

async function books(field: string): Promise<Body> {
  const { edits } = (await shown()).body;
  const entry = isObject(edits) ? edits[field] : undefined;
  return isObject(entry) ? entry : {};
}

/** The server merges what it holds: the merge on the winner, and an end for the other. */
async function serverMerges(): Promise<void> {
  const live = server.leaves(ID).filter(({ deleted }) => !deleted);
  const [a, b] = live.sort((x, y) => (x.rev < y.rev ? 1 : -1));
  const body = mergeBodies(live.map((leaf) => leaf.body));
  if (!a || !b || !body) throw new Error("nothing to merge");
  server.write(await newEdit(ID, body, { parent: a.revisions }));
  server.write(await newEdit(ID, {}, { parent: b.revisions, deleted: true }));
}

/** An edit of the first revision that wins over `rev`, so that the branch of `rev` will end. */
async function beating(rev: string, body: Body): Promise<Edit> {
  for (let n = 1; ; n += 1) {
    const edit = await newEdit(ID, { ...body, last_modified: `${n}` }, { parent: first.revisions });
    if (edit.rev > rev) return edit;
  }
}

test("an edit says who changed which field, when, and from what", async () => {
  await change({ name: "Hot soup" });

  expect(await books("name")).toMatchObject({
    by: ROSA.id,
    at: "2026-11-20T18:30:00Z",
    was: "Hot supper",
  });
  expect(await books("email")).toEqual({});
});

test("an edit that takes the place of an unsent one begins where that began", async () => {
  await change({ name: "Hot soup" });
  await change({ name: "Hot stew" });

  expect(await books("name")).toMatchObject({ was: "Hot supper" });
  expect((await books("name")).dot).toMatch(/^1-/);
});

test("an edit upon one that was sent begins with that", async () => {
  await change({ name: "Hot soup" });
  await exchange(space, server.fetch);
  await change({ name: "Hot stew" });

  expect(await books("name")).toMatchObject({ was: "Hot soup" });
  expect((await books("name")).dot).toMatch(/^2-/);
});

test("taking an unsent change back leaves no line in the books", async () => {
  await change({ name: "Hot soup" });
  await change({ name: "Hot supper" });

  expect((await shown()).body.edits).toBeUndefined();
});

test("an edit of what the server has merged away is merged with what it stands on", async () => {
  await change({ name: "Hot soup" });
  await exchange(space, server.fetch);
  const seen = await shown();
  server.write(await beating(seen.rev, { ...first.body, email: "b@example.org" }));
  await serverMerges();
  await exchange(space, server.fetch);
  await change({ url: "y" }, seen);
  await change({ url: "z" });

  const { body } = await shown();
  expect(body).toMatchObject({ name: "Hot soup", url: "z" });
  expect(body.last_modified).toBeDefined();
  expect(JSON.stringify(body)).toContain("b@example.org");
});

test("a report is saved without books, and so is what is no directory's", async () => {
  const report = { type: "suggestion", schema: 1, what: "closed" };
  await saveEdit(space, DIRECTORY, "suggestion:1", report);
  await saveEdit(space, DIRECTORY, "suggestion:1", { ...report, what: "moved" });
  const other = await openSpace("demo", MAY.id);
  const program = { type: "service", schema: 1, name: "A" };
  await saveEdit(other, "commons-demo", "service:2", program);
  await saveEdit(other, "commons-demo", "service:2", { ...program, name: "B" });

  expect((await space.read("suggestion:1"))?.body.edits).toBeUndefined();
  expect((await other.read("service:2"))?.body.edits).toBeUndefined();
});

test("what changed under somebody's eyes is not deleted unseen, unless for safety", async () => {
  await change({ name: "Hot soup" });
  await exchange(space, server.fetch);
  const seen = await shown();
  server.write(await beating(seen.rev, { ...first.body, email: "b@example.org" }));
  await serverMerges();
  await exchange(space, server.fetch);
  const how = { basedOn: seen, deleted: true };

  const plain = await saveEdit(space, DIRECTORY, ID, {}, how);
  const hidden = await saveEdit(space, DIRECTORY, ID, { confidential: true }, how);

  expect([plain.status, hidden.status]).toEqual(["changed_elsewhere", "saved"]);
});

// -- Two answers --------------------------------------------------------------

/** The server holds two names, merged: the phone shows one, and asks. */
async function twoNames(): Promise<ShownDocument> {
  await change({ name: "Hot soup" });
  await exchange(space, server.fetch);
  server.write(await beating((await shown()).rev, { ...first.body, name: "Hot stew" }));
  await serverMerges();
  await exchange(space, server.fetch);
  return shown();
}

async function decide(basedOn: ShownDocument): Promise<void> {
  const decisions = { decided: ["name"] };
  await saveEdit(space, DIRECTORY, ID, basedOn.body, { basedOn, decisions, now: NOW });
}

const fieldsAsked = async () => questionsOf((await shown()).body).map(({ field }) => field);

test("two answers to one question wait to be chosen", async () => {
  const { body } = await twoNames();

  const [question] = questionsOf(body);
  expect(question?.field).toBe("name");
  expect(question?.answers.map(({ value }) => value[0]).sort()).toEqual(["Hot soup", "Hot stew"]);
});

test("what is chosen is decided, also when it is the one that was shown", async () => {
  const seen = await twoNames();
  await decide(seen);

  expect(await fieldsAsked()).toEqual([]);
  expect((await shown()).body.name).toBe(seen.body.name);
});

test("what was chosen stays chosen when the next edit takes its place", async () => {
  await decide(await twoNames());
  await change({ url: "y" });

  expect(await fieldsAsked()).toEqual([]);
});

test("choosing can be undone", async () => {
  const seen = await twoNames();
  await decide(seen);
  const now = await shown();
  await saveEdit(space, DIRECTORY, ID, now.body, { basedOn: now, undoes: true });

  expect((await shown()).body).toEqual(seen.body);
});

test("one choice ends every branch that the phone knows", async () => {
  await change({ name: "Hot soup" });
  await exchange(space, server.fetch);
  const other = await beating((await shown()).rev, { ...first.body, name: "Hot stew" });
  server.write(other);
  await exchange(space, server.fetch);
  const seen = await shown();
  await decide({ ...seen, body: wholeBody(seen) });
  await exchange(space, server.fetch);

  const live = server.leaves(ID).filter(({ deleted }) => !deleted);
  const merged = mergeBodies(live.map(({ body }) => body));
  expect(live).toHaveLength(2); // the server ends the other: it says no more than this
  expect(merged).toEqual((await shown()).body);
  expect(questionsOf(merged ?? {})).toEqual([]);
});
