// Bundle the phone's search as one script that a bare page can run: `node search.mjs OUT`.
import { build } from "../../pwa/node_modules/vite/dist/node/index.js";
import { fileURLToPath } from "node:url";

await build({
  configFile: false,
  logLevel: "error",
  publicDir: false,
  root: fileURLToPath(new URL("../../pwa", import.meta.url)),
  build: {
    outDir: process.argv[2],
    emptyOutDir: true,
    lib: { entry: "src/data/search.ts", formats: ["iife"], name: "search", fileName: () => "search.js" },
  },
});
