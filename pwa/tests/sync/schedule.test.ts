import { afterEach, beforeEach, expect, test } from "vitest";
import type { Space } from "../../src/data/database.ts";
import { openPhone, type Phone } from "../../src/data/session.ts";
import { type Schedule, type ScheduleStatus, startSchedule } from "../../src/sync/schedule.ts";
import { newPhone, openFor, ROSA, saveService } from "../phone-fixture.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeServer } from "./fake-server.ts";

let phone: Phone;
let space: Space;
let server: FakeServer;
let clock: FakeClock;
let events: EventTarget;
let schedule: Schedule;

beforeEach(async () => {
  newPhone();
  space = await openFor(ROSA);
  phone = await openPhone();
  server = new FakeServer();
  clock = new FakeClock();
  events = new EventTarget();
});

afterEach(() => {
  schedule.stop();
  phone.close();
});

function start(): void {
  const around = {
    fetch: server.fetch,
    clock,
    random: () => 0.5,
    isOnline: () => server.isOnline,
    events,
    locks: undefined,
  };
  schedule = startSchedule(phone, space, around);
}

/** Resolves when the status is as asked. */
const reached = (isIt: (status: ScheduleStatus) => boolean): Promise<ScheduleStatus> =>
  new Promise((resolve) => {
    const stop = schedule.status.subscribe((status) => {
      if (!isIt(status)) return;
      queueMicrotask(() => stop());
      resolve(status);
    });
  });

const stateIs = (state: ScheduleStatus["state"]) => reached((status) => status.state === state);

test("opening exchanges, and the time of it survives a reload", async () => {
  start();
  const status = await reached(
    ({ state, lastExchangedAt }) => state === "idle" && !!lastExchangedAt,
  );
  expect(status.lastExchangedAt).toBe(1_000_000);
  schedule.stop();

  server.isOnline = false;
  start();
  expect((await stateIs("offline")).lastExchangedAt).toBe(1_000_000);
});

test("an edit goes out a moment later, with those that follow it closely", async () => {
  start();
  await schedule.now();
  await saveService(space, "service:1", "One");
  await saveService(space, "service:2", "Two");
  expect((await reached(({ waiting }) => waiting === 2)).state).toBe("idle");
  expect(clock.next()).toBe(1_500);
  clock.pass(1_500);
  await reached(({ state, waiting }) => state === "idle" && waiting === 0);

  expect(server.seen.map(({ edits }) => edits.length)).toEqual([0, 2]);
});

test("without a line the wait doubles, to a quarter of an hour", async () => {
  server.isOnline = false;
  start();
  const waits: number[] = [];
  for (let tries = 0; tries < 10; tries++) {
    await schedule.now();
    waits.push(clock.next() / 1000);
  }

  expect(waits).toEqual([3.75, 7.5, 15, 30, 60, 120, 240, 480, 675, 675]);
});

test("without a line edits stay folded, and count as waiting", async () => {
  start();
  await schedule.now();
  server.isOnline = false;
  await saveService(space, "service:1", "One");
  clock.pass(1_500);
  await saveService(space, "service:1", "Two");
  await reached(({ state, waiting }) => state === "offline" && waiting === 1);
  server.isOnline = true;
  await schedule.now();

  expect(server.leaves("service:1").map(({ revisions }) => revisions.ids.length)).toEqual([1]);
});

test("a space closed under it does no harm", async () => {
  start();
  await schedule.now();
  space.close();
  await schedule.now();

  expect(schedule.status.value.state).toBe("error");
});

test("coming back online exchanges at once", async () => {
  server.isOnline = false;
  start();
  await stateIs("offline");
  server.isOnline = true;
  events.dispatchEvent(new Event("online"));
  clock.pass(0);

  expect((await reached(({ state }) => state === "idle")).lastExchangedAt).toBe(1_000_000);
});

test("taken up again after a while, it exchanges; after a moment, it does not", async () => {
  start();
  await schedule.now();
  clock.time += 30_000;
  events.dispatchEvent(new Event("visibilitychange"));
  expect(clock.next()).toBeGreaterThan(60_000);

  clock.time += 60_000;
  events.dispatchEvent(new Event("visibilitychange"));
  expect(clock.next()).toBe(0);
});

test("signed out, it waits for somebody to sign in", async () => {
  await phone.noteSignedOut(ROSA.id);
  start();
  await stateIs("signed_out");

  expect(clock.planned).toEqual([]);
});

test("a busy server is left alone for as long as it asks", async () => {
  server.answersWith = () =>
    new Response('{"error":"busy","reason":"Too many."}', {
      status: 503,
      headers: { "Retry-After": "120" },
    });
  start();
  const status = await stateIs("error");
  await schedule.now();

  expect(status.reason).toBe("Too many.");
  expect(clock.next()).toBe(120_000);
});

test("stopping cuts what is under way and plans nothing more", async () => {
  start();
  schedule.stop();
  await schedule.now();
  await saveService(space, "service:1", "One");

  expect(clock.planned.filter(({ at }) => at <= clock.time + 2_000)).toEqual([]);
});
