import { beforeEach, expect, test } from "vitest";
import { receiveDocument, type StoredDocument } from "../../src/data/document.ts";
import { draftsHeld } from "../../src/data/drafts-held.ts";
import { type Edit, newEdit } from "../../src/data/revision.ts";
import { exchange } from "../../src/sync/exchange.ts";
import { DIRECTORY, MAY, newPhone, openFor, ROSA, saveService, service } from "../phone-fixture.ts";
import { FakeServer } from "./fake-server.ts";

const noLocks = { locks: undefined };
const DRAFT = service("The new house", { state: "draft" });

let server: FakeServer;

beforeEach(() => {
  newPhone();
  server = new FakeServer();
});

/** Exchange for one of the people of this phone. */
async function run(member: typeof ROSA, as: "editor" | "advocate", options = {}) {
  server.databases = { "directory-demo": as === "editor" ? "write" : "suggest" };
  server.sendsDrafts = as === "editor";
  const space = await openFor(member);
  const outcome = await exchange(space, server.fetch, { ...noLocks, ...options });
  const held = await draftsHeld(space);
  space.close();
  return { ...outcome, held };
}

const said = () => server.seen.map(({ drafts }) => drafts);

test("a phone says which drafts its one copy holds, whoever of its people asks", async () => {
  expect(await run(ROSA, "editor")).toEqual({ status: "done", held: "all" });
  expect(await run(ROSA, "editor")).toEqual({ status: "done", held: "all" });
  expect(await run(MAY, "advocate")).toEqual({ status: "done", held: "none" });
  expect(await run(MAY, "advocate")).toEqual({ status: "done", held: "none" });
  expect(await run(ROSA, "editor")).toEqual({ status: "done", held: "all" });

  expect(said()).toEqual(["none", "all", "all", "none", "none"]);
});

test("an answer that is cut leaves some", async () => {
  server.write(await newEdit("service:house", DRAFT));
  server.cutAnswerAt = 200;

  expect(await run(ROSA, "editor")).toEqual({ status: "cut", held: "some" });

  server.cutAnswerAt = Number.POSITIVE_INFINITY;
  await run(MAY, "advocate");
  expect(said()).toEqual(["none", "some"]);
});

test("an editor's draft that another person's line carried is some", async () => {
  await run(MAY, "advocate");
  const space = await openFor(ROSA);
  await saveService(space, "service:house", "The new house");
  space.close();

  const outcome = await run(ROSA, "editor", { sendOnly: true });

  expect(outcome).toEqual({ status: "done", held: "some" });
  expect(said()).toEqual(["none", undefined]);
});

test("a draft that ended at its own revision is there again when it is sent again", async () => {
  const listed = await newEdit("service:house", service("Listed"));
  const draft = await newEdit("service:house", DRAFT, { parent: listed.revisions });
  const published = await newEdit("service:house", service("Open"), { parent: draft.revisions });
  const receive = (stored: StoredDocument | undefined, winner: Edit) =>
    receiveDocument(stored, DIRECTORY, { winner, conflicts: [] });

  const held = receive(undefined, draft);
  const ended = receive(held, { ...draft, deleted: true, body: {} });
  const again = receive(ended, draft);
  const late = receive(ended, listed);
  const open = receive(ended, published);

  expect(ended).toMatchObject({ deleted: true, body: {} });
  expect(again.body).toEqual(DRAFT);
  expect(late).toBe(ended);
  expect(open.body.name).toBe("Open");
});
