import { describe, expect, test } from "vitest";
import { milesBetween } from "../../src/directory/distance.ts";
import { joinEntries } from "../../src/directory/entry.ts";
import {
  moved,
  readSquare,
  spotOfSquare,
  squareAt,
  squareLabel,
} from "../../src/directory/grid.ts";
import { townsOf } from "../../src/directory/towns.ts";

const MILLBROOK = { label: "Millbrook, ND", spot: { latitude: 47.51, longitude: -100.43 } };
const PIKE = { label: "Pike Landing, ND", spot: { latitude: 47.9, longitude: -100.9 } };
const home = { town: MILLBROOK, north: 0, east: 0 };
const find = (name: string) => [MILLBROOK, PIKE].find(({ label }) => label === name);

test("a square is about 5 km wide and high", () => {
  const north = spotOfSquare({ ...home, north: 10 });
  const east = spotOfSquare({ ...home, east: 10 });

  expect(milesBetween(MILLBROOK.spot, north) * 1.609).toBeCloseTo(50, -1);
  expect(milesBetween(MILLBROOK.spot, east) * 1.609).toBeCloseTo(50, -1);
});

test("its middle is told to two decimals", () => {
  const { latitude, longitude } = spotOfSquare({ ...home, north: 3, east: -2 });

  expect([latitude, longitude].every((one) => Math.round(one * 100) / 100 === one)).toBe(true);
});

test("a spot lies in a square of its nearest town, and the square in itself", () => {
  for (let north = -12; north <= 12; north += 3) {
    for (let east = -12; east <= 12; east += 3) {
      const square = { ...home, north, east };

      expect(squareAt(spotOfSquare(square), [MILLBROOK])).toEqual(square);
    }
  }
  expect(squareAt(PIKE.spot, [MILLBROOK, PIKE])?.town).toBe(PIKE);
  expect(squareAt(PIKE.spot, [])).toBeUndefined();
});

describe("a square in words", () => {
  test.each([
    [0, 0, "Millbrook, ND"],
    [2, 1, "Millbrook, ND ↑2 →1"],
    [-1, 0, "Millbrook, ND ↓1"],
    [0, -12, "Millbrook, ND ←12"],
  ])("%i north, %i east: %s", (north, east, label) => {
    expect(squareLabel({ ...home, north, east })).toBe(label);
    expect(readSquare(label, find)).toEqual({ ...home, north, east });
  });

  test("of a town that nobody knows is none", () => {
    expect(readSquare("Elsewhere ↑2", find)).toBeUndefined();
  });
});

test("it stays near its town", () => {
  expect(moved(home, 99, -99)).toEqual({ ...home, north: 40, east: -40 });
});

test("distances can be told from a square, and a private place teaches no town", () => {
  const place = (id: string, more: object) => ({
    database: "directory-demo",
    id: `location:${id}`,
    rev: "1-a",
    body: {
      addresses: [{ city: "Millbrook", state_province: "ND" }],
      latitude: 47.51,
      longitude: -100.43,
      ...more,
    },
    waiting: false,
    conflicts: [],
  });
  const service = (id: string) => ({
    ...place(id, {}),
    id: `service:${id}`,
    body: { name: id, service_at_locations: [{ location_id: id }] },
  });
  const open = townsOf(joinEntries([service("a")], [], [place("a", {})]));
  const hidden = townsOf(joinEntries([service("b")], [], [place("b", { confidential: true })]));

  expect(open.find("Millbrook ↑2")?.spot).toEqual({ latitude: 47.6, longitude: -100.43 });
  expect(hidden.all).toEqual([]);
});
