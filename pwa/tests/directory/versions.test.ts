import { describe, expect, it } from "vitest";
import {
  bodyIn,
  broughtBack,
  differs,
  pairsOf,
  toBringBack,
  versionsIn,
} from "../../src/directory/versions.ts";

const TOLD = {
  number: 2,
  at: "2026-11-20T18:30:00Z",
  door: "phone",
  people: ["9a000000-0000-4000-8000-00000000000b"],
  fields: ["alert"],
  base: 1,
  state: "kept",
};
const SERVICE = { type: "service", schema: 1, name: "Night Line", alert: "Ring twice" };
const always = () => true;

describe("what the server tells of versions", () => {
  it("is read, and a time that only says by when is known as that", () => {
    const found = { ...TOLD, number: 1, door: "found", people: [], fields: [] };

    const page = versionsIn({ versions: [TOLD, found], more: true });

    expect(page?.hasMore).toBe(true);
    expect(page?.versions.map(({ number, isTimeKnown }) => [number, isTimeKnown])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(page?.versions[0]).toMatchObject({ base: 1, door: "phone", source: undefined });
  });

  it("goes by when its author made it", () => {
    const made = "2026-11-19T08:00:00Z";

    expect(versionsIn({ versions: [{ ...TOLD, made }] })?.versions[0]?.at).toBe(made);
  });

  it("is taken for nothing where it is something else", () => {
    expect(versionsIn({ versions: "none" })).toBeUndefined();
    expect(versionsIn({ versions: [null, {}, { number: "1", at: 1 }] })?.versions).toEqual([]);
    expect(bodyIn({ body: "x" })).toBeUndefined();
    const [odd] =
      versionsIn({ versions: [{ ...TOLD, door: "window", state: "?" }] })?.versions ?? [];
    expect([odd?.door, odd?.state]).toEqual(["found", "kept"]);
  });
});

describe("two versions", () => {
  it("are told field by field, first where they differ", () => {
    const pairs = pairsOf(SERVICE, { ...SERVICE, alert: "Ring once", minimum_age: 12 });

    expect(pairs.map(({ field }) => field)).toEqual(["alert", "minimum_age", "name"]);
    expect(pairs.map(differs)).toEqual([true, true, false]);
  });

  it("differ in nothing by when they were saved", () => {
    const saved = { ...SERVICE, last_modified: "2026-11-20T18:30:00Z" };

    expect(pairsOf(SERVICE, saved).some(differs)).toBe(false);
  });
});

describe("bringing back", () => {
  it("changes one field, and takes away what the version did not have", () => {
    const now = { ...SERVICE, url: "https://a.example" };

    expect(broughtBack(now, { ...SERVICE, alert: "Old" }, ["alert"], always)).toEqual({
      ...now,
      alert: "Old",
    });
    expect(broughtBack(now, SERVICE, ["url"], always)).toEqual(SERVICE);
  });

  it("of a whole version leaves whether it is shown and when it was checked", () => {
    const now = { ...SERVICE, public: true, assured_date: "2026-11-20", state: "draft" };

    expect(toBringBack(now, { ...SERVICE, alert: "Old", assured_date: "2020-01-01" })).toEqual([
      "alert",
    ]);
  });

  it("never marks or unmarks a private place", () => {
    const now = { type: "location", schema: 1, name: "House", confidential: true };

    expect(toBringBack(now, { type: "location", schema: 1, name: "House" })).toEqual([]);
  });

  it("leaves out links to places that are gone", () => {
    const links = [{ location_id: "here" }, { location_id: "gone" }];
    const version = { ...SERVICE, service_at_locations: links };

    const back = broughtBack(SERVICE, version, ["service_at_locations"], (id) =>
      id.endsWith(":here"),
    );

    expect(back.service_at_locations).toEqual([{ location_id: "here" }]);
    expect(broughtBack(SERVICE, version, ["service_at_locations"], () => false)).toEqual(SERVICE);
  });
});
