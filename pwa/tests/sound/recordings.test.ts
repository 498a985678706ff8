import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bytesOf, openShelf, type Recordings } from "../../src/sound/recordings.ts";

const LIST: Recordings = {
  "a/q1#text": { address: "/assets/heard-1.mp3", bytes: 100, integrity: "sha256-1" },
  "a/q2#text": { address: "/assets/heard-2.mp3", bytes: 50, integrity: "sha256-2" },
};

class FakeStore {
  readonly held = new Map<string, Response>();
  match = async (path: string) => this.held.get(path);
  put = async (path: string, response: Response) => void this.held.set(path, response);
  keys = async () => [...this.held.keys()].map((path) => ({ url: `https://cairn.test${path}` }));
  delete = async ({ url }: { url: string }) => this.held.delete(new URL(url).pathname);
}

let stores: Map<string, FakeStore>;
let asked: string[];
let dead: string | undefined;

const storage = () =>
  ({
    has: async (name: string) => stores.has(name),
    open: async (name: string) => {
      const store = stores.get(name) ?? new FakeStore();
      stores.set(name, store);
      return store;
    },
    delete: async (name: string) => stores.delete(name),
  }) as unknown as CacheStorage; // only what a shelf uses of it

const open = (list = LIST) => openShelf("es", "a", list, storage());
const still = new AbortController().signal;

beforeEach(() => {
  stores = new Map();
  asked = [];
  dead = undefined;
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    if (address === dead) throw new TypeError("no line");
    return new Response("tone");
  });
});

afterEach(() => vi.unstubAllGlobals());

test("nothing is fetched or kept before somebody asks", async () => {
  expect(await open().keptBytes()).toBe(0);
  expect(stores.size).toBe(0);
  expect(asked).toEqual([]);
  expect(bytesOf(LIST)).toBe(150);
});

test("keeping says how many bytes have come", async () => {
  const heard: number[] = [];

  await open().keep((bytes) => heard.push(bytes), still);

  expect(heard).toEqual([0, 100, 150]);
  expect(await open().keptBytes()).toBe(150);
});

test("a line that dies leaves what came, and the next try goes on from there", async () => {
  dead = "/assets/heard-2.mp3";
  await expect(open().keep(() => {}, still)).rejects.toThrow("no line");
  expect(await open().keptBytes()).toBe(100);

  dead = undefined;
  asked = [];
  await open().keep(() => {}, still);

  expect(asked).toEqual(["/assets/heard-2.mp3"]);
});

test("what is recorded anew takes the place of the old", async () => {
  await open().keep(() => {}, still);
  const anew = {
    "a/q1#text": { address: "/assets/heard-3.mp3", bytes: 70, integrity: "sha256-3" },
  };

  await open(anew).keep(() => {}, still);

  expect([...(stores.get("cairn-heard-es-a")?.held.keys() ?? [])]).toEqual(["/assets/heard-3.mp3"]);
});

test("removing leaves nothing", async () => {
  await open().keep(() => {}, still);

  await open().remove();

  expect(stores.size).toBe(0);
  expect(await open().keptBytes()).toBe(0);
});
