import { defineConfig } from "vitest/config";
import { appFiles } from "./build/app-files.ts";
import { recordings } from "./build/recordings.ts";
import { worksheetEntries } from "./build/worksheet-entries.ts";

const server = "http://127.0.0.1:8000";
// The server takes changes from its own origin only.
const asOwnOrigin = { target: server, headers: { Origin: server } };

/** A worksheet's words in Spanish are named apart from the worksheet. */
function fileName(module: string | null): string {
  const [, language, name] = /locales\/worksheets\/(\w+)\/([\w-]+)\.json$/.exec(module ?? "") ?? [];
  return name === undefined ? "[name]" : `${name}-${language}`;
}

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [worksheetEntries(), recordings(), appFiles()],
  build: {
    outDir: "../server/cairn_server/static",
    emptyOutDir: true,
    target: ["chrome90", "safari15", "firefox100"],
    sourcemap: false,
    assetsInlineLimit: 0, // every image is a file of its own, kept by its hash
    modulePreload: { polyfill: false }, // old browsers load the same, a little later
    reportCompressedSize: false, // `build/app-files.ts` reports what is really sent
    rolldownOptions: {
      input: { app: "index.html", "service-worker": "src/service-worker.ts" },
      output: {
        entryFileNames: ({ name }) =>
          name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js",
        chunkFileNames: ({ facadeModuleId }) => `assets/${fileName(facadeModuleId)}-[hash].js`,
        codeSplitting: {
          // What the first screen imports comes in one file: on EDGE each request costs 0.8 s.
          groups: [
            { name: "first", tags: ["$initial"], test: (id) => !id.endsWith("/service-worker.ts") },
          ],
        },
      },
    },
  },
  worker: { format: "iife" }, // Firefox 100 has no module Workers
  server: {
    proxy: {
      "/exchange": asOwnOrigin,
      "/api": asOwnOrigin,
      "/healthz": asOwnOrigin,
      "/couchdb": asOwnOrigin,
    },
  },
  test: { include: ["tests/**/*.test.{ts,tsx}"], testTimeout: 20_000 },
});
