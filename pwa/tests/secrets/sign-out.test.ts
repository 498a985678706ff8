import { beforeEach, expect, test } from "vitest";
import { openPhone, type Phone } from "../../src/data/session.ts";
import { endSignOuts } from "../../src/secrets/sign-out.ts";
import { MAY, newPhone, ROSA } from "../phone-fixture.ts";

let phone: Phone;
let told: [url: string, spokenFor: string | null][];
let answer: (() => Response) | undefined; // undefined: no line

const fetch = async (url: string, { headers }: RequestInit): Promise<Response> => {
  told.push([url, new Headers(headers).get("Cairn-Member")]);
  if (!answer) throw new TypeError("Failed to fetch");
  return answer();
};

const heard = () => new Response(null, { status: 204 });

beforeEach(async () => {
  newPhone();
  phone = await openPhone();
  await phone.remember(ROSA);
  await phone.remember(MAY);
  told = [];
  answer = heard;
});

test("signing out ends that member's sign-in, and keeps them on the phone", async () => {
  await phone.leave(MAY);

  expect(await endSignOuts(phone, fetch)).toBe(true);
  expect(told).toEqual([["/api/sign-out", MAY.id]]);
  expect([phone.isSignedIn(MAY.id), phone.isSignedIn(ROSA.id)]).toEqual([false, true]);
  expect([phone.current, phone.members]).toEqual([undefined, [MAY, ROSA]]);
});

test("a sign-out without a line is told at the next contact, after a restart too", async () => {
  answer = undefined;
  await phone.leave(MAY);
  expect(await endSignOuts(phone, fetch)).toBe(false);
  phone.close();
  phone = await openPhone();
  answer = heard;

  expect(await endSignOuts(phone, fetch)).toBe(true);
  expect(told).toEqual([
    ["/api/sign-out", MAY.id],
    ["/api/sign-out", MAY.id],
  ]);
  expect(await endSignOuts(phone, fetch)).toBe(true);
  expect(told.length).toBe(2);
});

test("one who has signed in again meanwhile stays, and only the old device ends", async () => {
  await phone.leave(MAY);
  await phone.remember({ ...MAY, device: { id: "d8", name: "Program phone" } });
  await endSignOuts(phone, fetch);

  expect(told).toEqual([["/api/devices/d2/revoke", MAY.id]]);
  expect([phone.isSignedIn(MAY.id), phone.unheardSignOuts]).toEqual([true, []]);
});

test.each([
  ["the sign-in has ended already", 401, "unauthorized", true],
  ["the device is gone", 404, "not_found", true],
  ["the server is busy", 503, "unavailable", false],
])("when %s, it is heard: %s %s %s", async (_name, status, error, isHeard) => {
  answer = () => new Response(JSON.stringify({ error }), { status });
  await phone.leave(MAY);

  expect(await endSignOuts(phone, fetch)).toBe(isHeard);
  expect(phone.unheardSignOuts.length).toBe(isHeard ? 0 : 1);
});

test("two people who left are told of one by one", async () => {
  await phone.leave(MAY);
  await phone.leave(ROSA);
  await endSignOuts(phone, fetch);

  expect(told.map(([, spokenFor]) => spokenFor).sort()).toEqual([ROSA.id, MAY.id]);
});
