/** A program phone that changes hands: each one's edits go out as their own, by whoever has a line. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSpace, type Space } from "../../src/data/database.ts";
import { openPhone, type Phone } from "../../src/data/session.ts";
import { countWaiting } from "../../src/data/waiting.ts";
import { type Schedule, type Surroundings, startSchedule } from "../../src/sync/schedule.ts";
import { MAY, newPhone, openFor, ROSA, saveService, shownNames } from "../phone-fixture.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeServer, idsOf, type Seen } from "./fake-server.ts";

let phone: Phone;
let rosas: Space;
let mays: Space;
let server: FakeServer;
let clock: FakeClock;
let schedule: Schedule;

beforeEach(async () => {
  newPhone();
  server = new FakeServer();
  clock = new FakeClock();
  rosas = await openFor(ROSA);
  mays = await openFor(MAY);
  phone = await openPhone();
});

afterEach(() => {
  schedule.stop();
  phone.close();
});

/** Open the app as whoever uses the phone, and wait for its first exchange to be over. */
async function openApp(space: Space = mays, given: Partial<Surroundings> = {}): Promise<void> {
  schedule = startSchedule(phone, space, {
    fetch: server.fetch,
    clock,
    random: () => 0.5,
    isOnline: () => server.isOnline,
    events: new EventTarget(),
    locks: undefined,
    ...given,
  });
  await schedule.now();
}

/** What arrived, and as whose. */
const arrived = (): [author: string, ids: string[]][] =>
  server.seen
    .filter(({ edits }) => edits.length > 0)
    .map((request) => [nameOf(request), idsOf(request)]);

const nameOf = ({ memberId }: Seen): string =>
  [ROSA, MAY].find(({ id }) => id === memberId)?.name ?? "nobody";

test("what one left waiting goes out at another's contact, each as their own", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  rosas.close();
  await saveService(mays, "service:2", "May's");
  await openApp();

  expect(arrived()).toEqual([
    ["may", ["service:2"]],
    ["rosa", ["service:1"]],
  ]);
  expect([await countWaiting(ROSA.id), await countWaiting(MAY.id)]).toEqual([0, 0]);
});

test("without a line both wait, and the screen counts only what its own member changed", async () => {
  server.isOnline = false;
  await saveService(rosas, "service:1", "Rosa's");
  await saveService(rosas, "service:2", "Rosa's too");
  await saveService(mays, "service:3", "May's");
  await openApp();

  expect(schedule.status.value).toMatchObject({ state: "offline", waiting: 1 });
  expect(await countWaiting(ROSA.id)).toBe(2);
  expect(await shownNames(mays)).toEqual({ "service:3": "May's*" });
});

test("nothing is asked for the others, and nothing at all when nothing of theirs waits", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  await openApp();
  await schedule.now();

  expect(server.seen.map((request) => [nameOf(request), request.asksForChanges])).toEqual([
    ["may", true],
    ["rosa", false],
    ["may", true],
  ]);
});

test("more than one request holds goes out at one contact", async () => {
  for (const n of [1, 2, 3]) await saveService(rosas, `service:${n}`, "x".repeat(12_000));
  await openApp();

  expect(await countWaiting(ROSA.id)).toBe(0);
});

test("whom the server no longer knows must sign in again; their edits wait, the other's do not", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  await saveService(mays, "service:2", "May's");
  server.strangers.add(ROSA.id);
  await openApp();

  expect(arrived()).toEqual([["may", ["service:2"]]]);
  expect([phone.isSignedIn(ROSA.id), phone.isSignedIn(MAY.id)]).toEqual([false, true]);
  expect([await countWaiting(ROSA.id), schedule.status.value.state]).toEqual([1, "idle"]);

  server.strangers.clear();
  await phone.noteSignedIn(ROSA);
  await schedule.now();
  expect(arrived().at(-1)).toEqual(["rosa", ["service:1"]]);
});

test("nothing is sent for one who signed out, though the browser still holds the sign-in", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  await phone.leave(ROSA);
  await openApp();

  expect(arrived()).toEqual([]);
  expect(await countWaiting(ROSA.id)).toBe(1);
});

test("one who must sign in again still carries what the other left", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  await saveService(mays, "service:2", "May's");
  server.strangers.add(MAY.id);
  await openApp();

  expect(arrived()).toEqual([["rosa", ["service:1"]]]);
  expect([schedule.status.value.state, phone.isSignedIn(MAY.id)]).toEqual(["signed_out", false]);
  expect(await countWaiting(MAY.id)).toBe(1);
});

test("a phone that nobody uses carries what was left on it", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  await phone.change(null);
  await openApp(await openSpace("demo", null));

  expect(arrived()).toEqual([["rosa", ["service:1"]]]);
});

test("killed after the first one's exchange, the other's edits go out at the next contact", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  await saveService(mays, "service:2", "May's");
  server.beforeAnswer = async () => schedule.stop();
  await openApp();
  expect(arrived()).toEqual([["may", ["service:2"]]]);

  server.beforeAnswer = async () => {};
  await openApp();
  expect(arrived().at(-1)).toEqual(["rosa", ["service:1"]]);
  expect([await countWaiting(ROSA.id), await countWaiting(MAY.id)]).toEqual([0, 0]);
});

test("a line that dies while the other's edits travel is tried again soon, and they arrive once", async () => {
  await saveService(rosas, "service:1", "Rosa's");
  let requests = 0;
  server.beforeAnswer = async () => {
    requests += 1;
    if (requests === 2) server.cutAnswerAt = 10;
  };
  await openApp();
  expect([schedule.status.value.state, await countWaiting(ROSA.id)]).toEqual(["idle", 1]);
  expect(clock.next()).toBeLessThan(10_000);

  server.cutAnswerAt = Number.POSITIVE_INFINITY;
  await schedule.now();
  expect(server.leaves("service:1").length).toBe(1);
  expect(await countWaiting(ROSA.id)).toBe(0);
});

test("a refusal of the other's edit is kept for its author, and no word on this screen", async () => {
  server.refuses = ({ id }) => (id === "service:1" ? "Only editors." : undefined);
  await saveService(rosas, "service:1", "Rosa's");
  await openApp();

  expect(schedule.status.value).toMatchObject({ state: "idle", waiting: 0, refused: 0 });
  expect(await rosas.counts()).toEqual({ waiting: 0, refused: 1 });
});

test("a sign-out that nobody heard is told at each contact until it is", async () => {
  const answers = [false, true];
  let asked = 0;
  await openApp(mays, { endSignOuts: async () => answers[asked++] ?? true });
  expect(clock.next()).toBeLessThan(10_000);
  await schedule.now();

  expect([asked, clock.next() > 60_000]).toEqual([2, true]);
});
