/** Storage Buckets as a browser has them: each with databases of its own, gone with it. */
import { IDBFactory } from "fake-indexeddb";
import type { Buckets } from "../../src/data/place.ts";

export class FakeBuckets implements Buckets {
  readonly held = new Map<string, IDBFactory>();

  async open(name: string) {
    const indexedDB = this.held.get(name) ?? new IDBFactory();
    this.held.set(name, indexedDB);
    return { indexedDB };
  }

  async keys() {
    return [...this.held.keys()];
  }

  async delete(name: string) {
    this.held.delete(name);
  }
}
