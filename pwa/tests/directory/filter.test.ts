import { describe, expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { ageOf } from "../../src/directory/age.ts";
import { milesBetween } from "../../src/directory/distance.ts";
import { joinEntries } from "../../src/directory/entry.ts";
import { accessesOf, sift } from "../../src/directory/filter.ts";
import { type Filters, NO_FILTERS } from "../../src/directory/filters.ts";
import { opennessOf } from "../../src/directory/openness.ts";
import { townsOf } from "../../src/directory/towns.ts";

const NOW = new Date("2026-11-20T12:00:00");

const shown = (id: string, body: Body): ShownDocument => ({
  database: "directory-demo",
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

const place = (id: string, body: Body) => shown(`location:${id}`, body);
const town = (city: string, region: string) => [{ city, region, state_province: "ND" }];

const PLACES = [
  place("mill", {
    latitude: 47.4,
    longitude: -101,
    addresses: town("Millbrook", "Alder County"),
    accessibility: [{ description: "Step-free entrance" }],
  }),
  place("stone", { latitude: 47.4, longitude: -101.5, addresses: town("Stone Creek", "Bracken") }),
  place("hidden", {
    confidential: true,
    latitude: 1,
    longitude: 1,
    addresses: [{ city: "Stone Creek", state_province: "ND" }],
  }),
];

const service = (name: string, location: string, fields: Body = {}) =>
  shown(`service:${name}`, {
    name,
    status: "active",
    assured_date: "2026-11-01",
    ...(location ? { service_at_locations: [{ location_id: location }] } : {}),
    ...fields,
  });

const SERVICES = [
  service("Adults", "mill", { minimum_age: 18, who_is_served: ["women"] }),
  service("Boys", "", { who_is_served: ["women", "children", "teen-boys"] }),
  service("Change", "", { who_is_served: ["people-who-caused-harm"] }),
  service("Circle", "stone", { restorative: true, culturally_specific: ["Native women"] }),
  service("Safe rooms", "hidden", { who_is_served: ["deaf"] }),
  service("Sheriff", "mill", {}),
];

const ALL = joinEntries(SERVICES, [], PLACES);

const ask = (some: Partial<Filters>) =>
  sift(ALL, { ...NO_FILTERS, ...some }, { all: ALL, now: NOW });
const names = (some: Partial<Filters>) => ask(some).found.map(({ name }) => name);
const hidden = (some: Partial<Filters>) => ask(some).hidden.map(({ name }) => name);

describe("who cannot be served", () => {
  test.each([
    [{ age: "17" }, ["Adults"]],
    [{ age: "18" }, []],
    [{ age: "" }, []],
    [{ served: "men" }, ["Adults", "Boys", "Change"]],
    [{ served: "women" }, ["Change"]],
    [{ served: "teens" }, ["Change"]],
    [{ served: "older-adults" }, ["Boys", "Change"]],
  ])("%j hides %j, and counts them", (some, expected) => {
    expect(hidden(some)).toEqual(expected);
    expect(names(some).length).toBe(ALL.length - expected.length);
  });

  test("what is not said shuts no one out", () => {
    expect(names({ served: "men", age: "3" })).toEqual(["Circle", "Safe rooms", "Sheriff"]);
  });
});

test("a welcome is asked for in so many words", () => {
  expect(names({ served: "deaf" })).toEqual(["Safe rooms"]);
  expect(hidden({ served: "deaf" })).toEqual([]);
});

test.each([
  [{ isRestorative: true }, ["Circle"]],
  [{ people: "native women" }, ["Circle"]],
  [{ access: "Step-free entrance" }, ["Adults", "Sheriff"]],
])("%j finds %j", (some, expected) => {
  expect(names(some)).toEqual(expected);
});

test("the words for access are those that places use", () => {
  expect(accessesOf(ALL)).toEqual(["Step-free entrance"]);
});

describe("near a place", () => {
  test("the nearest come first, those without a place after them, police last", () => {
    const near = names({ near: "Stone Creek" });

    expect(near).toEqual(["Circle", "Safe rooms", "Adults", "Boys", "Change", "Sheriff"]);
    expect(names({ near: "millbrook" })).toEqual([
      "Adults",
      "Circle",
      "Safe rooms",
      "Boys",
      "Change",
      "Sheriff",
    ]);
  });

  test("a private place is as far as its town, wherever a document says it is", () => {
    const { milesById } = ask({ near: "Millbrook" });

    expect(milesById.get("service:Safe rooms")).toBe(milesById.get("service:Circle"));
    expect(milesById.get("service:Circle")).toBeCloseTo(23.4, 0);
    expect(townsOf(ALL).all.every(({ spot }) => spot.latitude > 40)).toBe(true);
  });

  test.each([
    ["Millbrook, ND", "Millbrook, ND"],
    ["millbrook", "Millbrook, ND"],
    ["alder", "Alder County, ND"],
    ["bracken", "Bracken, ND"],
    ["", undefined],
    ["Fargo", undefined],
  ])("%j is %j", (words, label) => {
    expect(townsOf(ALL).find(words)?.label).toBe(label);
  });

  test("a place that is not known changes nothing", () => {
    expect(names({ near: "Fargo" })).toEqual(ALL.map(({ name }) => name));
  });
});

test("open now heeds the state of a service and the age of its entry", () => {
  const hours = { schedules: [{ freq: "WEEKLY", opens_at: "00:00", closes_at: "23:59" }] };
  const some = [
    service("Fresh", "", hours),
    service("Old, may be open", "", { ...hours, assured_date: "2020-01-01" }),
    service("Closed", "", { ...hours, status: "temporarily closed" }),
    service("Unknown", ""),
  ];
  const all = joinEntries(some, [], []);

  const { found } = sift(all, { ...NO_FILTERS, isOpenNow: true }, { all, now: NOW });

  expect(found.map(({ name }) => name)).toEqual(["Fresh", "Old, may be open"]);
});

test.each([
  [{ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 }, 69.1],
  [{ latitude: 46.8772, longitude: -96.7898 }, { latitude: 46.8083, longitude: -100.7837 }, 189],
  [{ latitude: 89, longitude: 10 }, { latitude: 89, longitude: -170 }, 138.2],
  [{ latitude: 47, longitude: 179.9 }, { latitude: 47, longitude: -179.9 }, 9.4],
  [{ latitude: 47, longitude: -101 }, { latitude: 47, longitude: -101 }, 0],
])("from %j to %j is %d miles", (one, other, miles) => {
  expect(Math.abs(milesBetween(one, other) - miles)).toBeLessThan(1);
});

test.each([undefined, "2020-01-01", "2026-11-19", "2026-10-01", "2030-01-01"])(
  "an entry checked on %s is open without a doubt only when it is not old",
  (assured) => {
    const schedules = [{ freq: "WEEKLY", opens_at: "00:00", closes_at: "23:59" }];
    const body = { ...service("Line", "").body, schedules, assured_date: assured ?? null };
    const [entry] = joinEntries([shown("service:Line", body)], [], []);

    const open = entry && opennessOf(entry, NOW).state;

    expect(open).toBe(ageOf(body, NOW).isOld ? "unsure" : "open");
  },
);
