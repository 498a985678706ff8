import { describe, expect, test } from "vitest";
import {
  carriedOver,
  cleaned,
  dollarsIn,
  onTopOf,
  withNumber,
  withoutAddress,
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
  const pages = [{ id: "p1", url: "alder.example.org/ask" }];

  expect(cleaned({ url: "alder.example.org", additional_urls: pages })).toEqual({
    url: "https://alder.example.org",
    additional_urls: [{ id: "p1", url: "https://alder.example.org/ask" }],
  });
  expect(cleaned({ url: "http://alder.example.org" }).url).toBe("http://alder.example.org");
});

test("what pasting brought and nobody sees goes", () => {
  expect(cleaned({ name: "Be\u0000ds\u009d", alert: "one\ntwo" })).toEqual({
    name: "Beds",
    alert: "one\ntwo",
  });
});

test("a row in which nothing was typed goes, whatever it began with", () => {
  const typed = {
    contacts: [
      { id: "c1", phones: [{ number: "" }] },
      { id: "c2", title: "Desk" },
    ],
  };

  expect(cleaned(typed)).toEqual({ contacts: [{ id: "c2", title: "Desk" }] });
});

test("a kept draft goes on top of what others changed since", () => {
  const before = { name: "Beds", alert: "Full", description: "Old" };
  const body = { name: "Beds and rooms", description: "Old" };

  expect(onTopOf({ ...before, description: "New" }, { before, body })).toEqual({
    name: "Beds and rooms",
    description: "New",
  });
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

test("a change made to what was drawn before is one of the fields that it changed", () => {
  const drawn = { type: "service", name: "Line", phones: [{ number: "1" }], alert: "Closed" };
  const now = { ...drawn, name: "Night Line", url: "https://example.org" };
  const { alert: _alert, ...rest } = drawn;
  const changed = { ...rest, phones: [{ number: "2" }] };

  expect(carriedOver(now, drawn, changed)).toEqual({
    type: "service",
    name: "Night Line",
    phones: [{ number: "2" }],
    url: "https://example.org",
  });
  expect(carriedOver(drawn, drawn, changed)).toBe(changed);
});
