/**
 * The service worker: keeps the app on the phone, never the data.
 *
 * Each version of the app is one cache, filled file by file and checked against the
 * hashes the build wrote here. A file cut short, or a network's own page in its place,
 * is not kept. When the line dies, what has come stays, and the next try goes on from
 * there. A new version waits until a person says "use now"; the cache before it stays
 * one version longer, for tabs that still run it.
 *
 * It answers for the app's own files and for nothing else: what is not on the list goes
 * to the network as if there were no worker. It never asks another origin for anything.
 */
/// <reference lib="WebWorker" />
declare const self: ServiceWorkerGlobalScope;

export {}; // keeps these names to this file

type AppFile = readonly [path: string, integrity: string];

interface App {
  readonly version: string; // a hash over the files' hashes
  readonly files: readonly AppFile[]; // what the first screen needs comes first
}

const APP = "__APP_FILES__" as unknown as App; // the build puts it here
const SAME = { ignoreVary: true }; // one file, however it was compressed on its way
const PREFIX = "cairn-app-";
const CURRENT = PREFIX + APP.version;
const LANES = 3; // files under way at once: enough to hide a round trip, few to lose in a cut
const TRIES = 4; // of one file, before this install gives up; the next goes on
const RETRY_MILLISECONDS = 2_000;
const RECORDING = /\.(mp3|m4a)$/;
const PAGE = "/index.html";
const LIVED = "/lived"; // in the cache of each version that was ever in use

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("message", (event) => {
  if (event.data === "use now") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const path = appPath(event.request);
  if (path !== undefined) event.respondWith(answer(event.request, path));
});

/** Which of the app's files a request is for; undefined: not ours to answer. */
function appPath(request: Request): string | undefined {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return undefined;
  // The app has one address, whatever its query says.
  const path = url.pathname === "/" ? PAGE : url.pathname;
  return APP.files.some(([known]) => known === path) || isHashed(path) ? path : undefined;
}

async function answer(request: Request, path: string): Promise<Response> {
  if (RECORDING.test(path)) {
    // Kept by the page when somebody asks for it, in a cache of its own.
    const kept = await caches.match(path, SAME);
    return kept ? inPart(kept, request.headers.get("Range")) : fetch(request);
  }
  const mine = await caches.open(CURRENT);
  // A tab that has not been reloaded since the update asks for files of the version before.
  return (await mine.match(path, SAME)) ?? (await caches.match(path, SAME)) ?? fetch(request);
}

/** Players ask for parts of a file, and Safari plays none that it gets whole instead. */
async function inPart(whole: Response, range: string | null): Promise<Response> {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return whole;
  const body = await whole.blob();
  const start = first === "" ? Math.max(0, body.size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? body.size : Math.min(body.size, Number(last) + 1);
  if (start >= end)
    return new Response(null, {
      status: 416,
      headers: { "Content-Range": `bytes */${body.size}` },
    });
  const part = body.slice(start, end);
  return new Response(part, {
    status: 206,
    headers: {
      "Accept-Ranges": "bytes",
      "Content-Length": String(part.size),
      "Content-Range": `bytes ${start}-${end - 1}/${body.size}`,
      "Content-Type": whole.headers.get("Content-Type") ?? "audio/mpeg",
    },
  });
}

async function install(): Promise<void> {
  const cache = await caches.open(CURRENT);
  const left = [...APP.files];
  const lane = async () => {
    for (let file = left.shift(); file; file = left.shift()) await keep(cache, file);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Put a file into the cache, unless it is there: from another version's, else the network. */
async function keep(cache: Cache, [path, integrity]: AppFile): Promise<void> {
  if (await cache.match(path, SAME)) return;
  const known = isHashed(path) ? await caches.match(path, SAME) : undefined;
  await cache.put(path, known ?? (await fetchFile(path, integrity)));
}

/** Tell whether a file's name changes whenever the file does. */
const isHashed = (path: string): boolean => path.startsWith("/assets/");

async function fetchFile(path: string, integrity: string): Promise<Response> {
  for (let tried = 1; ; tried++) {
    try {
      const response = await fetch(path, {
        integrity,
        // The page itself has fetched some of them a moment ago; one kept wrong is got anew.
        cache: tried > 1 ? "reload" : isHashed(path) ? "default" : "no-cache",
        credentials: "omit",
        redirect: "error",
      });
      if (response.ok) return response;
      throw new Error(`${path} answered ${response.status}`);
    } catch (error) {
      if (tried === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS * tried));
    }
  }
}

async function activate(): Promise<void> {
  const others = (await caches.keys()).filter(
    (name) => name.startsWith(PREFIX) && name !== CURRENT,
  );
  // In the order they were made. One without the mark belongs to an install that never ended.
  const lived = await Promise.all(others.map((name) => caches.match(LIVED, { cacheName: name })));
  const previous = others.filter((_, place) => lived[place]).slice(-1);
  await Promise.all(others.map((name) => !previous.includes(name) && caches.delete(name)));
  await (await caches.open(CURRENT)).put(LIVED, new Response());
  await self.clients.claim();
}
