import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Body } from "../../src/directory/fields.ts";
import { problemsOf } from "../../src/directory/problems.ts";

const MONDAYS = { freq: "WEEKLY", byday: "MO" };
const SERVICE = { type: "service", schema: 1, name: "Beds", status: "active" };
const { cases } = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/entry-problems.json", import.meta.url), "utf8"),
) as { cases: { body: Body; problems: string[] }[] };

describe("what the server would refuse is marked where it stands", () => {
  test.each(cases)("$problems in $body", ({ body, problems }) => {
    expect(problemsOf(body)).toEqual(problems);
  });
});

describe("problemsOf", () => {
  test.each([
    [{ ...SERVICE, name: " " }, ["name"]],
    [{ ...SERVICE, phones: [{ number: "", description: "Nights" }] }, ["phones.0.number"]],
    [{ ...SERVICE, phones: [{ number: "", type: "text" }] }, []],
    [{ ...SERVICE, contacts: [{ id: "x", phones: [{ number: "" }] }] }, []],
    [{ ...SERVICE, schedules: [{ ...MONDAYS, opens_at: "09:00", closes_at: "" }] }, ["schedules"]],
    [{ ...SERVICE, schedules: [{ ...MONDAYS, byday: "" }] }, ["schedules"]],
    [{ ...SERVICE, schedules: [{ byday: "MO" }] }, ["schedules"]],
    [{ ...SERVICE, schedules: [{ ...MONDAYS, exceptions: [{ date: "" }] }] }, ["schedules"]],
    [
      { ...SERVICE, schedules: [{ ...MONDAYS, valid_from: "2027-02-01", valid_to: "2027-01-01" }] },
      ["schedules"],
    ],
    [{ ...SERVICE, schedules: [{ ...MONDAYS, opens_at: "09:00" }] }, []], // as some lists have it
    [{ ...SERVICE, schedules: [{ ...MONDAYS, description: "By appointment" }] }, []],
    [{ ...SERVICE, url: "ask at the desk" }, ["url"]],
    [{ ...SERVICE, url: "alder.example.org/beds" }, []],
    [{ type: "organization", name: "Alder House", website: "alder" }, ["website"]],
    [{ type: "location", addresses: [{ address_1: "12 Mill St" }] }, ["address"]],
    [{ type: "location", confidential: true, addresses: [{ city: "Millbrook" }] }, []],
  ])("%j: %j", (body, problems) => {
    expect(problemsOf(body)).toEqual(problems);
  });

  test("what still is as the server took it is no problem", () => {
    const before = { ...SERVICE, schedules: [{ byday: "MO" }] };

    expect(problemsOf(before)).toEqual(["schedules"]);
    expect(problemsOf({ ...before, alert: "Closed" }, before)).toEqual([]);
  });
});
