import { expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { buildIndex, type SearchIndex } from "../../src/data/search.ts";
import { type Chance, chanceOf } from "../worksheets/group/chance.ts";

const shown = (id: string, body: Body, database = "directory-demo"): ShownDocument => ({
  database,
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

const WORDS = ["crisis", "alder", "legal", "garden", "court", "refugio", "sheriff", "night", "bus"];
const ASKED = [...WORDS, "cris", "refujio", "legl aid", "alder court", "n", "police", ""];
const some = (chance: Chance) => [chance.pick(WORDS), chance.pick(WORDS)].join(" ");

function serviceOf(chance: Chance, id: string): ShownDocument {
  const body = {
    name: some(chance),
    organization_id: String(chance.upTo(4)),
    service_at_locations: [{ location_id: String(chance.upTo(4)) }],
    description: some(chance),
    categories: [chance.pick(["legal", "shelter"])],
  };
  const database = chance.upTo(4) === 0 ? "network-hills" : "directory-demo";
  return shown(id, body, database);
}

const belongingOf = (chance: Chance, type: string, n: number) =>
  shown(`${type}:${n}`, { name: some(chance), addresses: [{ city: chance.pick(WORDS) }] });

const asked = (index: SearchIndex) => ASKED.map((text) => index.search(text));

test.each(Array.from({ length: 24 }, (_one, seed) => seed))(
  "whatever changes, the index finds what one that is built anew does (%i)",
  async (seed) => {
    const chance = chanceOf(seed);
    const size = seed % 4 === 0 ? 300 : 40; // of many, some are not indexed yet when they change
    const services = new Map<string, ShownDocument>();
    for (let n = 0; n < size; n++) services.set(`service:${n}`, serviceOf(chance, `service:${n}`));
    const belonging = new Map<string, ShownDocument>();
    for (const type of ["organization", "location"])
      for (let n = 0; n < 4; n++) belonging.set(`${type}:${n}`, belongingOf(chance, type, n));
    const index = buildIndex([...services.values()], [...belonging.values()], []);
    for (let step = 0; step < 8; step++) {
      const changed = new Set<string>();
      for (let times = 1 + chance.upTo(4); times > 0; times--) {
        const id = `service:${chance.upTo(size + 5)}`;
        if (chance.upTo(3) === 0) services.delete(id);
        else services.set(id, serviceOf(chance, id));
        changed.add(id);
      }
      if (chance.upTo(3) === 0) {
        const type = chance.pick(["organization", "location"]);
        const other = belongingOf(chance, type, chance.upTo(4));
        belonging.set(other.id, other);
        for (const id of services.keys()) changed.add(id);
      }
      const ids = [...changed];
      index.update({
        services: ids.flatMap((id) => services.get(id) ?? []),
        gone: ids.filter((id) => !services.has(id)),
        documentOf: (id) => belonging.get(id),
      });
      if (step === 4) await Promise.race([index.ready, Promise.resolve()]);
      asked(index); // what was asked before a change must not narrow what is asked after it
    }
    await index.ready;
    const anew = buildIndex([...services.values()], [...belonging.values()], []);
    await anew.ready;

    for (const text of ASKED.filter(Boolean)) expect(index.search(text)).toEqual(anew.search(text));
    const all = (one: SearchIndex) =>
      one
        .search("")
        .map(({ id }) => id)
        .sort();
    expect(all(index)).toEqual(all(anew));
  },
);
