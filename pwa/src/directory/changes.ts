/** What the books of a document tell people: who changed what, and what is to be decided. Pure. */
import { type Claim, sameValue, type Value } from "../data/claim.ts";
import type { ShownDocument } from "../data/document.ts";
import { isUndecided, shownValue } from "../data/elements.ts";
import { isObject, type JsonValue } from "../data/json.ts";
import { mergeBodies, readRegisters } from "../data/merge.ts";
import { fieldsOf, readUnit, TOGETHER } from "../data/merge-rules.ts";
import type { Body } from "./fields.ts";

/** A field that people answered differently at the same time. */
export interface Question {
  readonly field: string;
  readonly answers: readonly Claim[]; // the one that is shown first; no two say the same
}

/** The last change of a field. */
export interface FieldChange {
  readonly field: string;
  readonly event: string; // the same for all that was changed at once
  readonly by: string | undefined;
  readonly at: string;
  readonly value: Value;
  readonly was: Value | undefined; // undefined: not known, or forgotten
  readonly areBothKept: boolean; // two people changed it, and both changes stay
}

/** The document with what others wrote at the same time, if the server has not merged it yet. */
export const wholeBody = ({ body, conflicts, waiting }: ShownDocument): Body =>
  waiting || conflicts.length === 0 ? body : (mergeBodies([body, ...conflicts]) ?? body);

/** What an editor has to decide, by name of the field. */
export function questionsOf(body: Body): readonly Question[] {
  if (!hasRivals(body)) return []; // reading all books costs a slow phone 25 ms
  return [...readRegisters(body)]
    .filter(([unit, { claims }]) => isUndecided(unit, claims, readUnit(body, unit)))
    .map(([field, { claims }]) => ({ field, answers: claims.filter(isFirstToSay) }))
    .sort(byField);
}

/** Whether the books name several claims of any field: only those can ask something. */
function hasRivals({ edits }: Body): boolean {
  return isObject(edits) && Object.values(edits).some((told) => isObject(told) && "claims" in told);
}

/** The last change of each field that is known, the newest first. */
export function historyOf(body: Body): readonly FieldChange[] {
  return [...readRegisters(body)]
    .flatMap(([field, { claims }]) => {
      const shown = shownValue(field, claims);
      return claims.flatMap((claim) => {
        const { dot, by, at, was, value } = claim;
        if (at === undefined) return [];
        const areBothKept = claims.length > 1 && !shown.isConflict;
        return [{ field, event: dot.event, by, at, value, was, areBothKept }];
      });
    })
    .sort((a, b) => (a.at === b.at ? byField(a, b) : a.at < b.at ? 1 : -1));
}

/** The body with a field saying `value`. */
export function withValue(body: Body, field: string, value: Value): Body {
  const names = TOGETHER[field] ?? [field];
  const rest = Object.entries(body).filter(([name]) => !names.includes(name));
  const [said] = value;
  return { ...Object.fromEntries(rest), ...(said === undefined ? {} : fieldsOf(field, said)) };
}

/** What can be taken back of the newest change: its fields that still say what it said. */
export function lastChange(body: Body): readonly FieldChange[] {
  const changes = historyOf(body);
  const [newest] = changes;
  return changes.filter(({ event, was }) => event === newest?.event && was !== undefined);
}

export const tookBack = (body: Body, changes: readonly FieldChange[]): Body =>
  changes.reduce((now, { field, was }) => (was ? withValue(now, field, was) : now), body);

const isFirstToSay = (claim: Claim, place: number, claims: readonly Claim[]): boolean =>
  claims.findIndex(({ value }) => sameValue(value, claim.value)) === place;

const byField = (a: { readonly field: string }, b: { readonly field: string }): number =>
  a.field < b.field ? -1 : a.field > b.field ? 1 : 0;

/** A value's one text, or undefined for lists and the like. */
export const textOfValue = ([said]: readonly JsonValue[]): string | undefined =>
  typeof said === "string" ? said : undefined;
