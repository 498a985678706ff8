/** The worker in a browser of objects: caches, events and a network that can fail. */
import { readFileSync } from "node:fs";
import { transformWithOxc } from "vite";
import { beforeEach, describe, expect, test, vi } from "vitest";

const ORIGIN = "https://cairn.example.org";
const SOURCE = readFileSync(new URL("../src/service-worker.ts", import.meta.url), "utf8");
const { code } = await transformWithOxc(SOURCE, "service-worker.ts");

type Files = readonly (readonly [path: string, integrity: string])[];

class FakeCache {
  readonly bodies = new Map<string, Response>();

  async match(path: string): Promise<Response | undefined> {
    return this.bodies.get(path)?.clone();
  }

  async put(path: string, response: Response): Promise<void> {
    this.bodies.set(path, response);
  }
}

class FakeCaches {
  readonly byName = new Map<string, FakeCache>();

  async open(name: string): Promise<FakeCache> {
    const cache = this.byName.get(name) ?? new FakeCache();
    this.byName.set(name, cache);
    return cache;
  }

  async match(path: string, { cacheName }: { cacheName?: string } = {}) {
    for (const [name, cache] of this.byName) {
      const found =
        cacheName === undefined || name === cacheName ? await cache.match(path) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  keys = async (): Promise<string[]> => [...this.byName.keys()];

  delete = async (name: string): Promise<boolean> => this.byName.delete(name);
}

const FILES: Files = [
  ["/assets/app-1.js", "sha256-a1"],
  ["/index.html", "sha256-i1"],
  ["/exit.html", "sha256-e"],
];
const NEXT: Files = [
  ["/assets/app-2.js", "sha256-a2"],
  ["/index.html", "sha256-i2"],
  ["/exit.html", "sha256-e"],
];

let caches: FakeCaches;
let asked: string[]; // what went over the network
let dead: (path: string) => boolean;

/** Start a worker of one version, as the browser does. */
function startWorker(version: string, files: Files) {
  const listeners = new Map<string, (event: unknown) => void>();
  const skipWaiting = vi.fn(async () => {});
  const self = {
    addEventListener: (name: string, listener: (event: unknown) => void) =>
      listeners.set(name, listener),
    location: { origin: ORIGIN },
    clients: { claim: async () => {} },
    skipWaiting,
  };
  const fetch = async (given: string | Request) => {
    const path = typeof given === "string" ? given : new URL(given.url).pathname;
    asked.push(path);
    if (dead(path)) throw new TypeError("Failed to fetch");
    return new Response(`${path} of ${version}`);
  };
  const script = code
    .replace('"__APP_FILES__"', JSON.stringify({ version, files }))
    .replace(/export\s*\{\s*\};?/, "");
  const soon = (run: () => void) => setImmediate(run); // a retry need not be waited for
  new Function("self", "caches", "fetch", "setTimeout", script)(self, caches, fetch, soon);

  const waitFor = async (name: string, event: object) => {
    let work: Promise<unknown> = Promise.resolve();
    const waitUntil = (promise: Promise<unknown>) => {
      work = promise;
    };
    listeners.get(name)?.({ ...event, waitUntil });
    await work;
  };
  return {
    skipWaiting,
    install: () => waitFor("install", {}),
    activate: () => waitFor("activate", {}),
    say: (data: string) => waitFor("message", { data }),
    /** The text of its answer; undefined when it leaves the request alone. */
    async get(url: string, init: RequestInit = {}): Promise<string | undefined> {
      return (await this.answer(url, init))?.text();
    },
    async answer(url: string, init: RequestInit = {}): Promise<Response | undefined> {
      let answer: Promise<Response> | undefined;
      const respondWith = (given: Promise<Response>) => {
        answer = given;
      };
      const request = new Request(new URL(url, ORIGIN), init);
      listeners.get("fetch")?.({ request, respondWith });
      return answer;
    },
  };
}

beforeEach(() => {
  caches = new FakeCaches();
  asked = [];
  dead = () => false;
});

test("once installed, the app opens without a network, whatever its query", async () => {
  const worker = startWorker("v1", FILES);
  await worker.install();
  dead = () => true;

  expect(await worker.get("/")).toBe("/index.html of v1");
  expect(await worker.get("/?from=home-screen")).toBe("/index.html of v1");
  expect(await worker.get("/exit.html")).toBe("/exit.html of v1");
  expect(await worker.get("/assets/app-1.js")).toBe("/assets/app-1.js of v1");
});

test.each([
  "/exchange",
  "/api/me",
  "/couchdb/directory-demo",
  "/healthz",
  "/plain/",
  "https://elsewhere.example/",
])("%s is none of its business", async (url) => {
  const worker = startWorker("v1", FILES);
  await worker.install();

  expect(await worker.get(url)).toBeUndefined();
});

describe("a recording", () => {
  const TONE = "/assets/heard-1.mp3";

  /** The answer to a player that asks for some of it: status, which part, the part. */
  async function play(range: string): Promise<unknown> {
    const worker = startWorker("v1", FILES);
    const answer = await worker.answer(TONE, { headers: { Range: range } });
    return [answer?.status, answer?.headers.get("Content-Range"), await answer?.text()];
  }

  beforeEach(async () => {
    const kept = await caches.open("cairn-heard-es-a");
    await kept.put(TONE, new Response("0123456789"));
    dead = () => true;
  });

  test.each([
    ["bytes=0-", [206, "bytes 0-9/10", "0123456789"]],
    ["bytes=0-1", [206, "bytes 0-1/10", "01"]],
    ["bytes=4-99", [206, "bytes 4-9/10", "456789"]],
    ["bytes=-3", [206, "bytes 7-9/10", "789"]],
    ["bytes=10-", [416, "bytes */10", ""]],
    ["lines=1-2", [200, null, "0123456789"]],
  ])("that is kept is played in parts without a network: %s", async (range, expected) => {
    expect(await play(range)).toEqual(expected);
  });

  test("that is not kept is asked of the server, and not kept by being played", async () => {
    dead = () => false;
    const worker = startWorker("v1", FILES);

    expect(await worker.get("/assets/heard-2.mp3")).toBe("/assets/heard-2.mp3 of v1");
    expect(await caches.match("/assets/heard-2.mp3")).toBeUndefined();
  });

  test("that is kept stays when the app is updated", async () => {
    const worker = startWorker("v2", []);
    await worker.install();
    await worker.activate();

    expect(caches.byName.has("cairn-heard-es-a")).toBe(true);
  });
});

test("what is sent is none of its business", async () => {
  const worker = startWorker("v1", FILES);

  expect(await worker.get("/", { method: "POST", body: "x" })).toBeUndefined();
});

test("the first screen's files are asked for before the rest", async () => {
  const later: Files = ["b", "c", "d"].map((name) => [`/assets/${name}.js`, "sha256-x"]);
  await startWorker("v1", [...FILES, ...later]).install();

  expect(new Set(asked.slice(0, FILES.length))).toEqual(new Set(FILES.map(([path]) => path)));
});

test("an install that a bad line cut goes on where it stopped", async () => {
  dead = (path) => path === "/exit.html";
  await expect(startWorker("v1", FILES).install()).rejects.toThrow();
  dead = () => false;
  asked = [];
  await startWorker("v1", FILES).install();

  expect(asked).toEqual(["/exit.html"]);
});

test("a file is tried again before the install gives up", async () => {
  let failures = 2;
  dead = (path) => path === "/index.html" && failures-- > 0;
  await startWorker("v1", FILES).install();

  expect(asked.filter((path) => path === "/index.html").length).toBe(3);
});

test("a new version takes over only when a person says so", async () => {
  const worker = startWorker("v2", NEXT);
  await worker.install();
  expect(worker.skipWaiting).not.toHaveBeenCalled();

  await worker.say("use now");
  expect(worker.skipWaiting).toHaveBeenCalled();
});

test("a tab of the version before still gets its files; older versions go", async () => {
  await caches.open("cairn-app-v0");
  const first = startWorker("v1", FILES);
  await first.install();
  await first.activate();
  const second = startWorker("v2", NEXT);
  await second.install();
  await second.activate();
  dead = () => true;

  expect(await second.get("/")).toBe("/index.html of v2");
  expect(await second.get("/assets/app-1.js")).toBe("/assets/app-1.js of v1");
  expect(await caches.keys()).toEqual(["cairn-app-v1", "cairn-app-v2"]);
});

test("an install that never ended is not kept in place of the version before", async () => {
  const first = startWorker("v1", FILES);
  await first.install();
  await first.activate();
  dead = (path) => path === "/exit.html";
  await expect(startWorker("v2", NEXT).install()).rejects.toThrow();
  dead = () => false;
  const third = startWorker("v3", NEXT);
  await third.install();
  await third.activate();

  expect(await caches.keys()).toEqual(["cairn-app-v1", "cairn-app-v3"]);
});
