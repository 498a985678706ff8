/** A code on the screen or on paper: black on white in any colours of the screen. */
import type { DrawnCode } from "./code.ts";
import "./code.css";

interface Props {
  readonly code: DrawnCode;
  readonly label: string; // for whoever does not see it
}

export const CodePicture = ({ code: { path, side, quiet, width }, label }: Props) => (
  <svg
    class="code"
    role="img"
    aria-label={label}
    viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
    width={width}
    height={width}
    shape-rendering="crispEdges"
  >
    <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
);
