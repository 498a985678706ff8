/** What a search finds: the words that the pages without scripts are held to as well. */
import { beforeAll, expect, test } from "vitest";
import vectors from "../../../tests/vectors/search-words.json" with { type: "json" };
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { buildIndex, type SearchIndex } from "../../src/data/search.ts";

const shown = (id: string, body: Body): ShownDocument => ({
  database: "directory-demo",
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

let index: SearchIndex;

beforeAll(async () => {
  const services = Object.entries(vectors.services).map(([name, told]) =>
    shown(`service:${name}`, { name, ...told }),
  );
  index = buildIndex(services, [], []);
  await index.ready;
});

test.each(vectors.cases)("$name", ({ words, found }) => {
  const ids = index.search(words).map(({ id }) => id);

  expect(ids).toEqual(found.map((name) => `service:${name}`));
});
