import { expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { buildIndex } from "../../src/data/search.ts";

const shown = (id: string, body: Body): ShownDocument => ({
  database: "directory-demo",
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

const SERVICES = [
  shown("service:line", {
    name: "Ridge Crisis Line",
    organization_id: "ridge",
    categories: ["hotline"],
    description: "Advocates answer day and night.",
  }),
  shown("service:refugio", {
    name: "Refugio Niños del Río",
    organization_id: "rio",
    categories: ["shelter", "children"],
    description: "A place to stay for families, with a garden.",
    service_areas: [{ name: "Alder County" }],
  }),
  shown("service:legal", {
    name: "Alder Legal Aid",
    organization_id: "aid",
    categories: ["legal"],
    description: "Help with court papers. Crisis visits by appointment.",
    service_at_locations: [{ location_id: "office" }],
  }),
  shown("service:sheriff", {
    name: "Crisis Unit",
    organization_id: "sheriff",
    categories: ["hotline"],
  }),
];
const ORGANIZATIONS = [
  shown("organization:ridge", { name: "Ridge Advocates" }),
  shown("organization:rio", { name: "Casa del Río" }),
  shown("organization:aid", { name: "Alder Legal Aid" }),
  shown("organization:sheriff", { name: "Alder County Sheriff" }),
];
const LOCATIONS = [shown("location:office", { addresses: [{ city: "Juniper Flats" }] })];

async function found(text: string): Promise<string[]> {
  const index = buildIndex(SERVICES, ORGANIZATIONS, LOCATIONS);
  await index.ready;
  return index.search(text).map(({ id }) => id.replace("service:", ""));
}

test.each([
  ["the beginning of a word", "ridg", "line"],
  ["no accents", "ninos", "refugio"],
  ["accents", "Niños", "refugio"],
  ["a typing mistake", "refujio", "refugio"],
  ["a category in Spanish", "abogado", "legal"],
  ["a category in English", "lawyer", "legal"],
  ["a category in other words", "kids", "refugio"],
  ["the organization", "casa", "refugio"],
  ["the place of an office", "juniper", "legal"],
  ["an area", "alder county refugio", "refugio"],
  ["a word of the description", "garden", "refugio"],
  ["part of a long word of the description", "ppointmen", "legal"],
])("finds by %s", async (_name, text, id) => {
  expect((await found(text))[0]).toBe(id);
});

test("every word must fit somewhere", async () => {
  expect(await found("ridge lawyer")).toEqual([]);
});

test("police come last, however well they fit", async () => {
  expect(await found("crisis")).toEqual(["line", "legal", "sheriff"]);
  expect((await found("crisis unit")).at(-1)).toBe("sheriff");
  expect((await found("help line")).indexOf("sheriff")).not.toBe(0);
});

test("who asks for the police finds them", async () => {
  expect((await found("sheriff"))[0]).toBe("sheriff");
  expect((await found("sherif"))[0]).toBe("sheriff");
});

test("who is served is found in both languages", async () => {
  const served = shown("service:men", { name: "Open door", who_is_served: ["men", "deaf"] });
  const index = buildIndex([served], [], []);
  await index.ready;

  for (const words of ["hombres", "man", "sordo", "deaf"]) {
    expect(index.search(words).length, words).toBe(1);
  }
});

test("no words give every service", async () => {
  expect((await found("  ")).length).toBe(SERVICES.length);
});

test("before the index is built, a scan answers", () => {
  const { search } = buildIndex(SERVICES, ORGANIZATIONS, LOCATIONS);

  expect(search("legal").map(({ id }) => id)).toEqual(["service:legal"]);
  expect(search("nino").map(({ id }) => id)).toEqual(["service:refugio"]);
});

test("an index that a newer one replaces is not finished", async () => {
  const older = buildIndex(SERVICES, ORGANIZATIONS, LOCATIONS);
  const newer = buildIndex(SERVICES, ORGANIZATIONS, LOCATIONS);
  await Promise.all([older.ready, newer.ready]);

  expect(older.search("refujio")).toEqual([]);
  expect(newer.search("refujio").length).toBe(1);
});

test("typing on, taking back and starting over find what a new search would", async () => {
  const pieces = ["cris", "alder", "legal", "casa", "garden", "court", "visits", "day", "refujio"];
  const services = Array.from({ length: 60 }, (_one, n) =>
    shown(`service:${n}`, {
      name: `${pieces[n % 7]} ${pieces[(n * 5) % 9]} line`,
      organization_id: n % 4 === 0 ? "sheriff" : "ridge",
      description: `${pieces[(n * 3) % 9]} and ${pieces[(n * 7) % 9]}s by day`,
    }),
  );
  const used = buildIndex(services, ORGANIZATIONS, LOCATIONS);
  await used.ready;
  let typed = "";
  for (let step = 0; step < 300; step++) {
    if (step % 11 === 10) typed = step % 2 ? typed.slice(0, -3) : "";
    else typed += step % 5 === 4 ? " " : (pieces[step % 9] ?? "").slice(0, 1 + (step % 3));

    const fresh = buildIndex(services, ORGANIZATIONS, LOCATIONS);
    await fresh.ready;
    expect(used.search(typed), typed).toEqual(fresh.search(typed));
  }
});

test("of one service in two directories our own comes first", async () => {
  const body = { name: "Ridge Crisis Line", categories: ["hotline"] };
  const theirs = { ...shown("service:theirs", body), database: "network-0a" };
  const ours = shown("service:ours", { ...body, alternate_name: "and some more words beside" });
  const index = buildIndex([theirs, ours], [], []);

  const before = index.search("ridge").map(({ id }) => id);
  await index.ready;

  expect(before[0]).toBe("service:ours");
  expect(index.search("ridge crisis").map(({ id }) => id)[0]).toBe("service:ours");
});
