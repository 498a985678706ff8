/**
 * Stock PouchDB as a phone: `node pouchdb.mjs <URL of a database> <scenario>`.
 * Asks for `/_mark` where the counting is to begin.
 */
import { createRequire } from "node:module";

const require = createRequire(new URL("../stock/package.json", import.meta.url));
const PouchDB = require("pouchdb");
PouchDB.plugin(require("pouchdb-adapter-memory"));

const [, , address, scenario] = process.argv;
const remote = new PouchDB(address);
const phone = new PouchDB("phone", { adapter: "memory" });
const mark = () => fetch(new URL("/_mark", address));

const scenarios = {
  async "first load"() {
    await mark();
    await phone.replicate.from(remote);
  },

  async "one change"() {
    await phone.sync(remote);
    await phone.put({ _id: "service:casa-luz", type: "service", name: "Casa Luz" });
    await mark();
    await phone.sync(remote);
  },
};

await scenarios[scenario]();
process.exit(0); // what PouchDB left open does not matter
