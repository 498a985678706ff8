import { afterEach, expect, test, vi } from "vitest";
import { askAccounts, type Fetch } from "../../src/secrets/account-door.ts";

afterEach(() => vi.useRealTimers());

test("a server that never answers is given up after half a minute", async () => {
  vi.useFakeTimers();
  const silent: Fetch = (_url, { signal }) =>
    new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

  const asked = askAccounts(silent, "/api/me");
  await vi.advanceTimersByTimeAsync(30_000);

  expect(await asked).toEqual({ ok: false, failure: { status: "offline" } });
});

test("an answer in time leaves no timer behind", async () => {
  vi.useFakeTimers();

  const asked = await askAccounts(async () => new Response("{}"), "/api/me");

  expect(asked.ok).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
