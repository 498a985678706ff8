/**
 * A coarse grid around the towns of the directory, instead of a map. Pure.
 *
 * A square is about 5 km wide and high, and is told by its way from a town: two to the north and
 * one to the east of Millbrook. Its middle, rounded, is all that is stored or searched from.
 */

import { milesBetween, type Spot } from "./distance.ts";
import type { Town } from "./towns.ts";

export interface Square {
  readonly town: Town;
  readonly north: number; // squares; below 0: to the south
  readonly east: number; // below 0: to the west
}

export const FARTHEST = 40; // squares from the town; then another town is nearer, or none

const STEP = 0.045; // degrees of latitude: 5 km

/** The middle of the square: to two decimals, which is about a kilometre. */
export function spotOfSquare({ town, north, east }: Square): Spot {
  const { latitude, longitude } = town.spot;
  return {
    latitude: rounded(latitude + north * STEP),
    longitude: rounded(longitude + east * stepEast(town)),
  };
}

/** The square in which a spot lies, from its nearest town; `undefined`: no town is known. */
export function squareAt(spot: Spot, towns: readonly Town[]): Square | undefined {
  const [town] = [...towns].sort((a, b) => milesBetween(a.spot, spot) - milesBetween(b.spot, spot));
  if (town === undefined) return undefined;
  const { north, east } = fromTown(spot, town);
  return { town, north: Math.round(north), east: Math.round(east) };
}

/** How many squares a spot lies from a town. */
export const fromTown = (spot: Spot, town: Town) => ({
  north: (spot.latitude - town.spot.latitude) / STEP,
  east: (spot.longitude - town.spot.longitude) / stepEast(town),
});

export const moved = (square: Square, north: number, east: number): Square => ({
  ...square,
  north: within(square.north + north),
  east: within(square.east + east),
});

const within = (squares: number): number => Math.max(-FARTHEST, Math.min(FARTHEST, squares));

/** "Millbrook, ND ↑2 →1": understood where a town is typed, in every language. */
export function squareLabel({ town, north, east }: Square): string {
  const up = north > 0 ? ` ↑${north}` : north < 0 ? ` ↓${-north}` : "";
  const right = east > 0 ? ` →${east}` : east < 0 ? ` ←${-east}` : "";
  return town.label + up + right;
}

const LABEL = /^(.*?)(?: ([↑↓])(\d{1,2}))?(?: ([→←])(\d{1,2}))?$/;

/** What `squareLabel` wrote, with the town to be found by `find`. */
export function readSquare(
  label: string,
  find: (town: string) => Town | undefined,
): Square | undefined {
  const [, name = "", up, north = "0", right, east = "0"] = LABEL.exec(label.trim()) ?? [];
  const town = find(name);
  if (town === undefined) return undefined;
  return moved(
    { town, north: 0, east: 0 },
    up === "↓" ? -Number(north) : Number(north),
    right === "←" ? -Number(east) : Number(east),
  );
}

/** A degree of longitude is shorter the farther from the equator. */
const stepEast = ({ spot }: Town): number =>
  STEP / Math.max(0.1, Math.cos((spot.latitude * Math.PI) / 180));

const rounded = (degrees: number): number => Math.round(degrees * 100) / 100;
