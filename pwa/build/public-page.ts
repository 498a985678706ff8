/**
 * A public page: a build of its own, after the app's.
 *
 * Strangers open it over a bad line on phones that will never hold the app, so it shares no
 * file with the app, brings only the words it says, and the service worker knows none of it.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

export interface PublicPage {
  readonly name: string; // of its HTML, and of its files
  readonly says: readonly string[]; // folders and files whose words it may say
}

export const PUBLIC_PAGES: readonly PublicPage[] = [
  { name: "survey", says: ["surveys", "worksheets", "parts", "secrets"] },
  { name: "confirm", says: ["confirming", "parts", "directory/words.ts", "views/week.tsx"] },
];

/** Build it into `folder`, beside the app; returns its files' names, those it starts with first. */
export async function buildPublicPage(
  { name, says }: PublicPage,
  root: string,
  folder: string,
): Promise<PageFiles> {
  const built = await build({
    root,
    configFile: false,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [itsWordsOnly(join(root, "src"), says)],
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: ["chrome90", "safari15", "firefox100"],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [name]: join(root, `${name}.html`) },
        output: {
          entryFileNames: `assets/${name}-[hash].js`,
          chunkFileNames: `assets/${name}-[name]-[hash].js`,
          assetFileNames: `assets/${name}-[hash][extname]`,
        },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const files = outputs.flatMap(({ output }) => output);
  const isFirst = (file: (typeof files)[number]) =>
    file.type === "chunk" ? file.isEntry : /\.(html|css)$/.test(file.fileName);
  return {
    first: files.filter(isFirst).map(({ fileName }) => fileName),
    later: files.filter((file) => !isFirst(file)).map(({ fileName }) => fileName),
  };
}

export interface PageFiles {
  readonly first: readonly string[];
  readonly later: readonly string[];
}

/** Of the app's words in another language, those that stand in this page's sources. */
function itsWordsOnly(source: string, says: readonly string[]): Plugin {
  const said = says.map((place) => sourcesIn(join(source, place))).join("\n");
  return {
    name: "its-words-only",
    enforce: "pre",
    load(id) {
      if (!/\/locales\/[a-z]+\.json$/.test(id)) return undefined;
      const words = Object.entries(JSON.parse(readFileSync(id, "utf8")));
      const kept = words.filter(([english]) => said.includes(JSON.stringify(english)));
      return { code: JSON.stringify(Object.fromEntries(kept)), moduleType: "json" };
    },
  };
}

const sourcesIn = (place: string): string =>
  statSync(place).isFile()
    ? readFileSync(place, "utf8")
    : readdirSync(place, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => readFileSync(join(place, name), "utf8"))
        .join("\n");
