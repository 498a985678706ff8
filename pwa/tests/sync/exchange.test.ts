import { beforeEach, expect, test } from "vitest";
import { openSpace, type Space } from "../../src/data/database.ts";
import { newEdit } from "../../src/data/revision.ts";
import { saveEdit } from "../../src/data/save.ts";
import { openPhone } from "../../src/data/session.ts";
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
import { FakeServer, idsOf } from "./fake-server.ts";

const noLocks = { locks: undefined };

let server: FakeServer;
let space: Space;

beforeEach(async () => {
  newPhone();
  server = new FakeServer();
  space = await openFor(ROSA);
});

const run = () => exchange(space, server.fetch, noLocks);

test("an edit made offline shows at once, and reaches the server in one request", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");

  expect(await shownNames(space)).toEqual({ "service:pantry": "Valley Pantry*" });
  expect(await run()).toEqual({ status: "done" });
  expect(server.seen.length).toBe(1);
  expect(server.leaves("service:pantry")[0]?.body.name).toBe("Valley Pantry");
  expect(await shownNames(space)).toEqual({ "service:pantry": "Valley Pantry" });
  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("what others wrote comes down once", async () => {
  server.write(await newEdit("service:line", service("Ridge Line")));
  await run();
  await run();

  expect(await shownNames(space)).toEqual({ "service:line": "Ridge Line" });
  expect(server.seen.length).toBe(2);
});

test("edits that have not left the phone are folded into one", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");
  await saveService(space, "service:pantry", "Valley Food Pantry");
  await run();

  const [leaf] = server.leaves("service:pantry");
  expect(leaf?.rev.startsWith("1-")).toBe(true);
  expect(leaf?.body.name).toBe("Valley Food Pantry");
});

test("an edit made while another is in flight extends it instead of forking it", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");
  let isFirst = true;
  server.beforeAnswer = async () => {
    if (isFirst) await saveService(space, "service:pantry", "Valley Food Pantry");
    isFirst = false;
  };
  await run();

  const leaves = server.leaves("service:pantry");
  expect(leaves.map((leaf) => leaf.body.name)).toEqual(["Valley Food Pantry"]);
  expect(leaves[0]?.revisions.ids.length).toBe(2);
  expect(await shownNames(space)).toEqual({ "service:pantry": "Valley Food Pantry" });
});

test("an edit saved while an earlier one is being acknowledged extends it", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");
  const basedOn = await space.read("service:pantry");
  if (!basedOn) throw new Error("nothing shown");
  let isFirst = true;
  const shared = new Proxy(space.shared, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return async (...args: unknown[]) => {
        const found: unknown = await value.apply(target, args);
        if (isFirst) {
          isFirst = false;
          await run();
        }
        return found;
      };
    },
  });
  const slow: Space = { ...space, own: space.own, shared, announce: () => {} };
  await saveEdit(slow, DIRECTORY, "service:pantry", service("Valley Food Pantry"), { basedOn });
  await run();

  expect(server.leaves("service:pantry").map(({ rev }) => rev.slice(0, 2))).toEqual(["2-"]);
});

test("an edit upon one whose answer was lost keeps its ancestor", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");
  server.cutAnswerAt = 0;
  expect(await run()).toEqual({ status: "cut" });
  await saveService(space, "service:pantry", "Valley Food Pantry");
  server.cutAnswerAt = Number.POSITIVE_INFINITY;
  await run();

  const leaves = server.leaves("service:pantry");
  expect(leaves.map((leaf) => leaf.rev.slice(0, 2))).toEqual(["2-"]);
  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("sending the same edit again changes nothing", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");
  server.cutAnswerAt = 0;
  await run();
  await run();
  server.cutAnswerAt = Number.POSITIVE_INFINITY;
  await run();

  expect(server.leaves("service:pantry").length).toBe(1);
  expect(new Set(server.seen.flatMap(({ edits }) => edits.map(({ rev }) => rev))).size).toBe(1);
});

test("after a refusal the server's version is shown, and the edit is kept with the reason", async () => {
  server.write(await newEdit("service:pantry", service("Valley Pantry")));
  await run();
  server.refuses = () => "Only editors may change entries.";
  await saveService(space, "service:pantry", "My Pantry");
  await run();

  expect(await shownNames(space)).toEqual({ "service:pantry": "Valley Pantry" });
  const [refused] = await space.refused();
  expect(refused?.reason).toBe("Only editors may change entries.");
  expect(refused?.edits.map(({ body }) => body.name)).toEqual(["My Pantry"]);
});

