/** Which rows of a list are chosen, one by one, by ranges, or all that were found. Pure. */

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | undefined; // where a range begins
}

export const NONE: Selection = { ids: new Set(), anchor: undefined };

/** One row more, or one less. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Everything from where the last choice was made to `id`, and what was chosen before. */
export function ranged(selection: Selection, id: string, shown: readonly string[]): Selection {
  const from = selection.anchor === undefined ? -1 : shown.indexOf(selection.anchor);
  const to = shown.indexOf(id);
  if (from === -1 || to === -1) return toggled(selection, id);
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor };
}

/** All that were found, besides what was chosen before. */
export const withAll = ({ ids, anchor }: Selection, shown: readonly string[]): Selection => ({
  ids: new Set([...ids, ...shown]),
  anchor,
});

/** Without those that are gone meanwhile; the same one when none is. */
export function still(selection: Selection, isThere: (id: string) => boolean): Selection {
  const ids = [...selection.ids].filter(isThere);
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) };
}
