import { describe, expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { joinEntries, placeOf } from "../../src/directory/entry.ts";
import { passes } from "../../src/directory/filter.ts";
import { NO_FILTERS } from "../../src/directory/filters.ts";

const shown = (id: string, body: Body): ShownDocument => ({
  database: "directory-demo",
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

const ALDER = shown("organization:a1", {
  name: "Alder House",
  phones: [{ number: "701-555-0134" }],
});
const SHELTER = shown("location:l1", {
  name: "Alder House shelter",
  confidential: true,
  addresses: [{ address_1: "1 Hidden Rd", city: "Pike Landing", state_province: "ND" }],
});
const BEDS = shown("service:s1", {
  name: "Beds",
  organization_id: "a1",
  service_at_locations: [{ location_id: "l1" }],
  cost_options: [{ option: "Free", amount: 0 }],
  categories: ["shelter"],
});

const [beds] = joinEntries([BEDS], [ALDER], [SHELTER]);

describe("joinEntries", () => {
  test("says where it is offered now, and apart from that where not", () => {
    const office = shown("location:l2", { name: "Office", state: "retired" });
    const service = shown("service:s1", {
      name: "Beds",
      service_at_locations: [{ location_id: "l1" }, { location_id: "l2" }],
    });

    const [entry] = joinEntries([service], [], [SHELTER, office]);

    expect(entry?.places.map(({ id }) => id)).toEqual(["location:l1"]);
    expect(entry?.otherPlaces.map(({ id }) => id)).toEqual(["location:l2"]);
  });

  const there = (id: string) => ({ location_id: id });
  const atTwo = shown("service:s1", {
    name: "Beds",
    service_at_locations: [{ ...there("l2"), phones: [{ number: "555-0102" }] }, there("l3")],
  });
  const gone = shown("location:l2", {
    name: "Old office",
    state: "retired",
    replaced_by: "location:l4",
    phones: [{ number: "555-0103" }],
  });
  const kept = shown("location:l3", { name: "Hall" });

  test("says where to go instead of a place that is no longer there", () => {
    const office = shown("location:l4", { name: "New office", schedules: [{ freq: "WEEKLY" }] });

    const [entry] = joinEntries([atTwo], [], [gone, kept, office]);

    expect(entry?.places.map(({ name, insteadOf }) => [name, insteadOf?.name])).toEqual([
      ["Hall", undefined],
      ["New office", "Old office"],
    ]);
    expect(entry?.otherPlaces.map(({ name }) => name)).toEqual(["Old office"]);
    expect(entry?.schedules).toEqual([{ freq: "WEEKLY" }]);
    expect(entry?.phones).toEqual([]); // what was told of the old place is not told of the new
  });

  test("names a place once, whatever it stands for", () => {
    const led = shown("location:l2", { name: "Old", state: "retired", replaced_by: "location:l3" });

    const [entry] = joinEntries([atTwo], [], [led, kept]);

    expect(entry?.places).toEqual([placeOf("location:l3", kept.body)]);
  });

  test.each([
    ["is private now", gone.body, { name: "House", confidential: true }],
    ["is private itself", { ...gone.body, confidential: true }, { name: "Office" }],
    ["is not in the directory", gone.body, { name: "Office", state: "draft" }],
  ])("leads nowhere when the place, or what replaces it, %s", (_, before, instead) => {
    const places = [shown("location:l2", before), shown("location:l4", instead), kept];

    expect(joinEntries([atTwo], [], places)[0]?.places.map(({ name }) => name)).toEqual(["Hall"]);
  });

  test("goes by what the service has at a place before what the place has", () => {
    const own = { location_id: "l3", phones: [{ number: "555-0104" }], schedules: [{ id: "a" }] };
    const service = shown("service:s1", { name: "Beds", service_at_locations: [own] });
    const place = { ...kept.body, phones: [{ number: "555-0105" }], schedules: [{ id: "b" }] };

    const [open] = joinEntries([service], [], [shown("location:l3", place)]);
    const [closed] = joinEntries(
      [service],
      [],
      [shown("location:l3", { ...place, confidential: true })],
    );

    expect([open?.phones, open?.schedules]).toEqual([own.phones, own.schedules]);
    expect([closed?.phones, closed?.schedules]).toEqual([place.phones, place.schedules]);
  });

  test("takes the organization's number when the service and its places have none", () => {
    expect(beds?.phones).toEqual([{ number: "701-555-0134" }]);
  });

  test("names the area of a private place, never its street", () => {
    expect(beds?.area).toBe("Pike Landing, ND");
    expect(beds?.places[0]?.address).toEqual([]);
  });

  test("keeps a service whose organization is not on this phone", () => {
    expect(joinEntries([BEDS], [], [])[0]).toMatchObject({ organization: undefined, places: [] });
  });

  test("sorts by name as people do", () => {
    const names = ["Zinnia", "árbol", "Beds"].map((name) => shown(`service:${name}`, { name }));

    expect(joinEntries(names, [], []).map(({ name }) => name)).toEqual(["árbol", "Beds", "Zinnia"]);
  });
});

test("police stand after all others, whatever their name", () => {
  const names = ["Adler County Sheriff", "Beds", "Área de policía"];
  const services = names.map((name) => shown(`service:${name}`, { name }));

  expect(joinEntries(services, [], []).map(({ name }) => name)).toEqual([
    "Beds",
    "Adler County Sheriff",
    "Área de policía",
  ]);
});

test("a place with a street shows it line by line", () => {
  const address = {
    address_1: "12 Mill St",
    city: "Millbrook",
    state_province: "ND",
    postal_code: "58001",
  };

  expect(placeOf("location:l2", { addresses: [address] }).address).toEqual([
    "12 Mill St",
    "Millbrook, ND 58001",
  ]);
});

test.each([
  ["Free", true],
  ["No cost to families", true],
  ["Free parking", false],
  ["Sliding scale", false],
])("a service whose fees say %j is free: %s", (fees, isFree) => {
  const [entry] = joinEntries(
    [shown("service:s2", { name: "Talk", fees_description: fees })],
    [],
    [],
  );

  expect(entry && passes(entry, { ...NO_FILTERS, isFree: true }, new Date())).toBe(isFree);
});

test("every filter must pass", () => {
  const filters = { ...NO_FILTERS, category: "shelter", isWithoutPolice: true };

  expect(beds && passes(beds, filters, new Date())).toBe(false);
  expect(beds && passes(beds, { ...filters, isWithoutPolice: false }, new Date())).toBe(true);
});

describe("the clock of an entry", () => {
  const [denver, phoenix] = ["America/Denver", "America/Phoenix"];
  const office = shown("location:l2", { name: "Office", time_zone: phoenix });
  const hall = shown("location:l3", { name: "Hall" });
  const clockOf = (body: Body, home?: string, ids: readonly string[] = []) => {
    const links = ids.map((id) => ({ location_id: id }));
    const service = shown("service:s1", { name: "Beds", service_at_locations: links, ...body });
    return joinEntries([service], [], [office, hall], undefined, home)[0]?.clock;
  };

  test("is the zone that the service names, else its places', else the collaborative's", () => {
    expect(clockOf({ time_zone: denver }, denver, ["l2"])).toEqual({
      names: [denver],
      isSaid: true,
    });
    expect(clockOf({}, denver, ["l2"])).toEqual({ names: [phoenix], isSaid: true });
    expect(clockOf({}, denver, ["l3"])).toEqual({ names: [denver], isSaid: false });
    expect(clockOf({})).toEqual({ names: [], isSaid: false });
  });

  test("is several when its places keep several", () => {
    expect(clockOf({}, denver, ["l2", "l3"])).toEqual({ names: [phoenix, denver], isSaid: true });
  });

  test("is never the collaborative's for another's entry", () => {
    const theirs = { ...shown("service:s2", { name: "Far" }), database: "network-0a" };

    expect(joinEntries([theirs], [], [], undefined, denver)[0]?.clock.names).toEqual([]);
  });
});
