/**
 * Stock PouchDB as a client: `node client.mjs <URL of a server> <scenario>`.
 * Prints nothing and ends with 0 when all is as PouchDB expects it.
 */
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");
PouchDB.plugin(require("pouchdb-adapter-memory"));

const [, , server, scenario] = process.argv;
const remote = new PouchDB(`${server}/directory-demo`);
const phone = (name) => new PouchDB(name, { adapter: "memory" });
const casa = { _id: "service:casa/luz", type: "service", name: "Casa Luz" };
const rejects = (promise, status) => assert.rejects(promise, (error) => error.status === status);

const scenarios = {
  async documents() {
    const put = await remote.put(casa);
    assert.deepEqual(await remote.get(casa._id), { ...casa, _rev: put.rev });
    await rejects(remote.put(casa), 409);
    const edited = await remote.put({ ...casa, _rev: put.rev, name: "Casa Luz, moved" });
    const { _revisions } = await remote.get(casa._id, { revs: true });
    assert.equal(_revisions.start, 2);
    await remote.remove(casa._id, edited.rev);
    await rejects(remote.get(casa._id), 404);
    await remote.put({ _id: "_design/directory", views: {} });
    assert.equal((await remote.get("_design/directory"))._id, "_design/directory");
    const rows = await remote.bulkDocs([{ _id: "a" }, { _id: "b" }, { _id: "a" }]);
    assert.deepEqual(rows.map((row) => row.status ?? "ok"), ["ok", "ok", 409]);
    await rejects(remote.query("directory/by-name"), 501);
  },

  async "all docs"() {
    await remote.bulkDocs(["a", "b", "c", "d"].map((_id) => ({ _id, type: "service" })));
    const ids = async (options) => (await remote.allDocs(options)).rows.map((row) => row.id);
    assert.deepEqual(await ids({}), ["a", "b", "c", "d"]);
    assert.deepEqual(await ids({ startkey: "b", endkey: "c" }), ["b", "c"]);
    assert.deepEqual(await ids({ descending: true, limit: 2 }), ["d", "c"]);
    assert.deepEqual(await ids({ startkey: "b", endkey: "d", inclusive_end: false }), ["b", "c"]);
    assert.deepEqual(await ids({ skip: 3 }), ["d"]);
    const { rows } = await remote.allDocs({ keys: ["c", "z"], include_docs: true });
    assert.equal(rows[0].doc.type, "service");
    assert.equal(rows[1].error, "not_found");
    assert.equal((await remote.allDocs()).total_rows, 4);
  },

  async replication() {
    const [here, there] = [phone("here"), phone("there")];
    await here.put(casa);
    await here.bulkDocs(Array.from({ length: 250 }, (_, n) => ({ _id: `service:${n}`, n })));
    const pushed = await here.replicate.to(remote);
    assert.deepEqual([pushed.ok, pushed.docs_written, pushed.doc_write_failures], [true, 251, 0]);
    await there.replicate.from(remote);
    assert.equal((await there.info()).doc_count, 251);
    assert.equal((await there.replicate.from(remote)).docs_read, 0); // its checkpoint was kept
    await there.remove(await there.get(casa._id));
    await there.replicate.to(remote);
    await here.replicate.from(remote);
    await rejects(here.get(casa._id), 404);
    assert.equal((await remote.info()).doc_count, 250);
  },

  async conflicts() {
    const [first, second] = [phone("first"), phone("second")];
    await first.put(casa);
    await first.sync(remote);
    await second.sync(remote);
    await first.put({ ...(await first.get(casa._id)), name: "by the first" });
    await second.put({ ...(await second.get(casa._id)), name: "by the second" });
    for (const database of [first, second, first]) await database.sync(remote);
    const shown = await remote.get(casa._id, { conflicts: true });
    assert.equal(shown._conflicts.length, 1);
    assert.equal((await first.get(casa._id))._rev, shown._rev);
    assert.equal((await second.get(casa._id))._rev, shown._rev);
    const losing = await remote.get(casa._id, { rev: shown._conflicts[0] });
    await remote.remove(losing);
    assert.equal((await remote.get(casa._id, { conflicts: true }))._conflicts, undefined);
    const leaves = await remote.get(casa._id, { open_revs: "all" });
    assert.deepEqual(leaves.map((leaf) => leaf.ok._deleted ?? false).sort(), [false, true]);
  },

  async "live sync"() {
    const [here, there] = [phone("here"), phone("there")];
    const syncs = [here, there].map((database) => database.sync(remote, { live: true }));
    const arrived = new Promise((resolve) => {
      there.changes({ live: true, since: "now" }).on("change", (change) => resolve(change.id));
    });
    await here.put(casa);
    assert.equal(await arrived, casa._id);
    for (const sync of syncs) sync.cancel();
  },

  async changes() {
    await remote.bulkDocs([{ _id: "a" }, { _id: "b" }]);
    const all = await remote.changes({ since: 0, include_docs: true });
    assert.deepEqual(all.results.map((row) => row.doc._id), ["a", "b"]);
    assert.equal((await remote.changes({ since: all.last_seq })).results.length, 0);
    assert.equal((await remote.changes({ limit: 1 })).results[0].id, "a");
    assert.equal((await remote.changes({ descending: true })).results[0].id, "b");
    assert.deepEqual((await remote.changes({ doc_ids: ["b"] })).results.map((row) => row.id), ["b"]);
  },
};

await scenarios[scenario]();
process.exit(0); // what PouchDB left open does not matter