test("what was built upon a refused edit is kept with it", async () => {
  server.refuses = () => "No.";
  await saveService(space, "service:pantry", "One");
  let isFirst = true;
  server.beforeAnswer = async () => {
    if (isFirst) await saveService(space, "service:pantry", "Two");
    isFirst = false;
  };
  await run();

  const [refused] = await space.refused();
  expect(refused?.edits.map(({ body }) => body.name)).toEqual(["One", "Two"]);
  expect(await space.counts()).toEqual({ waiting: 0, refused: 1 });
});

test("a refused edit is erased when its author says so, and not before", async () => {
  server.refuses = () => "No.";
  await saveService(space, "service:pantry", "One");
  await run();
  await run();
  const [refused] = await space.refused();
  if (refused) await space.discardRefused(refused);

  expect(refused?.id).toBe("service:pantry");
  expect(await space.refused()).toEqual([]);
});

test("an edit based on what was seen does not undo what came meanwhile", async () => {
  const first = await newEdit("service:pantry", service("Valley Pantry"));
  server.write(first);
  await run();
  const basedOn = await space.read("service:pantry");
  const theirs = await newEdit("service:pantry", service("Their Pantry"), {
    parent: first.revisions,
  });
  server.write(theirs);
  await run();
  if (!basedOn) throw new Error("nothing shown");
  await saveEdit(space, DIRECTORY, "service:pantry", service("My Pantry"), { basedOn });
  await run();

  const names = server.leaves("service:pantry").map((leaf) => leaf.body.name);
  expect(names.sort()).toEqual(["My Pantry", "Their Pantry"]);
  const shown = await space.read("service:pantry");
  expect([shown?.body.name, ...(shown?.conflicts.map(({ name }) => name) ?? [])].sort()).toEqual(
    names,
  );
});

test("an edit whose branch was ended before its answer came is not shown again", async () => {
  const first = await newEdit("service:pantry", service("Valley Pantry"));
  server.write(first);
  await run();
  await saveService(space, "service:pantry", `Mine ${"x".repeat(12_000)}`);
  server.cutAnswerAt = 0;
  await run();
  const [mine] = server.leaves("service:pantry");
  if (!mine) throw new Error("nothing arrived");
  const parent = first.revisions;
  server.write(await newEdit("service:pantry", service("Their Pantry"), { parent }));
  server.write(await newEdit("service:pantry", {}, { parent: mine.revisions, deleted: true }));
  server.cutAnswerAt = Number.POSITIVE_INFINITY;
  await saveService(space, "service:small", "Small"); // travels first, and the changes come with it
  await run();

  const shown = await space.read("service:pantry");
  expect([shown?.body.name, shown?.conflicts, shown?.waiting]).toEqual(["Their Pantry", [], false]);
});

