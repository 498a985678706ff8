/**
 * Stock PouchDB as a member's client: `node member.mjs <URL of a database, token inside> <name>`.
 * Pulls it whole, changes the entry of that name, and pushes. Prints what came and what went.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");
PouchDB.plugin(require("pouchdb-adapter-memory"));

const [, , url, name] = process.argv;
const remote = new PouchDB(url, { skip_setup: true });
const laptop = new PouchDB("laptop", { adapter: "memory" });

const pulled = await laptop.replicate.from(remote);
const rows = (await laptop.allDocs({ include_docs: true })).rows;
const entry = rows.map(({ doc }) => doc).find((doc) => doc.name === name);
await laptop.put({ ...entry, alert: "From a laptop" });
const pushed = await laptop.replicate.to(remote);
console.log(
  JSON.stringify({
    pulled: pulled.docs_written,
    pushed: pushed.docs_written,
    refused: pushed.doc_write_failures,
  }),
);
