/**
 * The public survey page: a build of its own, after the app's.
 *
 * Strangers open it over a bad line on phones that will never hold the app, so it shares no
 * file with the app, brings only the words it says, and the service worker knows none of it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const SAYS = ["surveys", "worksheets", "parts", "secrets"]; // folders whose words it may say

/** Build it into `folder`, beside the app; returns its files' names, those it starts with first. */
export async function buildSurveyPage(root: string, folder: string): Promise<SurveyFiles> {
  const built = await build({
    root,
    configFile: false,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [itsWordsOnly(join(root, "src"))],
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: ["chrome90", "safari15", "firefox100"],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: { survey: join(root, "survey.html") },
        output: {
          entryFileNames: "assets/survey-[hash].js",
          chunkFileNames: "assets/survey-[name]-[hash].js",
          assetFileNames: "assets/survey-[hash][extname]",
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

export interface SurveyFiles {
  readonly first: readonly string[];
  readonly later: readonly string[];
}

/** Of the app's words in another language, those that stand in this page's sources. */
function itsWordsOnly(source: string): Plugin {
  const said = SAYS.map((folder) => sourcesIn(join(source, folder))).join("\n");
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

const sourcesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
