import { beforeEach, expect, test, vi } from "vitest";
import { openPhone } from "../../src/data/session.ts";
import { MAY, newPhone, ROSA } from "../phone-fixture.ts";

/** What a browser keeps beside IndexedDB. */
class FakeStorage {
  readonly #values = new Map<string, string>();
  getItem = (name: string): string | null => this.#values.get(name) ?? null;
  setItem = (name: string, value: string): void => {
    this.#values.set(name, value);
  };
}

beforeEach(() => {
  newPhone();
  vi.stubGlobal("localStorage", new FakeStorage());
});

test("a phone nobody used knows nobody", async () => {
  const phone = await openPhone();

  expect([phone.members, phone.current, phone.unheardSignOuts]).toEqual([[], undefined, []]);
  expect(phone.copyLost).toBe(false);
});

test("members stay on the phone, by name, and who uses it changes offline", async () => {
  const phone = await openPhone();
  await phone.remember(ROSA);
  await phone.remember(MAY);
  await phone.change(ROSA.id);
  phone.close();
  const again = await openPhone();

  expect(again.members).toEqual([MAY, ROSA]);
  expect(again.current?.name).toBe("rosa");
  expect([again.isSignedIn(ROSA.id), again.isSignedIn(MAY.id)]).toEqual([true, true]);
  expect(again.collaborative).toBe("demo");
});

test("nobody may use the phone, and its members stay", async () => {
  const phone = await openPhone();
  await phone.remember(ROSA);
  await phone.change(null);

  expect([phone.current, phone.members, phone.collaborative]).toEqual([undefined, [ROSA], "demo"]);
});

test("one who must sign in again keeps their place, and the other their sign-in", async () => {
  const phone = await openPhone();
  await phone.remember(ROSA);
  await phone.remember(MAY);
  await phone.noteSignedOut(MAY.id);

  expect([phone.isSignedIn(ROSA.id), phone.isSignedIn(MAY.id)]).toEqual([true, false]);
  expect([phone.current, phone.members]).toEqual([MAY, [MAY, ROSA]]);
});

test("one who leaves is signed out at once, and the note of it stays until it is heard", async () => {
  const phone = await openPhone();
  await phone.remember(ROSA);
  await phone.remember(MAY);
  await phone.leave(ROSA);
  phone.close();
  const again = await openPhone();
  const unheard = { memberId: ROSA.id, deviceId: ROSA.device.id };

  expect([again.current, again.isSignedIn(ROSA.id)]).toEqual([MAY, false]);
  expect(again.unheardSignOuts).toEqual([unheard]);
  await again.noteHeard(unheard);
  expect(again.unheardSignOuts).toEqual([]);
});

test("settings stay on the phone", async () => {
  const phone = await openPhone();
  await phone.writeSetting("look", "dark");

  expect((await openPhone()).setting("look")).toBe("dark");
});

test("another tab hears who uses the phone", async () => {
  const phone = await openPhone();
  const other = await openPhone();
  const heard = new Promise<void>((resolve) => other.subscribe(() => other.current && resolve()));
  await phone.remember(ROSA);
  await heard;

  expect(other.current).toEqual(ROSA);
});

test("a phone whose databases the browser threw away says so, once", async () => {
  const phone = await openPhone();
  await phone.remember(ROSA);
  phone.close();
  newPhone();

  expect((await openPhone()).copyLost).toBe(true);
  expect((await openPhone()).copyLost).toBe(false);
});

test("a browser that forbids localStorage still opens the phone", async () => {
  vi.stubGlobal("localStorage", undefined);

  expect((await openPhone()).copyLost).toBe(false);
});
