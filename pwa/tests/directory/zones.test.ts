import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/time-zones.json" with { type: "json" };
import { hoursAhead, zoneNamed } from "../../src/directory/zones.ts";

const SUMMER = new Date("2026-07-10T12:00:00Z");

test.each(vectors.instants)("$zone at $at", ({ zone, at, hours }) => {
  expect(hoursAhead(zone, new Date(at))).toBe(hours);
});

test.each(Object.entries(vectors.winter))("the winter of %s", (zone, hours) => {
  expect(zoneNamed(zone, SUMMER)?.winter).toBe(hours);
});

test.each(vectors.unknown)("nothing is known of %s", (zone) => {
  expect(zoneNamed(zone, SUMMER)).toBeUndefined();
});
