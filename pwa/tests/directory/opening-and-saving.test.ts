/**
 * Nothing that an import brought is lost by opening and saving a form: for documents made at
 * random from the published schemas, changing one field changes that field and its books only.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "../../src/data/json.ts";
import { onTopOf } from "../../src/directory/draft.ts";
import { problemsOf } from "../../src/directory/problems.ts";
import { finished } from "../../src/views/use-draft.ts";

const SCHEMAS = "../../../server/cairn_server/directory/profile/published/schema/";

type Random = () => number; // from 0 up to 1

/** Park and Miller's, so that a run can be had again. */
function randomFrom(seed: number): Random {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const schemas = new Map<string, JsonObject>();

function schemaNamed(name: string): JsonObject {
  const known = schemas.get(name);
  if (known) return known;
  const text = readFileSync(new URL(SCHEMAS + name, import.meta.url), "utf8");
  const schema = JSON.parse(text) as JsonObject;
  schemas.set(name, schema);
  return schema;
}

// As imports bring them: spaces around, more than one line, what a form would tidy.
const TEXTS = [
  "Beds ",
  " Línea de noche",
  "one\ntwo",
  "\u00a0y",
  "Cena caliente\r\n",
  "x",
  "a,b;c",
];

const FORMATS: Readonly<Record<string, string>> = {
  date: "2026-03-31",
  "date-time": "2026-11-20T18:30:00Z",
  email: "help@example.org",
  uri: "https://example.org/a",
};

function textOf(schema: JsonObject, random: Random): string {
  const format = schema.format;
  if (format === "uuid") {
    const digits = Math.floor(random() * 1e12);
    return `00000000-0000-4000-8000-${String(digits).padStart(12, "0")}`;
  }
  if (typeof format === "string") return FORMATS[format] ?? "x";
  return TEXTS[Math.floor(random() * TEXTS.length)] ?? "x";
}

function madeFrom(schema: JsonObject, random: Random, depth: number): JsonValue {
  if (typeof schema.$ref === "string") return madeFrom(schemaNamed(schema.$ref), random, depth);
  if (Array.isArray(schema.enum)) return schema.enum[Math.floor(random() * schema.enum.length)];
  if (schema.type === "string") return textOf(schema, random);
  if (schema.type === "boolean") return random() < 0.5;
  if (schema.type === "integer" || schema.type === "number") return Math.floor(random() * 120) + 1;
  if (schema.type === "array" && isObject(schema.items)) {
    const { items } = schema;
    return Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      madeFrom(items, random, depth + 1),
    );
  }
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  const chosen = properties.filter(() => random() < (depth > 2 ? 0.15 : 0.6));
  const fields = chosen.map(([name, inner]): [string, JsonValue] => [
    name,
    isObject(inner) ? madeFrom(inner, random, depth + 1) : "x",
  ]);
  return { ...Object.fromEntries(fields), x_from_elsewhere: " kept as it came " };
}

const CHANGED = "https://changed.example.org"; // at home in every field

describe.each(["service", "organization", "location"])("a %s that was imported", (type) => {
  const bodyFrom = (seed: number): JsonObject => {
    const made = madeFrom(schemaNamed(`${type}.json`), randomFrom(seed), 0);
    return { name: "Beds", ...(isObject(made) ? made : {}), type, schema: 1, confidential: false };
  };

  test("changes where it was changed, and nowhere else", () => {
    for (let seed = 0; seed < 200; seed++) {
      const before = bodyFrom(seed);
      const field = Object.keys(before)[seed % Object.keys(before).length] ?? "name";
      if (["type", "schema", "confidential"].includes(field)) continue;

      const saved = finished({ ...before, [field]: CHANGED }, before);

      const books = type === "service" ? { last_modified: saved.last_modified ?? "" } : {};
      expect(saved).toEqual({ ...before, [field]: CHANGED, ...books });
    }
  });

  test("keeps every row beside the one that was changed, letter by letter", () => {
    for (let seed = 0; seed < 200; seed++) {
      const before = bodyFrom(seed);
      for (const [field, rows] of Object.entries(before)) {
        if (!Array.isArray(rows) || !rows.every(isObject)) continue;
        const changed = rows.map((row, n) => (n === 0 ? { ...row, description: CHANGED } : row));

        const saved = finished({ ...before, [field]: changed }, before);

        expect(saved[field]).toEqual(changed);
      }
    }
  });

  test("is saved as it is when nothing was changed, and nothing in it is a problem", () => {
    for (let seed = 0; seed < 200; seed++) {
      const before = bodyFrom(seed);
      const { last_modified: _, ...saved } = finished(before, before);

      const { last_modified: __, ...rest } = before;
      expect(saved).toEqual(rest);
      expect(problemsOf(before, before)).toEqual([]);
      expect(onTopOf(before, { before, body: before })).toEqual(before);
    }
  });
});
