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

const SPARE = 600; // pixels on either side, for what a finger moves before the next look
const UNKNOWN = 24; // rows, as long as nobody knows how high they are

/** Always as many rows, at the list's ends too: what one gives up, another takes. */
export function spanOf(sight: Sight): Span {
  return rowsOf(sight, Math.ceil(SPARE / sight.rowHeight));
}

/** Those of them that can be seen, in whole or in part. */
export function seenOf(sight: Sight): Span {
  return rowsOf(sight, 0);
}

function rowsOf({ above, height, rowHeight, count }: Sight, spare: number): Span {
  if (rowHeight <= 0) return { first: 0, end: Math.min(count, UNKNOWN) };
  const rows = Math.min(Math.ceil(height / rowHeight) + 1 + 2 * spare, count);
  const first = Math.floor(above / rowHeight) - spare;
  const begin = Math.min(Math.max(first, 0), count - rows);
  return { first: begin, end: begin + rows };
}
