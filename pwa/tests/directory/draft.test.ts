import { describe, expect, test } from "vitest";
import {
  cleaned,
  dollarsIn,
  problemsOf,
  withNumber,
  withoutAddress,
  withWebAddress,
} from "../../src/directory/draft.ts";

const SERVICE = { type: "service", schema: 1, name: "Beds", status: "active" };

describe("cleaned", () => {
  test("drops what was left empty and trims the rest", () => {
    const draft = { ...SERVICE, name: " Beds ", alert: "", phones: [{ number: "", type: "" }] };

    expect(cleaned(draft)).toEqual(SERVICE);
  });

  test("keeps what the form does not know", () => {
    expect(cleaned({ ...SERVICE, licenses: "ND 12", minimum_age: 0 })).toEqual({
      ...SERVICE,
      licenses: "ND 12",
      minimum_age: 0,
    });
  });
});

describe("problemsOf", () => {
  test.each([
    [{ ...SERVICE }, []],
    [{ ...SERVICE, name: " " }, ["name"]],
    [{ ...SERVICE, phones: [{ number: "", description: "Nights" }] }, ["phones"]],
    [{ ...SERVICE, phones: [{ number: "call Ana" }] }, ["phones"]],
    [{ ...SERVICE, phones: [{ number: "1-800-799-SAFE" }] }, []],
    [{ ...SERVICE, schedules: [{ byday: "MO", opens_at: "09:00" }] }, ["schedules"]],
    [{ ...SERVICE, schedules: [{ byday: "MO" }] }, ["schedules"]],
    [{ ...SERVICE, schedules: [{ byday: "MO", description: "By appointment" }] }, []],
    [{ ...SERVICE, minimum_age: 60, maximum_age: 18 }, ["ages"]],
    [{ ...SERVICE, maximum_age: 131 }, ["ages"]],
    [{ ...SERVICE, minimum_age: 18, maximum_age: 18 }, []],
    [{ ...SERVICE, url: "ask at the desk" }, ["url"]],
    [{ ...SERVICE, url: "alder.example.org/beds" }, []],
    [{ type: "organization", name: "Alder House", website: "alder" }, ["website"]],
    [{ ...SERVICE, email: "help at alder" }, ["email"]],
    [{ type: "location", addresses: [{ address_1: "12 Mill St" }] }, ["address"]],
    [{ type: "location", confidential: true, addresses: [{ city: "Millbrook" }] }, []],
  ])("%j: %j", (body, problems) => {
    expect(problemsOf(body)).toEqual(problems);
  });
});

test("a place made private keeps its area and loses all that could lead there", () => {
  const place = {
    type: "location",
    schema: 1,
    name: "Alder House",
    confidential: true,
    description: "Behind the mill",
    latitude: 46.8,
    notes: "Blue door",
    addresses: [{ address_1: "12 Mill St", city: "Millbrook", postal_code: "58001" }],
  };

  expect(withoutAddress(place)).toEqual({
    type: "location",
    schema: 1,
    name: "Alder House",
    confidential: true,
    addresses: [{ city: "Millbrook" }],
  });
});

test("a private place keeps whether it is public, and when it was checked", () => {
  const place = { type: "location", schema: 1, confidential: true, public: true };

  expect(withoutAddress({ ...place, assured_date: "2026-11-01", contacts: [{}] })).toMatchObject({
    ...place,
    assured_date: "2026-11-01",
  });
});

test("a number field takes digits only, and goes when it is emptied", () => {
  expect(withNumber(SERVICE, "minimum_age", "18 years")).toEqual({ ...SERVICE, minimum_age: 18 });
  expect(withNumber({ ...SERVICE, minimum_age: 18 }, "minimum_age", "")).toEqual(SERVICE);
});

test("a web address gets the beginning that people leave out", () => {
  expect(withWebAddress({ url: "alder.example" }, "url").url).toMatch(/^https:\/\/alder\.example$/);
  expect(withWebAddress({ url: "http://alder.example" }, "url").url).toBe("http://alder.example");
});

test.each([
  ["12.50", 12.5],
  ["12.", 12],
  ["12,50", 12.5],
  ["1,250", 1250],
  ["$ 1,250.75", 1250.75],
  ["0", 0],
  ["", undefined],
  ["ask", undefined],
  ["9999999", undefined],
])("dollars in %j: %j", (words, dollars) => {
  expect(dollarsIn(words)).toBe(dollars);
});
