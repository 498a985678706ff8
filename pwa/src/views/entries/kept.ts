/** What was asked for in the list, and chosen, while other screens are open. In memory only. */
import { type Asked, BY_NAME, NOTHING_ASKED, type Order } from "../../directory/listing.ts";
import { NONE, type Selection } from "../../directory/selection.ts";

export interface Kept {
  readonly asked: Asked;
  readonly order: Order;
  readonly selection: Selection;
  readonly active: string | undefined;
  readonly opened: string | undefined; // beside the list, on a wide screen
}

const NOTHING: Kept = {
  asked: NOTHING_ASKED,
  order: BY_NAME,
  selection: NONE,
  active: undefined,
  opened: undefined,
};

let kept = NOTHING;
let keptFor: string | undefined; // the member; nobody else sees it

/** What this member left; `keep` changes it. */
export function keptOf(member: string | undefined): Kept {
  if (keptFor !== member) kept = NOTHING;
  keptFor = member;
  return kept;
}

export function keep(change: Partial<Kept>): Kept {
  kept = { ...kept, ...change };
  return kept;
}
