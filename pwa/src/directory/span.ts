/** Which rows of a long list have to be there, so that the screen is full. Pure. */

export interface Span {
  readonly first: number;
  readonly end: number; // the first that is not
}

export interface Sight {
  readonly above: number; // pixels of the list that lie above the screen; below 0: it begins lower
  readonly height: number; // of the screen
  readonly rowHeight: number;
  readonly count: number;
}

const SPARE = 12; // rows on either side, for what a finger moves before the next look
const STEP = 2; // rows come and go in pairs: more at once would be felt, fewer cost as much

/** Always as many rows, but at the list's ends: what one gives up, another takes. */
export function spanOf({ above, height, rowHeight, count }: Sight): Span {
  if (rowHeight <= 0) return { first: 0, end: Math.min(count, SPARE * 2) };
  const rows = Math.ceil((height / rowHeight + 2 * SPARE) / STEP + 1) * STEP;
  const first = Math.floor((above / rowHeight - SPARE) / STEP) * STEP;
  const begin = Math.min(Math.max(first, 0), count);
  return { first: begin, end: Math.max(Math.min(first + rows, count), begin) };
}
