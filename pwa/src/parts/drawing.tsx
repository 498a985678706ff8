/** Further line drawings, for screens behind the first one. Each stands beside a word. */

const DRAWINGS = {
  bed: "M3 19v-9M3 15h18v4M21 15v-1a3 3 0 0 0-3-3h-8v4M6.5 11.5v.2",
  children:
    "M12 3.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM6 20.5c0-4 2.5-6 6-6s6 2 6 6M10.6 7.6v.2M13.4 7.6v.2",
  circle:
    "M12 4v.2M17.6 6.4v.2M20 12v.2M17.6 17.6v.2M12 20v.2M6.4 17.6v.2M4 12v.2M6.4 6.4v.2M12 12v.2",
  deaf: "M8 20c3 1.5 5-.5 5-3 0-3 5-3.5 5-8.5a6 6 0 0 0-12 0M4 3l16 18",
  disabled:
    "M10 2.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM10 8v7h6l2.5 5H20M10 11h5M7.6 11.6a5 5 0 1 0 7 6.4",
  feather: "M20 4c-8 0-13 5-13 12M7 16l-3 4M7 16c6 1 12-3 13-12M10 12h5",
  free: "M12 3v18M16.5 7c-1-1.5-2.5-2-4.5-2-2.5 0-4.5 1-4.5 3.5 0 5 9.5 2 9.5 7 0 2.5-2 3.5-5 3.5-2 0-4-.7-5-2.5",
  growing: "M12 21v-9M12 12c0-4 3-7 8-7 0 5-3 8-8 7zM12 15c0-3-2.5-5-7-5 0 4 3 6 7 5z",
  immigrants: "M4 8h16v12H4zM9 8V5h6v3M4 13h16",
  lgbtq: "M3 18a9 9 0 0 1 18 0M7 18a5 5 0 0 1 10 0M11 18a1 1 0 0 1 2 0",
  men: "M12 2.8a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM7.5 21v-6.5a4.5 4.5 0 0 1 9 0V21M12 16v5",
  "no-police": "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM4 4l16 17",
  older:
    "M9.5 2.8a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM9.5 8v7l-2 6M9.5 11.5l4 2.5M9.5 15l3 6M17 21v-7a1.7 1.7 0 0 0-3.4 0",
  parent:
    "M8 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM4 21v-6a4 4 0 0 1 8 0v6M17 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM14.5 21v-3a2.5 2.5 0 0 1 5 0v3",
  pets: "M12 13c-3 0-5 2.5-5 5 0 2 2 2 5 2s5 0 5-2c0-2.5-2-5-5-5zM6 10v1.5M10 6v2M14 6v2M18 10v1.5",
  teens: "M7 21V11a5 5 0 0 1 10 0v10zM9.5 6V4.5h5V6M9.5 15h5v3h-5z",
  trans:
    "M12 8a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 18v4M10 20h4M15.5 9.5L20 5M16.5 5H20v3.5M8.5 9.5L4 5",
  turning: "M5 12a7 7 0 1 1 2 5M5 12l-2.5-2.5M5 12l2.5-2.5",
  veterans: "M8 3l4 7 4-7M12 10a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 13.5v3",
  women: "M12 2.8a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 9l-5 9h10zM10 18v3M14 18v3",
} as const;

export type DrawingName = keyof typeof DRAWINGS;

/** One drawing, as `Icon` draws its own. */
export const Drawing = ({ name }: { readonly name: DrawingName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={DRAWINGS[name]} />
  </svg>
);
