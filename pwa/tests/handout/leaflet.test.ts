import { expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { joinEntries } from "../../src/directory/entry.ts";
import { itemsOf, leafletText, messageAddress, messageText } from "../../src/handout/leaflet.ts";

const NOW = new Date("2026-11-20T12:00:00");
const WEEKDAYS = { freq: "WEEKLY", byday: "MO,TU,WE,TH,FR", opens_at: "09:00", closes_at: "17:00" };

const shown = (id: string, body: Body): ShownDocument => ({
  database: "directory-demo",
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

const PLACES = [
  shown("location:office", {
    addresses: [
      { address_1: "12 Mill St", city: "Millbrook", state_province: "ND", postal_code: "58001" },
    ],
  }),
  shown("location:shelter", {
    confidential: true,
    addresses: [{ address_1: "1 Hidden Rd", city: "Pike Landing" }],
  }),
];

const SERVICES = [
  shown("service:aid", {
    name: "Alder Legal Aid",
    url: "https://aid.example.org",
    assured_date: "2026-11-01",
    phones: [
      { number: "701-555-0134", extension: 2, description: "Front desk" },
      { number: "701-555-0135", type: "fax" },
      { number: "701-555-0136", type: "text" },
    ],
    schedules: [{ ...WEEKDAYS, exceptions: [{ date: "2026-11-24" }] }],
    service_at_locations: [{ location_id: "office" }],
    cost_options: [{ amount: 0 }],
  }),
  shown("service:beds", {
    name: "Beds",
    phones: [{ number: "701-555-0130" }],
    service_at_locations: [{ location_id: "shelter" }],
  }),
];

const items = itemsOf(joinEntries(SERVICES, [], PLACES), NOW);

test("a leaflet holds names, numbers, weekly hours, places, cost and age; no address online", () => {
  expect(leafletText(items)).toMatch(
    new RegExp(
      [
        "^Alder Legal Aid",
        "701-555-0134 ext. 2 \\(Front desk\\)",
        "Text 701-555-0136",
        "Monday to Friday: 9:00.AM to 5:00.PM",
        "12 Mill St, Millbrook, ND 58001",
        "Free",
        "Last checked: November 1, 2026\\.",
        "",
        "Beds",
        "701-555-0130",
        "The address is private. Call first.",
        "Not checked: call first.$",
      ].join("\n"),
    ),
  );
});

test("a private place's street is in no leaflet", () => {
  expect(leafletText(items)).not.toContain("Hidden");
});

test("a message holds names and numbers, and nothing of the app", () => {
  const words = messageText(items);

  expect(words.split("\n")).toEqual([
    "Alder Legal Aid",
    "701-555-0134 ext. 2 (Front desk)",
    "Text 701-555-0136",
    "",
    "Beds",
    "701-555-0130",
  ]);
  expect(messageAddress(words)).toBe(`sms:?&body=${encodeURIComponent(words)}`);
  expect(decodeURIComponent(messageAddress(words))).not.toMatch(/cairn|https?:/i);
});

test("an entry of another directory says so on paper, and whose it is only on the screen", () => {
  const theirs = { ...shown("service:line", { name: "Line" }), database: "network-1" };
  const origins = new Map([["network-1", { name: "Northern Hills", receivedOn: "2026-11-19" }]]);
  const [item] = itemsOf(joinEntries([theirs], [], [], origins), NOW);

  expect(item?.from).toBe("From: Northern Hills");
  expect(leafletText(item ? [item] : [])).toBe(
    "Line\nNot checked: call first. From another directory.",
  );
});

test.each([
  ["2026-11-01", "Last checked: November 1, 2026."],
  ["2024-11-01", "Last checked: November 1, 2024. Call first."],
  ["2031-11-01", "Not checked: call first."],
])("what was checked on %s says on paper: %s", (assured_date, words) => {
  const [item] = itemsOf(
    joinEntries([shown("service:line", { name: "x", assured_date })], [], []),
    NOW,
  );

  expect(item?.age).toBe(words);
});
