/**
 * A square code for a phone's camera (ISO/IEC 18004), as one path of an SVG. Pure.
 *
 * Error correction M: one of seven squares may be dirty or creased. It has at most 77 squares a
 * side, so that on paper each is half a millimetre and the code fits on a card.
 */
import { correction, generate, mode } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";

/** What the largest code holds, less what may stand before letters with accents. */
export const MOST_BYTES = 408;

const LARGEST = 15; // version: 77 squares a side
const QUIET = 4; // as the standard asks
const SQUARE_MM = 0.5;
const LEAST_MM = 24;

export interface DrawnCode {
  readonly text: string;
  readonly path: string; // of the dark squares
  readonly side: number; // squares, with the white around
  readonly quiet: number; // squares of white on each side
  readonly width: string; // on paper, such as "30mm"
}

export function drawCode(text: string): DrawnCode {
  const code = generate(text, {
    minCorrectionLevel: correction.M,
    maxVersion: LARGEST,
    // Plain letters without a mark of their script: old readers know no other.
    modes: [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8],
  });
  const side = code.size + 2 * QUIET;
  return {
    text,
    path: toSvgPath(code),
    side,
    quiet: QUIET,
    width: `${Math.max(LEAST_MM, side * SQUARE_MM)}mm`,
  };
}
