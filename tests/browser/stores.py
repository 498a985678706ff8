"""The phone's databases, found wherever the app has put them: some lie in storage buckets."""

from __future__ import annotations

__all__ = ["FIND_STORE", "THROW_AWAY"]

# Returns the request that opens the first database whose name begins so.
FIND_STORE = """async (start) => {
  const keys = (await navigator.storageBuckets?.keys()) ?? [];
  const buckets = await Promise.all(keys.map((key) => navigator.storageBuckets.open(key)));
  for (const factory of [indexedDB, ...buckets.map((bucket) => bucket.indexedDB)]) {
    const found = (await factory.databases()).find(({ name }) => name.startsWith(start));
    if (found) return factory.open(found.name);
  }
}"""

# Throws everything away, as a browser does that needs the room.
THROW_AWAY = """async () => {
  const keys = (await navigator.storageBuckets?.keys()) ?? [];
  for (const key of keys) await navigator.storageBuckets.delete(key);
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; });
  }
}"""
