import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { codesOf } from "../../src/handout/codes.ts";
import type { Item } from "../../src/handout/leaflet.ts";
import { type DrawnCode, drawCode, MOST_BYTES } from "../../src/parts/code.ts";

const item = (name: string, ...phones: string[]): Item => ({
  id: `service:${name}`,
  name,
  phones,
  lines: ["12 Mill St, Millbrook, ND 58001"],
  age: "Last checked: November 1, 2026.",
  from: "",
});

/** What a camera would read: by another library than the one that drew it. */
function read({ path, side, quiet }: DrawnCode): string {
  const dots = 4; // to a square
  const width = side * dots;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  const dark = darkSquares(path);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const square = `${Math.floor(x / dots) - quiet},${Math.floor(y / dots) - quiet}`;
      if (dark.has(square)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return decodeQR({ width, height: width, data });
}

/** Fill the path's outlines by the even-odd rule: a square is dark with an odd count to its left. */
function darkSquares(path: string): ReadonlySet<string> {
  const edges = new Map<number, number[]>(); // upright edges: x of each, by row
  for (const outline of path.split("M").filter(Boolean)) {
    const corners = [...outline.matchAll(/(\d+)[ ,](\d+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    corners.forEach(([x = 0, y = 0], at) => {
      const [nextX = 0, nextY = 0] = corners[(at + 1) % corners.length] ?? [];
      if (x !== nextX) return;
      for (let row = Math.min(y, nextY); row < Math.max(y, nextY); row++)
        edges.set(row, [...(edges.get(row) ?? []), x]);
    });
  }
  const dark = new Set<string>();
  for (const [row, xs] of edges) {
    const sorted = xs.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < sorted.length; pair += 2)
      for (let column = sorted[pair] ?? 0; column < (sorted[pair + 1] ?? 0); column++)
        dark.add(`${column},${row}`);
  }
  return dark;
}

test("a code says names and numbers, and nothing else", () => {
  const { codes, tooLong } = codesOf([
    item("Alder House 24-hour line", "701-555-0134 (24-hour line)", "Text 701-555-0135"),
    item("Centro Niñez", "701-555-0138 ext. 2"),
  ]);

  expect(tooLong).toEqual([]);
  expect(codes.map(({ names }) => names)).toEqual([["Alder House 24-hour line", "Centro Niñez"]]);
  expect(codes.map(read)).toEqual([
    "Alder House 24-hour line\n701-555-0134 (24-hour line)\nText 701-555-0135\n\n" +
      "Centro Niñez\n701-555-0138 ext. 2",
  ]);
  expect(codes[0]?.text).not.toMatch(/http|Mill St/);
});

test("what does not fit one code goes into the next, whole and in order", () => {
  const many = Array.from({ length: 20 }, (_one, n) => item(`Food shelf ${n} ñ`, "701-555-0134"));
  const { codes } = codesOf(many);

  expect(codes.length).toBeGreaterThan(1);
  expect(codes.flatMap(({ names }) => names)).toEqual(many.map(({ name }) => name));
  for (const code of codes) expect(read(code)).toBe(code.text);
});

test("a service with more numbers than a code holds keeps its first ones", () => {
  const phones = Array.from({ length: 40 }, (_one, n) => `701-555-01${n} (desk number ${n})`);
  const { codes, tooLong } = codesOf([item("Busy office", ...phones)]);

  expect(tooLong).toEqual([]);
  expect(read(codes[0] as DrawnCode)).toContain("Busy office\n701-555-010 (desk number 0)");
});

test("a service whose name alone is too long is told, and the others are there", () => {
  const long = "ñ".repeat(300);
  const { codes, tooLong } = codesOf([item(long, "701-555-0134"), item("Line", "988")]);

  expect(tooLong).toEqual([long]);
  expect(codes.map(read)).toEqual(["Line\n988"]);
});

test.each(["a".repeat(MOST_BYTES), "ñ".repeat(MOST_BYTES / 2), "9".repeat(MOST_BYTES)])(
  "the longest text fits the largest code",
  (text) => {
    const code = drawCode(text);

    expect(read(code)).toBe(text);
    expect(code.side).toBeLessThanOrEqual(77 + 8);
  },
);

test("on paper a code is two centimetres at least, a square half a millimetre", () => {
  const [small, large] = [drawCode("988"), drawCode("a".repeat(MOST_BYTES))];

  expect(Number.parseFloat(small.width)).toBeGreaterThanOrEqual(20);
  expect(Number.parseFloat(large.width) / large.side).toBeGreaterThanOrEqual(0.5);
  expect(small.quiet).toBe(4);
});
