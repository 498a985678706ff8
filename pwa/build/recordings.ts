/**
 * `some-list.json?recordings`: a worksheet's recordings in one language, as files of the app.
 *
 * The list names a file of `worksheets/audio/` for each string that is recorded. Each goes
 * out under a name made of its content, which says nothing of what is heard.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Plugin } from "vite";

export function recordings(): Plugin {
  let audio = "";
  let isBuild = false;
  return {
    name: "recordings",
    enforce: "pre",
    configResolved(config) {
      audio = join(config.root, "../server/cairn_server/worksheets/audio");
      isBuild = config.command === "build";
    },
    load(id) {
      const [path, query] = id.split("?");
      if (path === undefined || query !== "recordings") return undefined;
      const names: Record<string, string> = JSON.parse(readFileSync(path, "utf8"));
      const entries = isBuild ? Object.entries(names) : []; // a server of source files has none
      const list = entries.map(([place, name]) => {
        const source = readFileSync(join(audio, name));
        const digest = createHash("sha256").update(source);
        const integrity = `sha256-${digest.copy().digest("base64")}`;
        const fileName = `assets/heard-${digest.digest("hex").slice(0, 16)}${extname(name)}`;
        this.emitFile({ type: "asset", fileName, source });
        return [place, { address: `/${fileName}`, bytes: source.length, integrity }] as const;
      });
      return { code: JSON.stringify(Object.fromEntries(list)), moduleType: "json" };
    },
  };
}
