/**
 * The books of changes in an edit, as it is saved: which fields changed, from what, by whom.
 * Only what the server merges carries them.
 */
import type { Body, ShownDocument, StoredDocument } from "./document.ts";
import { mergeBodies, recordEdit } from "./merge.ts";
import { type Revisions, topOf } from "./revision.ts";

/** What an author did besides changing values. */
export interface Decisions {
  readonly decided?: readonly string[]; // fields where they saw every answer, and chose
  readonly erased?: readonly string[]; // fields of which the earlier answer is to be forgotten
}

export interface Told {
  readonly body: Body;
  readonly base: Body | undefined;
}

export interface Circumstances {
  readonly database: string;
  readonly base: Body | undefined; // what the author began with
  readonly stored: StoredDocument | undefined;
  readonly parent: Revisions | undefined; // what the edit will stand on
  readonly basedOn: ShownDocument | undefined;
  readonly memberId: string;
  readonly now: Date;
  readonly decisions: Decisions | undefined;
}

/** Return `body` with the books that belong to it, and what the next edit of it begins with. */
export function withBooks(body: Body, circumstances: Circumstances): Told {
  const { base, stored, parent, basedOn, memberId, now, decisions } = circumstances;
  const told = recordEdit(base, body, {
    by: memberId,
    at: now.toISOString().replace(/\.\d+Z$/, "Z"),
    parent: basedOn?.rev ?? (parent ? topOf(parent) : null),
    ...decisions,
  });
  // The branch that was seen has ended, and what it said is merged: so is this edit of it.
  const mayHaveMovedOn = basedOn && base === basedOn.body && stored && parent === stored.revisions;
  if (!mayHaveMovedOn || stored.rev === basedOn.rev) return { body: told, base };
  const merged = mergeBodies([stored.body, told]);
  return merged
    ? { body: merged, base: mergeBodies([stored.body, base]) ?? base }
    : { body: told, base };
}
