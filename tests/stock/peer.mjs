/**
 * An independent CouchDB-protocol server for the tests: PouchDB in memory behind
 * its own Express router. Prints its port on a line, then serves until stdin ends.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");
PouchDB.plugin(require("pouchdb-adapter-memory"));
// The router is written for Express 4, which it brings along.
const express = createRequire(require.resolve("express-pouchdb"))("express");
const router = require("express-pouchdb")(PouchDB.defaults({ adapter: "memory" }), {
  mode: "minimumForPouchDB",
  overrideMode: { exclude: ["compression"] },
});

const app = express();
app.use(router);
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));

// When the tests are gone, however they went, so is this.
process.stdin.resume().on("end", () => process.exit(0));
