import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  EMPTY_PAGE,
  escapeCounter,
  NEUTRAL_PAGE,
  onQuickExit,
  quickExit,
} from "../../src/secrets/exit.ts";

const steps: string[] = [];

beforeEach(() => {
  steps.length = 0;
  vi.stubGlobal("document", {
    documentElement: { replaceChildren: () => steps.push("blank") },
  });
  vi.stubGlobal("location", { replace: (address: string) => steps.push(address) });
  vi.stubGlobal("navigator", { serviceWorker: { controller: {} } });
});

afterEach(() => vi.unstubAllGlobals());

const press = (key: string, repeat = false) => ({ key, repeat });

test("the screen is blank before anything else happens", () => {
  const stop = onQuickExit(() => steps.push("dropped"));

  quickExit();
  stop();

  expect(steps).toEqual(["blank", "dropped", NEUTRAL_PAGE]);
});

test("what goes wrong while dropping does not keep the page from going", () => {
  const stops = [
    onQuickExit(() => {
      throw new Error("a worksheet that cannot be dropped");
    }),
    onQuickExit(() => steps.push("dropped")),
  ];

  quickExit();
  for (const stop of stops) stop();

  expect(steps).toEqual(["blank", "dropped", NEUTRAL_PAGE]);
});

describe("before the app is kept on the phone", () => {
  beforeEach(() => vi.stubGlobal("navigator", { serviceWorker: { controller: null } }));
  afterEach(() => vi.useRealTimers());

  test("it leaves to the other page when the server answers", async () => {
    vi.stubGlobal("fetch", async () => new Response("Weather words"));

    quickExit();

    await vi.waitFor(() => expect(steps).toEqual(["blank", NEUTRAL_PAGE]));
  });

  test("it leaves to an empty page when there is no line", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no line")));

    quickExit();

    await vi.waitFor(() => expect(steps).toEqual(["blank", EMPTY_PAGE]));
  });

  test("it does not wait long for an answer", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", () => new Promise(() => {}));

    quickExit();
    await vi.advanceTimersByTimeAsync(1500);

    expect(steps).toEqual(["blank", EMPTY_PAGE]);
  });
});

test("the third Escape within two seconds leaves", () => {
  const isThird = escapeCounter();

  expect([0, 900, 1800].map((at) => isThird(press("Escape"), at))).toEqual([false, false, true]);
});

test("slower Escapes do not leave", () => {
  const isThird = escapeCounter();

  expect([0, 1500, 3000].map((at) => isThird(press("Escape"), at))).toEqual([false, false, false]);
});

test("another key between starts the count again", () => {
  const isThird = escapeCounter();
  isThird(press("Escape"), 0);
  isThird(press("Escape"), 100);
  isThird(press("a"), 200);

  expect(isThird(press("Escape"), 300)).toBe(false);
});

test("a held Escape key counts once", () => {
  const isThird = escapeCounter();
  isThird(press("Escape"), 0);
  isThird(press("Escape", true), 100);

  expect(isThird(press("Escape", true), 200)).toBe(false);
});

test("where an open list takes the first Escape for itself, the other two leave", () => {
  const isThird = escapeCounter();
  const onList = { ...press("Escape"), opensOver: true };

  expect([0, 300].map((at) => isThird(onList, at))).toEqual([false, true]);
});
