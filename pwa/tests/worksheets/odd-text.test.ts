/** What people paste and phones type: emoji, other directions, control characters, very long texts. */
import { describe, expect, test } from "vitest";
import { copyOf, offeredParts } from "../../src/worksheets/copy.ts";
import { copyText } from "../../src/worksheets/copy-text.ts";
import { dotted } from "../../src/worksheets/mask.tsx";
import { findDetail, loadFirstNames } from "../../src/worksheets/personal-details.ts";
import { directionOf, readable } from "../../src/worksheets/readable.ts";
import { EMPTY_SHEET, moreRows, type Row, withField } from "../../src/worksheets/sheet.ts";
import { filled, questionOf, SAFETY } from "./fixtures.ts";

const FAMILY = "👩‍👩‍👧‍👦"; // four people, joined
const HEBREW = "הכלב והמשאית";
const copied = (text: string): string => {
  const sheet = filled({ later: text });
  const ids = offeredParts(SAFETY, sheet).flatMap(({ offered }) =>
    offered.flatMap(({ lines }) => lines.map(({ id }) => id)),
  );
  return copyText(copyOf(SAFETY, sheet, new Set(ids)));
};

describe("an answer", () => {
  test.each([
    ["emoji of several parts", `the dog ${FAMILY}`],
    ["writing from the right", HEBREW],
    ["both directions", `call ${HEBREW} at 5`],
    ["the marks that such writing needs", "\u200fabc\u200e \u2067x\u2069"],
    ["tabs and line ends", "one\ttwo\nthree"],
    ["a very long word", "a".repeat(5_000)],
  ])("keeps %s as typed", (_what, text) => {
    expect(filled({ later: text }).answers.get("later")).toBe(text);
    expect(copied(text)).toContain(text.replaceAll("\n", "\n  "));
  });

  test("loses what nobody can see: control characters, and marks that turn a line around", () => {
    const text = "the\u0000 truck\u0007\u001b[2J\u202e yad\ufeff\u0085";

    expect(filled({ later: text }).answers.get("later")).toBe("the truck[2J yad");
  });

  test("has one kind of line end, whatever was pasted", () => {
    expect(readable("one\r\ntwo\rthree")).toBe("one\ntwo\nthree");
  });

  test("has no half of an emoji: it would break a file's encoding", () => {
    expect(readable(`${FAMILY.slice(0, 1)}the dog`)).toBe("\ufffdthe dog");
    expect(readable(FAMILY)).toBe(FAMILY);
  });

  test("of spaces alone is none, and a copy has none at its ends", () => {
    expect(filled({ later: " \n\u00a0\t " })).toEqual(EMPTY_SHEET);
    expect(copied("  the truck \n\n")).toBe("What can wait?\n- the truck\n");
  });

  test("in a field of a row is treated alike", () => {
    const rows: readonly Row[] = [{ key: 1, fields: new Map() }];

    expect(withField(rows, 1, "what", "a\u0000b")[0]?.fields.get("what")).toBe("ab");
  });
});

test.each([
  [`12. ${HEBREW}`, "rtl"],
  [`Ana: ${HEBREW}`, undefined],
  ["the dog", undefined],
  ["", undefined],
])("%s is written in the direction of its first letter", (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

test("dots stand for letters, not for halves of them", () => {
  expect(dotted("ab 🐕")).toBe("•• •");
});

test("rows end where the worksheet says, however often more are asked for", () => {
  const question = questionOf(SAFETY, "steps");
  let rows: readonly Row[] = [];
  for (let n = 0; n < 500; n++) rows = moreRows(question, rows);

  expect(rows).toHaveLength(question.maxRows);
});

const LONG = 100_000; // letters: as much as somebody pastes out of a document
const MOST_MS = 1_000; // a pass takes some 10 ms; one that looks back from each letter, minutes

describe("looking for details in a very long text", async () => {
  const names = await loadFirstNames();
  const fill = (piece: string) => piece.repeat(Math.ceil(LONG / piece.length)).slice(0, LONG);

  test.each([
    "a",
    "a@",
    "@a",
    "a.",
    "a@a.",
    "1 ",
    "12-",
    "12 a ",
    "1 a a a a ",
    "(555) ",
    "+1 555 ",
    "calle ",
    "calle a a a ",
    "po ",
    "p. o. ",
    "apt ",
    "apt",
    "apto.",
    " ",
    "\n",
    "1",
    "á",
    "e\u0301",
    "\u0316\u0301", // marks below and above in turn: to be put in order
    "👩‍👩‍👧‍👦",
    "ה",
  ])("of %j is over at once", (piece) => {
    for (const text of [
      fill(piece),
      `1${fill(piece)}`,
      `apt ${fill(piece)}!`,
      `x@${fill(piece)}`,
    ]) {
      const began = performance.now();
      findDetail(text, names);
      expect(performance.now() - began).toBeLessThan(MOST_MS);
    }
  });

  test("of words made by chance is over at once, and finds what is at the end", () => {
    const words = ["12 ", "calle ", "the ", "a@", ".", "apt ", "box ", "p.o. ", "-", "5", "\u0301"];
    let seed = 7;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return words[seed % words.length] ?? "";
    };
    for (let round = 0; round < 20; round++) {
      let text = "";
      while (text.length < LONG) text += next();
      const began = performance.now();
      findDetail(text, names);
      expect(performance.now() - began).toBeLessThan(MOST_MS);
    }
    expect(findDetail(`${fill("the dog ")} a@b.org`, names)).toBe("email");
    expect(findDetail(`${fill("the dog ")} Maria`, names)).toBe("name");
  });
});
