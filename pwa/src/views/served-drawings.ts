/** Which drawing stands for whom a service says it serves. */
import type { Served } from "../directory/served-words.ts";
import type { DrawingName } from "../parts/drawing.tsx";

const DRAWING_OF: Readonly<Record<Served, DrawingName>> = {
  women: "women",
  men: "men",
  "trans-and-nonbinary": "trans",
  lgbtq: "lgbtq",
  children: "children",
  teens: "teens",
  "teen-boys": "parent",
  "older-adults": "older",
  disabled: "disabled",
  deaf: "deaf",
  immigrants: "immigrants",
  native: "feather",
  veterans: "veterans",
  pets: "pets",
  "people-who-caused-harm": "turning",
};

/** Undefined for one that this version does not know. */
export const servedDrawing = (served: string): DrawingName | undefined =>
  DRAWING_OF[served as Served];
