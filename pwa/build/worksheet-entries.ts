/**
 * `some-template.json?entry`: of a worksheet, what the list of all of them needs.
 *
 * The list is on screen before any worksheet is fetched, so it must not bring them along.
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const LISTED = ["id", "about", "needs", "survey", "title", "purpose", "list_title", "list_purpose"];

export function worksheetEntries(): Plugin {
  return {
    name: "worksheet-entries",
    enforce: "pre",
    load(id) {
      const [path, query] = id.split("?");
      if (path === undefined || query !== "entry") return undefined;
      this.addWatchFile(path);
      const template: Record<string, unknown> = JSON.parse(readFileSync(path, "utf8"));
      const entry = Object.fromEntries(LISTED.map((key) => [key, template[key]]));
      return { code: JSON.stringify(entry), moduleType: "json" };
    },
  };
}
