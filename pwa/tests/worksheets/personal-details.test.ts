import { describe, expect, test } from "vitest";
import { findDetail, loadFirstNames } from "../../src/worksheets/personal-details.ts";

test.each([
  ["call her at 555-0134", "phone"],
  ["(207) 555-0134 after six", "phone"],
  ["207.555.0134", "phone"],
  ["+1 207 555 0134", "phone"],
  ["2075550134", "phone"],
  ["june@example.org", "email"],
  ["she lives at 12 Mill Road", "address"],
  ["118 N. Pine St", "address"],
  ["calle Olmo 12", "address"],
  ["12 Camino Real, apto 4", "address"],
  ["PO Box 40", "address"],
  ["off Highway 2 before 9 apartment 3", "address"],
  ["case 123 456 789", "number"],
  ["card 4000 1234 5678", "number"],
])("%j is pointed out as %s", (text, detail) => {
  expect(findDetail(text)).toBe(detail);
});

test.each([
  "",
  "my sister, after 9 at night",
  "two kids, 7 and 12",
  "the nurse at the clinic since 2019",
  "B, who drives the bus",
  "she left 3 days ago",
  "la enfermera, el 3 de mayo",
  "5 miles down the road",
])("%j is left alone", (text) => {
  expect(findDetail(text)).toBeUndefined();
});

describe("first names", async () => {
  const names = await loadFirstNames();

  test.each(["ask maria about the keys", "María's car", "JUAN", "la hermana de Guadalupe"])(
    "%j may be a name",
    (text) => {
      expect(findDetail(text, names)).toBe("name");
    },
  );

  test.each([
    "the nurse, or B",
    "marking the calendar in may",
    "will go when it is light, at dawn",
    "con la luz, por el camino",
    "paz y esperanza",
    "marianas",
  ])("%j holds none", (text) => {
    expect(findDetail(text, names)).toBeUndefined();
  });

  test("a number tells more than a name", () => {
    expect(findDetail("maria 207-555-0134", names)).toBe("phone");
  });

  test("are folded, each once, and none is also a word", () => {
    expect([...names].filter((name) => !/^[a-z]+$/.test(name))).toEqual([]);
    for (const word of [
      "mark",
      "rose",
      "may",
      "will",
      "hope",
      "grace",
      "luz",
      "sol",
      "angel",
      "mar",
    ])
      expect(names).not.toContain(word);
  });
});
