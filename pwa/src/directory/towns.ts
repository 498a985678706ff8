/**
 * Where towns and counties lie, learned from the directory's own places. Pure.
 *
 * There is no map here, and the phone is never asked where it is: a person names a place.
 * A private place teaches nothing, and is as far away as its town is.
 */
import { fold } from "../data/fold.ts";
import type { Spot } from "./distance.ts";
import type { Entry, Place } from "./entry.ts";
import { amount, list, text, textsOf } from "./fields.ts";
import { readSquare, spotOfSquare, squareLabel } from "./grid.ts";

export interface Town {
  readonly label: string; // "Pike Landing, ND", or a county
  readonly spot: Spot; // the middle of what lies there
}

export interface Towns {
  readonly all: readonly Town[]; // by label
  /** The place that was typed, or the only one that begins so; or a square beside it. */
  readonly find: (words: string) => Town | undefined;
}

const towns = new WeakMap<readonly Entry[], Towns>();

export function townsOf(entries: readonly Entry[]): Towns {
  const known = towns.get(entries) ?? learn(entries);
  towns.set(entries, known);
  return known;
}

function learn(entries: readonly Entry[]): Towns {
  const spotsByLabel = new Map<string, Map<string, Spot>>(); // then by the place's ID
  const teach = (label: string | undefined, place: Place) => {
    const spot = ownSpot(place);
    if (label === undefined || spot === undefined) return;
    const spots = spotsByLabel.get(label) ?? new Map<string, Spot>();
    spotsByLabel.set(label, spots.set(place.id, spot));
  };
  for (const { places, document } of entries) {
    const areas = textsOf(document.body, "service_areas", "name");
    for (const place of places) {
      const county = countyOf(place) ?? (areas.length === 1 ? areas[0] : undefined);
      for (const label of new Set([place.area, county])) teach(label, place);
    }
  }
  const all = [...spotsByLabel].map(([label, spots]) => ({ label, spot: middle(spots) }));
  all.sort((a, b) => a.label.localeCompare(b.label));
  return { all, find: (words) => findSpot(all, words) };
}

/** As an address without a town is written. */
function countyOf({ body }: Place): string | undefined {
  const [address] = list(body, "addresses");
  const region = address && text(address, "region");
  const state = address && text(address, "state_province");
  return region && [region, state].filter(Boolean).join(", ");
}

/** "Pike Landing ↑2" lies two squares to the north of it. */
function findSpot(all: readonly Town[], words: string): Town | undefined {
  const square = readSquare(words, (name) => find(all, name));
  if (square === undefined || (square.north === 0 && square.east === 0)) return square?.town;
  return { label: squareLabel(square), spot: spotOfSquare(square) };
}

function find(all: readonly Town[], words: string): Town | undefined {
  const typed = fold(words).trim();
  if (typed === "") return undefined;
  const exact = all.find(({ label }) => fold(label) === typed);
  if (exact) return exact;
  const beginning = all.filter(({ label }) => fold(label).startsWith(typed));
  const named = beginning.filter(({ label }) => fold(label).split(",")[0] === typed);
  return named.length === 1 ? named[0] : beginning.length === 1 ? beginning[0] : undefined;
}

/** Where an entry's places lie, or the towns that they lie in. */
export const spotsOf = ({ places }: Entry, known: Towns): readonly Spot[] =>
  places.flatMap((place) => {
    const spot = ownSpot(place) ?? (place.area && known.find(place.area)?.spot);
    return spot ? [spot] : [];
  });

function ownSpot({ isConfidential, body }: Place): Spot | undefined {
  const latitude = amount(body, "latitude");
  const longitude = amount(body, "longitude");
  if (isConfidential || latitude === undefined || longitude === undefined) return undefined;
  return { latitude, longitude };
}

function middle(spots: ReadonlyMap<string, Spot>): Spot {
  const all = [...spots.values()];
  const mean = (key: keyof Spot) => all.reduce((sum, spot) => sum + spot[key], 0) / all.length;
  return { latitude: mean("latitude"), longitude: mean("longitude") };
}
