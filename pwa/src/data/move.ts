/**
 * Move what stays on the phone to a new place, and throw the old one away with what was erased.
 *
 *     state "erased"   in the shared database: names the last erasure that was heard of
 *     state "moved"    in each database: the erasure that it has moved for
 *
 * Safe to kill anywhere: until `settle` the old place counts, after it the new one. Whoever
 * has the old one open goes on with it for a moment; what is written there meanwhile is
 * brought over before it goes.
 */
import type { IDBPDatabase } from "idb";
import type { Space } from "./database.ts";
import { bucketsHere, factoryIn, newPlace, placeOf, settle, throwAway } from "./place.ts";
import { openMemberDatabase, openSharedDatabase } from "./schema.ts";

const LATE_MILLISECONDS = 2_000; // for other tabs to open the new place
const DURABLE = { durability: "strict" } as const;

/** Tell whether something was erased and bytes of it may still lie here. */
export async function mustMove({ shared, own }: Space): Promise<boolean> {
  const wanted = await shared.get("state", "erased");
  if (wanted === undefined) return false;
  const moved = await Promise.all([shared.get("state", "moved"), own?.get("state", "moved")]);
  return moved.some((last, which) => last !== wanted && (which === 0 || own !== undefined));
}

/** Move the space's databases, those that have not. Resolves when all goes on in the new place. */
export async function moveOn(space: Space): Promise<void> {
  const wanted = (await space.shared.get("state", "erased")) ?? "";
  const { collaborative, memberId, own } = space;
  await moveOne(space, space.shared as unknown as Any, wanted, (factory) =>
    openSharedDatabase(collaborative, space.phone, factory).then((shared) => {
      return { database: shared as unknown as Any, swap: () => space.replace({ shared }) };
    }),
  );
  if (!own || memberId === null) return;
  await moveOne(space, own as unknown as Any, wanted, (factory) =>
    openMemberDatabase(memberId, space.phone, factory).then((fresh) => {
      return { database: fresh as unknown as Any, swap: () => space.replace({ own: fresh }) };
    }),
  );
}

type Any = IDBPDatabase<unknown>;
type Row = readonly [key: IDBValidKey, value: unknown];
type Rows = ReadonlyMap<string, readonly Row[]>; // by store

interface Opened {
  readonly database: Any;
  readonly swap: () => void;
}

async function moveOne(
  space: Space,
  old: Any,
  wanted: string,
  open: (factory: IDBFactory) => Promise<Opened>,
): Promise<void> {
  if ((await old.get("state", "moved")) === wanted) return;
  if (!bucketsHere()) {
    await old.put("state", wanted, "moved");
    return;
  }
  const { phone } = space;
  const from = await placeOf(phone, old.name);
  const place = await newPlace(phone, old.name);
  const { database, swap } = await open(await factoryIn(place));
  const rows = await readAll(old);
  await writeAll(database, rows);
  await database.put("state", wanted, "moved");
  await settle(phone, old.name, place);
  swap();
  space.announce("moved");
  const again = await open(await factoryIn(place)); // the space's own may be closed before
  void finishLater(old, again.database, { rows, from }).then((late) => {
    if (late) space.announce("documents"); // word of it came before it was there
  });
}

/** Tell whether something had been written to the old place meanwhile. */
async function finishLater(
  old: Any,
  database: Any,
  { rows, from }: { readonly rows: Rows; readonly from: string },
): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, LATE_MILLISECONDS));
  try {
    return await bringOverLate(old, database, rows);
  } finally {
    database.close();
    old.close();
    await throwAway(from, old.name);
  }
}

async function readAll(database: Any): Promise<Rows> {
  const names = [...database.objectStoreNames];
  const tx = database.transaction(names);
  const read = await Promise.all(
    names.map(async (name): Promise<[string, Row[]]> => {
      const store = tx.objectStore(name);
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return [name, keys.map((key, place) => [key, values[place]])];
    }),
  );
  await tx.done;
  return new Map(read);
}

async function writeAll(database: Any, rows: Rows): Promise<void> {
  const tx = database.transaction([...rows.keys()], "readwrite", DURABLE);
  for (const [name, some] of rows) {
    const store = tx.objectStore(name);
    for (const [key, value] of some)
      void store.put(value, store.keyPath === null ? key : undefined);
  }
  await tx.done;
}

/**
 * Bring over what was written to the old place since it was copied, unless the new says more.
 * Tells whether there was anything.
 */
async function bringOverLate(old: Any, database: Any, copied: Rows): Promise<boolean> {
  const before = index(copied);
  const [now, there] = await Promise.all([readAll(old).then(index), readAll(database).then(index)]);
  const late = [...now.values()].filter(({ id, text }) => {
    const known = before.get(id)?.text;
    return text !== known && there.get(id)?.text === known;
  });
  const byStore = new Map(
    [...new Set(late.map(({ store }) => store))].map((store) => [
      store,
      late.filter((row) => row.store === store).map(({ row }) => row),
    ]),
  );
  if (byStore.size > 0) await writeAll(database, byStore);
  return byStore.size > 0;
}

interface Indexed {
  readonly id: string;
  readonly store: string;
  readonly row: Row;
  readonly text: string;
}

function index(rows: Rows): Map<string, Indexed> {
  const found = [...rows].flatMap(([store, some]) =>
    some.map((row): [string, Indexed] => {
      const id = JSON.stringify([store, row[0]]);
      return [id, { id, store, row, text: JSON.stringify(row[1]) }];
    }),
  );
  return new Map(found);
}
