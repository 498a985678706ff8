import { expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { joinEntries } from "../../src/directory/entry.ts";
import { JoinedEntries, type Sources } from "../../src/directory/joined.ts";
import { NO_ORIGINS, originsOf } from "../../src/directory/origin.ts";
import { withTwins } from "../../src/directory/twins.ts";
import { type Chance, chanceOf } from "../worksheets/group/chance.ts";

const OURS = "directory-demo";
const HILLS = "network-6f1c2d3e00094a5b8c6d000000000009";

const shown = (id: string, body: Body, database = OURS): ShownDocument => ({
  database,
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

const ORIGINS = originsOf([shown("origin:1", { name: "Northern Hills" }, HILLS)]);

const sources = (some: Partial<Sources> = {}): Sources => ({
  services: [],
  organizations: [],
  locations: [],
  origins: NO_ORIGINS,
  home: undefined,
  ...some,
});

const whole = ({ services, organizations, locations, origins, home }: Sources) =>
  withTwins(joinEntries(services, organizations, locations, origins, home));

const LINE = shown("service:line", { name: "Line", organization_id: "ridge" });
const PANTRY = shown("service:pantry", {
  name: "Pantry",
  service_at_locations: [{ location_id: "hall" }],
});
const RIDGE = shown("organization:ridge", { name: "Ridge" });
const HALL = shown("location:hall", { name: "Hall", addresses: [{ city: "Millbrook" }] });

test("an entry of which nothing changed stays the same object", () => {
  const kept = new JoinedEntries(sources(), []);
  const before = kept.join(sources({ services: [LINE, PANTRY], organizations: [RIDGE] }));
  const renamed = shown("service:line", { name: "Zebra Line", organization_id: "ridge" });
  const now = kept.join(sources({ services: [renamed, PANTRY], organizations: [RIDGE] }));

  expect(now.all.map(({ name }) => name)).toEqual(["Pantry", "Zebra Line"]);
  expect(now.byId.get(PANTRY.id)).toBe(before.byId.get(PANTRY.id));
  expect(now.changed).toEqual([LINE.id]);
  expect(before.all.map(({ name }) => name)).toEqual(["Line", "Pantry"]);
});

test("an entry follows its organization and its places, those too that come after it", () => {
  const kept = new JoinedEntries(sources(), []);
  kept.join(sources({ services: [LINE, PANTRY] }));
  const named = kept.join(sources({ services: [LINE, PANTRY], organizations: [RIDGE] }));
  const placed = kept.join(
    sources({ services: [LINE, PANTRY], organizations: [RIDGE], locations: [HALL] }),
  );

  expect([named.changed, placed.changed]).toEqual([[LINE.id], [PANTRY.id]]);
  expect(placed.byId.get(LINE.id)?.organization).toBe("Ridge");
  expect(placed.byId.get(PANTRY.id)?.area).toBe("Millbrook");
  expect(placed.documentOf(HALL.id)).toBe(HALL);
});

test("an entry follows what its places are replaced by, at whatever remove", () => {
  const hall = shown("location:hall", { state: "retired", replaced_by: "location:gym" });
  const gym = shown("location:gym", { state: "retired", replaced_by: "location:new" });
  const office = shown("location:new", { name: "Office" });
  const kept = new JoinedEntries(sources(), []);
  kept.join(sources({ services: [PANTRY], locations: [hall, gym] }));

  const led = kept.join(sources({ services: [PANTRY], locations: [hall, gym, office] }));

  expect(led.changed).toEqual([PANTRY.id]);
  expect(led.byId.get(PANTRY.id)?.places.map(({ name }) => name)).toEqual(["Office"]);
});

const NAMES = ["Line", "line", "Sheriff", "Pantry", "Ärzte", "Legal Aid", "Police Department"];
const NUMBERS = ["701-555-0140", "7015550141", "555-0142"];
const STATES = [undefined, undefined, "draft", "retired"];

function bodyOf(chance: Chance, type: string): Body {
  const some = <T>(from: readonly T[]): T[] => from.filter(() => chance.upTo(3) === 0);
  const state = chance.pick([...STATES.keys()].map((place) => ({ state: STATES[place] })));
  return {
    type,
    name: chance.pick(NAMES),
    ...(state.state ? { state: state.state } : {}),
    ...(state.state === "retired" ? { replaced_by: `location:${chance.upTo(5)}` } : {}),
    ...(chance.upTo(6) === 0 ? { confidential: true } : {}),
    phones: some(NUMBERS).map((number) => ({ number })),
    organization_id: String(chance.upTo(5)),
    service_at_locations: some(["0", "1", "2", "3"]).map((id) => ({ location_id: id })),
    origin_id: String(chance.upTo(12)),
    addresses: some(["Millbrook", "Juniper"]).map((city) => ({ city })),
  };
}

/** Changes, adds or takes away some documents of a type. */
function shaken(chance: Chance, all: readonly ShownDocument[], type: string, most: number) {
  const now = new Map(all.map((one) => [one.id, one]));
  for (let times = chance.upTo(4); times > 0; times--) {
    const number = chance.upTo(most);
    const isTheirs = type === "service" && number >= most - 6;
    const id = `${type}:${number}`;
    if (chance.upTo(4) === 0) now.delete(id);
    else now.set(id, shown(id, bodyOf(chance, type), isTheirs ? HILLS : OURS));
  }
  const documents = [...now.values()];
  return chance.upTo(4) === 0 ? chance.shuffled(documents) : documents;
}

test.each(Array.from({ length: 60 }, (_one, seed) => seed))(
  "whatever changes, the entries are those of a whole join (%i)",
  (seed) => {
    const chance = chanceOf(seed);
    const services = shaken(chance, shaken(chance, [], "service", 20), "service", 20);
    let now = sources({ services, origins: seed % 2 ? ORIGINS : NO_ORIGINS });
    const kept = new JoinedEntries(now, whole(now));
    for (let step = 0; step < 60; step++) {
      const before = now;
      now = {
        services: chance.upTo(3) ? shaken(chance, now.services, "service", 20) : now.services,
        organizations: chance.upTo(4)
          ? now.organizations
          : shaken(chance, now.organizations, "organization", 5),
        locations: chance.upTo(4) ? now.locations : shaken(chance, now.locations, "location", 4),
        origins: chance.upTo(40) ? now.origins : chance.pick([ORIGINS, NO_ORIGINS]),
        home: chance.upTo(40) ? now.home : chance.upTo(2) ? undefined : "America/Denver",
      };
      const old = kept.join(before);
      const { all, byId, changed, documentOf } = kept.join(now);

      expect(all).toEqual(whole(now));
      expect([...byId.values()]).toEqual(all);
      const documents = [...now.services, ...now.organizations, ...now.locations];
      for (const one of documents) expect(documentOf(one.id)).toBe(one);
      if (!changed) continue;
      const unchanged = old.all.filter(({ id }) => !changed.includes(id));
      for (const entry of unchanged) expect(byId.get(entry.id)).toBe(entry);
      expect(all.length).toBeLessThanOrEqual(unchanged.length + changed.length);
    }
  },
);
