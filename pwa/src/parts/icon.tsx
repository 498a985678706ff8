/** Cairn's own line drawings. Each stands beside a word, so readers never hear them. */

const DRAWINGS = {
  back: "M15 5l-7 7 7 7",
  book: "M4 5.5c3-1.5 6-1 8 .5 2-1.5 5-2 8-.5v13c-3-1.5-6-1-8 .5-2-1.5-5-2-8-.5zM12 6v13",
  call: "M6 3h3l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
  check: "M4 12.5l5.5 5.5L20 6.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  cross: "M6 6l12 12M18 6L6 18",
  ear: "M8 20c3 1.5 5-.5 5-3 0-3 5-3.5 5-8.5a6 6 0 0 0-12 0M9.5 9a2.5 2.5 0 0 1 5 0c0 2-2.5 2-2.5 4",
  filter: "M4 6h16M7 12h10M10 18h4",
  flag: "M6 21V4M6 5h11l-2.5 4L17 13H6",
  gear: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  globe:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z",
  leave: "M13 4H5v16h8M10 12h11M17 8l4 4-4 4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  money:
    "M12 3v18M16.5 7c-1-1.5-2.5-2-4.5-2-2.5 0-4.5 1-4.5 3.5 0 5 9.5 2 9.5 7 0 2.5-2 3.5-5 3.5-2 0-4-.7-5-2.5",
  next: "M9 5l7 7-7 7",
  pen: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.5.7 3.5 3 3.5 5.5",
  place:
    "M12 21c5-5.5 7-8.5 7-11.5a7 7 0 0 0-14 0C5 12.5 7 15.5 12 21zM12 7.5a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
  send: "M7 4v15M3.5 8L7 4l3.5 4M17 20V5M13.5 16l3.5 4 3.5-4",
  sheet: "M6 3h9l4 4v14H6zM9.5 11h6M9.5 15h6",
  sound: "M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6a8.5 8.5 0 0 1 0 12",
  stop: "M6 6h12v12H6z",
  talk: "M4 5h16v11H10l-5 4v-4H4z",
  warn: "M12 4L2.5 20h19zM12 10v4.5M12 17.3v.2",
} as const;

export type IconName = keyof typeof DRAWINGS;

/** Drawings that mean a direction: they turn round with the text. */
const TURNS: ReadonlySet<IconName> = new Set(["back", "next", "leave"]);

/** One drawing, in the size and colour of the text it stands in. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg
    class={TURNS.has(name) ? "icon turns" : "icon"}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    <path d={DRAWINGS[name]} />
  </svg>
);

/** The same drawing where the page is made without Preact. */
export function drawIcon(name: IconName): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWINGS[name]);
  drawing.append(path);
  return drawing;
}

const SVG = "http://www.w3.org/2000/svg";
