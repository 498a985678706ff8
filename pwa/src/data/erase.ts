/**
 * Take what was erased off this phone: not the documents, which the answer itself replaces, but
 * what its people had waiting or refused under that ID, and their drafts.
 *
 * What they wrote is not lost without a word. It becomes a refused change of the new entry,
 * with what such an entry may hold, and its author decides.
 */

import { forgetBatch } from "./batch.ts";
import type { Space } from "./database.ts";
import type { Body } from "./document.ts";
import { isObject, isText } from "./json.ts";
import { isHidden, MARK, OPEN_ADDRESS_FIELDS, OPEN_FIELDS } from "./merge-rules.ts";
import { type OutboxEntry, type RefusedEdit, showDocument } from "./outbox.ts";
import type { Edit } from "./revision.ts";
import { newMark } from "./schema.ts";
import { successorOf } from "./successor.ts";

/** The server's sentence for a late change; said here where it never heard of one. */
export const ERASED =
  "The address of this place is private now, so its old entry was erased for good. " +
  "Make your change in its new entry.";

/** What may be a street with its number, a position or a map: rather too much than too little. */
const MAY_LEAD =
  /\d[a-z]?\s{1,5}\p{L}|\p{L}\.?,?\s{1,5}(?:n\.?º?|#|núm\.?|número)?\s{0,5}\d|\d\.\d{3}|°|\bgeo:|map|goo\.gl|waze|what3words|w3w|plus\.codes/iu;

const DURABLE = { durability: "strict" } as const;

/** Note that `ids` were erased. Durable, and idempotent. */
export async function noteErased(
  space: Space,
  database: string,
  ids: readonly string[],
  now: number,
): Promise<void> {
  const { shared, own } = space;
  const state = shared.transaction("state", "readwrite", DURABLE);
  await Promise.all([state.store.put(newMark(), "erased"), state.done]);
  if (!own) return;
  await forgetDraftsAbout(space, database, ids);
  await forgetBatch(space); // what entries said before may lead to the same door
  const successors = await Promise.all(ids.map(successorOf)); // before the transaction begins
  const tx = own.transaction(["outbox", "refused", "drafts"], "readwrite", DURABLE);
  const [outbox, refused] = [tx.objectStore("outbox"), tx.objectStore("refused")];
  const known = await refused.getAll();
  const writes = ids.map(async (id, place) => {
    const entry = await outbox.get([database, id]);
    const late = known.filter((one) => one.database === database && one.id === id);
    const kept = [...late, ...(entry ? [asRefused(entry, now)] : [])]
      .map((one) => ledTo(one, successors[place] ?? id))
      .filter((one) => one !== undefined);
    await Promise.all([
      outbox.delete([database, id]),
      tx.objectStore("drafts").delete(id),
      ...late.map(({ rev }) => refused.delete([database, id, rev])),
      ...kept.map((one) => refused.put(one)),
    ]);
  });
  await Promise.all([...writes, tx.done]);
  space.announce(
    "documents",
    ids.map((id) => [database, id]),
  );
}

/**
 * Drop forms begun about entries at these places whose words may lead there, and those that
 * repeat a street: a draft holds what its entry said before, and nothing else cleans that.
 */
async function forgetDraftsAbout(
  { shared, own }: Space,
  database: string,
  ids: readonly string[],
): Promise<void> {
  const drafts = (await own?.getAll("drafts")) ?? [];
  if (drafts.length === 0) return;
  const olds = await Promise.all(ids.map((id) => shared.get("documents", [database, id])));
  const streets = olds.flatMap((old) => streetsOf(showDocument(old, undefined)?.body));
  const numbers = ids.map((id) => id.slice(id.indexOf(":") + 1));
  for (const draft of drafts) {
    const said = textsIn([draft.before, draft.body, draft.aside]);
    const isAbout = numbers.some((number) => said.includes(number));
    const repeats = said.some((one) =>
      streets.some((street) => one.toLowerCase().includes(street)),
    );
    if (repeats || (isAbout && said.some((one) => MAY_LEAD.test(one))))
      await own?.delete("drafts", draft.id);
  }
}

const streetsOf = (place: Body | undefined): readonly string[] =>
  (Array.isArray(place?.addresses) ? place.addresses : []).flatMap((address) =>
    isObject(address) && isText(address.address_1) && address.address_1.length > 3
      ? [address.address_1.toLowerCase()]
      : [],
  );

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function asRefused({ database, id, sent, unsent }: OutboxEntry, refusedAt: number): RefusedEdit {
  const edits = [...sent, ...(unsent ? [unsent] : [])];
  return {
    database,
    id,
    rev: edits[edits.length - 1]?.rev ?? "",
    reason: ERASED,
    refusedAt,
    edits,
  };
}

/** The change as one of the new entry; undefined: it only took the old one out. */
function ledTo(refused: RefusedEdit, id: string): RefusedEdit | undefined {
  const last = refused.edits[refused.edits.length - 1];
  if (!last || last.deleted) return undefined;
  const edit: Edit = { ...last, id, body: openBody(last.body) };
  return { ...refused, id, reason: ERASED, edits: [edit] };
}

/** What a private place may hold of a body. */
function openBody(body: Body): Body {
  const addresses = Array.isArray(body.addresses) ? body.addresses : [];
  const areas = addresses
    .filter(isObject)
    .map(areaOf)
    .filter((area) => Object.keys(area).length > 1);
  const open = Object.entries({ ...body, addresses: areas }).filter(
    ([name, value]) => OPEN_FIELDS.includes(name) && !isHidden(name, value),
  );
  const { addresses: kept, ...rest } = Object.fromEntries(open) as Body;
  const listed = Array.isArray(kept) && kept.length > 0 ? { addresses: kept } : {};
  return { ...rest, ...listed, [MARK]: true };
}

const areaOf = (address: Body): Body =>
  Object.fromEntries(
    Object.entries(address).filter(([part]) => OPEN_ADDRESS_FIELDS.includes(part)),
  ) as Body;