test("an accepted edit beside the winner is shown until the changes tell what came of it", async () => {
  const first = await newEdit("service:pantry", service("Valley Pantry"));
  server.write(first);
  await run();
  const basedOn = await space.read("service:pantry");
  const parent = first.revisions;
  server.write(await newEdit("service:pantry", service("Their Pantry"), { parent }));
  await run();
  if (!basedOn) throw new Error("nothing shown");
  await saveEdit(space, DIRECTORY, "service:pantry", service("My Pantry"), { basedOn });
  server.cutAnswerAt = 180; // the edit was accepted, and no change has come
  await run();

  expect(await shownNames(space)).toEqual({ "service:pantry": "My Pantry*" });
  server.cutAnswerAt = Number.POSITIVE_INFINITY;
  await run();
  const shown = await space.read("service:pantry");
  expect([shown?.body.name, shown?.conflicts[0]?.name].sort()).toEqual([
    "My Pantry",
    "Their Pantry",
  ]);
  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("a deletion made offline hides the document, here and there", async () => {
  server.write(await newEdit("service:pantry", service("Valley Pantry")));
  await run();
  const basedOn = await space.read("service:pantry");
  if (!basedOn) throw new Error("nothing shown");
  await saveEdit(space, DIRECTORY, "service:pantry", {}, { basedOn, deleted: true });

  expect(await space.read("service:pantry")).toBeUndefined();
  await run();
  expect(server.leaves("service:pantry")[0]?.deleted).toBe(true);
  expect(await shownNames(space)).toEqual({});
});

test("the smallest edits travel first, in as many requests as the cap needs", async () => {
  await saveService(space, "service:large", `Large ${"x".repeat(12_000)}`);
  await saveService(space, "service:middle", `Middle ${"x".repeat(6_000)}`);
  await saveService(space, "service:small", "Small");
  await run();

  expect(server.seen.map(idsOf)).toEqual([["service:small", "service:middle"], ["service:large"]]);
  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("an edit larger than the cap travels alone", async () => {
  await saveService(space, "service:large", `Large ${"x".repeat(40_000)}`);

  expect(await run()).toEqual({ status: "done" });
  expect(server.leaves("service:large").length).toBe(1);
});

test("the cap halves after each request that died, and the phone remembers it", async () => {
  for (const n of [1, 2, 3, 4, 5]) {
    await saveService(space, `service:${n}`, `${n} ${"x".repeat(3_000)}`);
  }
  server.cutRequestAt = 50; // within the first line
  await run();
  await run();
  space.close();
  space = await openSpace("demo", ROSA.id);
  server.cutRequestAt = Number.POSITIVE_INFINITY;
  await run();

  const counts = server.seen.map(({ edits }) => edits.length);
  expect(counts.slice(0, 2)).toEqual([0, 0]);
  expect(counts.slice(2)).toEqual([1, 2, 2]); // 4 KB, 8 KB, 16 KB
});

test("complete lines of a request cut short are not lost", async () => {
  await saveService(space, "service:1", "Short");
  await saveService(space, "service:2", `Long ${"x".repeat(5_000)}`);
  server.cutRequestAt = 1_000;
  await run();

  expect(server.leaves("service:1").length).toBe(1);
  expect(server.leaves("service:2").length).toBe(0);
  server.cutRequestAt = Number.POSITIVE_INFINITY;
  await run();
  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("a database that is no longer listed is kept, locked, and what waits for it stays", async () => {
  server.databases = { "directory-demo": "write", "commons-demo": "write" };
  await saveEdit(space, "commons-demo", "thread:1", { type: "thread", schema: 1 });
  await run();
  await saveEdit(space, "commons-demo", "thread:2", { type: "thread", schema: 1 });
  server.databases = { "directory-demo": "write" };
  await run();

  expect(await space.all("thread")).toEqual([]);
  expect(await space.counts()).toEqual({ waiting: 1, refused: 0 });
  server.databases = { "directory-demo": "write", "commons-demo": "write" };
  await run();
  expect((await space.all("thread")).length).toBe(2);
  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("signed out means signed out, and nothing is erased", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");
  server.answersWith = () => new Response('{"error":"unauthorized"}', { status: 401 });

  expect(await run()).toEqual({ status: "signed_out" });
  expect(await shownNames(space)).toEqual({ "service:pantry": "Valley Pantry*" });
});

test("another network's page is not taken for an answer", async () => {
  await saveService(space, "service:pantry", "Valley Pantry");
  server.answersWith = () =>
    new Response("<h1>Welcome to the motel</h1>", { headers: { "Content-Type": "text/html" } });

  expect(await run()).toEqual({ status: "offline" });
  expect(await space.counts()).toEqual({ waiting: 1, refused: 0 });
});

test.each([
  [426, { status: "refused_protocol" }],
  [503, { status: "failed", reason: "The disk is full.", retryAfterSeconds: 30 }],
])("a status of %i is told apart", async (status, outcome) => {
  server.answersWith = () =>
    new Response('{"error":"x","reason":"The disk is full."}', {
      status,
      headers: { "Retry-After": "30" },
    });

  expect(await run()).toEqual(outcome);
});

test("an edit too large to send ever is taken out of the way, and shown", async () => {
  await saveService(space, "service:large", `Large ${"x".repeat(40_000)}`);
  server.answersWith = () =>
    new Response('{"error":"too_large","reason":"It is too large."}', { status: 413 });
  expect((await run()).status).toBe("failed");

  expect(await space.counts()).toEqual({ waiting: 0, refused: 1 });
  expect((await space.refused())[0]?.reason).toBe("It is too large.");
});

test("an edit the server cannot read is shown with what it said", async () => {
  await saveService(space, "service:1", "One");
  await saveService(space, "service:2", "Two, the longer");
  const answer =
    '{"databases":{}}\n{"refused":[{"line":3,"reason":"Bad."}]}\n{"cursor":"0"}\n{"done":true}\n';
  server.answersWith = () =>
    new Response(answer, { headers: { "Content-Type": "application/x-ndjson" } });
  await run();

  expect((await space.refused()).map(({ id, reason }) => [id, reason])).toEqual([
    ["service:2", "Bad."],
  ]);
});

test("two members of one phone share the directory, and nothing else", async () => {
  server.write(await newEdit("service:line", service("Ridge Line")));
  await run();
  await saveService(space, "service:line", "Rosa's words");
  const mays = await openFor(MAY);

  expect(await shownNames(mays)).toEqual({ "service:line": "Ridge Line" });
  expect(await exchange(mays, server.fetch, noLocks)).toEqual({ status: "done" });
  expect(server.seen.flatMap(idsOf)).toEqual([]);
  expect(await shownNames(space)).toEqual({ "service:line": "Rosa's words*" });
});

test("a new member on the phone goes on from where the directory is", async () => {
  server.write(await newEdit("service:line", service("Ridge Line")));
  await run();
  const mays = await openFor(MAY);
  const cursors: string[] = [];
  await exchange(
    mays,
    (url, init) => {
      cursors.push(String(init.body).split("\n")[0] ?? "");
      return server.fetch(url, init);
    },
    noLocks,
  );

  expect(JSON.parse(cursors[0] ?? "")).toMatchObject({ cursor: "1" });
});

test("documents with the same words, and so the same revision, all travel", async () => {
  for (const n of [1, 2, 3]) await saveService(space, `service:${n}`, "x".repeat(12_000));
  await run();

  expect(await space.counts()).toEqual({ waiting: 0, refused: 0 });
});

test("each exchange names its member, in the header and in the first line", async () => {
  await saveService(space, "service:pantry", "Rosa's Pantry");
  const mays = await openFor(MAY);
  await exchange(mays, server.fetch, noLocks);
  await run();

  expect(server.seen.map(({ memberId }) => memberId)).toEqual([MAY.id, ROSA.id]);
  expect(server.seen.map(idsOf)).toEqual([[], ["service:pantry"]]);
});

test("whoever must sign in again asks the server nothing", async () => {
  await saveService(space, "service:pantry", "Rosa's Pantry");
  const phone = await openPhone();
  await phone.noteSignedOut(ROSA.id);

  expect(await run()).toEqual({ status: "signed_out" });
  expect(server.seen).toEqual([]);
  expect(await space.counts()).toEqual({ waiting: 1, refused: 0 });
});

test("a cursor does not count for documents that the browser threw away", async () => {
  server.write(await newEdit("service:line", service("Ridge Line")));
  await run();
  space.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase("cairn-shared-demo").onsuccess = resolve;
  });
  space = await openSpace("demo", ROSA.id);

  expect(space.copyLost).toBe(true);
  await run();
  expect(await shownNames(space)).toEqual({ "service:line": "Ridge Line" });
});

test("without Web Locks a second tab waits its turn", async () => {
  const outcomes: string[] = [];
  server.beforeAnswer = async () => {
    server.beforeAnswer = async () => {};
    const other = await openSpace("demo", ROSA.id);
    outcomes.push((await exchange(other, server.fetch, noLocks)).status);
  };
  outcomes.push((await run()).status);
  outcomes.push((await run()).status);

  expect(outcomes).toEqual(["busy", "done", "done"]);
});

test("a tab that lost its turn while it slept writes nothing more", async () => {
  server.write(await newEdit("service:line", service("Ridge Line")));
  let now = 0;
  const clock = { now: () => now, after: () => () => {} };
  server.beforeAnswer = async () => {
    server.beforeAnswer = async () => {};
    now += 10 * 60_000;
    const other = await openSpace("demo", ROSA.id);
    await exchange(other, server.fetch, { ...noLocks, clock });
  };

  expect(await exchange(space, server.fetch, { ...noLocks, clock })).toEqual({ status: "busy" });
});

test("an answer that stalls is given up", async () => {
  let stall = () => {};
  const clock = {
    now: () => 0,
    after(_milliseconds: number, give: () => void) {
      stall = give;
      return () => {};
    },
  };
  const hanging = (_url: string, { signal }: RequestInit) =>
    new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      stall();
    });

  expect(await exchange(space, hanging, { ...noLocks, clock })).toEqual({ status: "offline" });
});
