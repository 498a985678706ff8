/**
 * The last step of a build: tell the service worker which files the app is made of, and
 * leave each one's `.br` and `.gz` beside it, at the highest level.
 *
 * The list names what the first screen needs first, and every file's SHA-256, so that the
 * phone keeps nothing that was cut short or put there by somebody else's network.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";
import { buildPublicPage, PUBLIC_PAGES } from "./public-page.ts";

type Bundle = Rolldown.OutputBundle;

const WORKER = "service-worker.js";
const PLACEHOLDER = /["'`]__APP_FILES__["'`]/; // in src/service-worker.ts
const RECORDING = /\.(mp3|m4a)$/; // fetched and kept only when somebody asks
const ICON = /^icon-.*\.png$/; // asked for while installing, by a browser that has a line
const FIRST_BYTES = 40_000; // until the directory shows, compressed: 8 s of EDGE
const PUBLIC_BYTES = 30_000; // the page behind a link, the same way
const WORKSHEET = /^assets\/[a-z]\d?-.*\.js$/; // a template, or its words in another language
const COMPRESSIBLE = /\.(html|js|css|json|svg|webmanifest|txt)$/;

export function appFiles(): Plugin {
  let folder = "";
  let root = "";
  let first: ReadonlySet<string> = new Set();
  return {
    name: "app-files",
    apply: "build",
    configResolved(config) {
      root = config.root;
      folder = join(root, config.build.outDir);
    },
    writeBundle(_options, bundle) {
      first = firstScreen(bundle);
    },
    async closeBundle() {
      const names = filesIn(folder).filter((name) => name !== WORKER);
      const kept = names.filter((name) => !ICON.test(name) && !RECORDING.test(name));
      const ordered = kept.sort((a, b) => rank(a, first) - rank(b, first));
      const files = ordered.map((name) => [`/${name}`, hashOf(join(folder, name))]);
      const worker = join(folder, WORKER);
      const source = readFileSync(worker, "utf8");
      if (!PLACEHOLDER.test(source)) this.error("the service worker has no place for its files");
      const version = createHash("sha256").update(files.join()).digest("hex").slice(0, 16);
      writeFileSync(
        worker,
        source.replace(PLACEHOLDER, () => JSON.stringify({ version, files })),
      );

      const sizes = [...names.filter((name) => !RECORDING.test(name)), WORKER].map((name) =>
        compress(folder, name),
      );
      for (const { name, br } of sizes.sort((a, b) => b.br - a.br).slice(0, 12)) {
        this.info(`${kilobytes(br)} ${first.has(name) ? "first" : "later"} ${name}`);
      }
      const firstBytes = sum(sizes.filter(({ name }) => first.has(name)));
      const worksheets = sizes.filter(({ name }) => WORKSHEET.test(name));
      this.info(`${kilobytes(sum(worksheets))} of it are ${worksheets.length} worksheets' words`);
      this.info(`${kilobytes(firstBytes)} until the first screen, ${kilobytes(sum(sizes))} in all`);
      if (firstBytes > FIRST_BYTES)
        this.error(`the first screen is over ${kilobytes(FIRST_BYTES)}`);

      // Last, so that nothing of it is in the list of what the app keeps.
      for (const page of PUBLIC_PAGES) {
        const files = await buildPublicPage(page, root, folder);
        for (const name of files.later) compress(folder, name);
        const bytes = sum(files.first.map((name) => compress(folder, name)));
        this.info(`${kilobytes(bytes)} until the public ${page.name} page`);
        if (bytes > PUBLIC_BYTES) {
          this.error(`the ${page.name} page is over ${kilobytes(PUBLIC_BYTES)}`);
        }
      }
    },
  };
}

/** The page, what it names, and what those import. */
function firstScreen(bundle: Bundle): ReadonlySet<string> {
  const page = bundle["index.html"];
  const html = page?.type === "asset" ? String(page.source) : "";
  const found = new Set(["index.html"]);
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const chunk = bundle[name];
    if (chunk?.type === "chunk") chunk.imports.forEach(visit);
  };
  for (const [, name] of html.matchAll(/"\/(assets\/[^"]+)"/g)) visit(name ?? "");
  return found;
}

/** The first screen, the page that a quick exit shows, the app's other parts, worksheets, the rest. */
function rank(name: string, first: ReadonlySet<string>): number {
  if (first.has(name)) return 0;
  if (name.startsWith("exit.")) return 1;
  if (WORKSHEET.test(name)) return 3;
  return name.startsWith("assets/") ? 2 : 4;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => !/\.(br|gz|map)$/.test(name) && !name.startsWith("."))
    .sort();

const hashOf = (path: string): string =>
  `sha256-${createHash("sha256").update(readFileSync(path)).digest("base64")}`;

/** Write a file's compressed twins; returns what it costs to send. */
function compress(folder: string, name: string): { readonly name: string; readonly br: number } {
  const path = join(folder, name);
  const bytes = readFileSync(path);
  if (!COMPRESSIBLE.test(name)) return { name, br: bytes.length };
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants;
  const br = brotliCompressSync(bytes, { params: { [quality]: 11, [hint]: bytes.length } });
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  return { name, br: br.length };
}

const sum = (sizes: readonly { readonly br: number }[]): number =>
  sizes.reduce((total, { br }) => total + br, 0);

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
