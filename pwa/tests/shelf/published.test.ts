/** The program's own worksheets: what joins the list, and what must not spoil it. */
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/data/channel.ts";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { isObject, type JsonObject } from "../../src/data/json.ts";
import { worksheetDocId } from "../../src/data/uuid.ts";
import { EMPTY_SHELF, joinShelf, readShelf } from "../../src/shelf/published.ts";
import { keepShelf } from "../../src/shelf/shelf.ts";
import { shownEntries } from "../../src/worksheets/catalogue.ts";
import { rawTemplate } from "../worksheets/fixtures.ts";

const SAFETY = "a-safety-beyond-leaving";

function template(id: string, changes: JsonObject = {}): JsonObject {
  const raw = rawTemplate("c-tech-safety");
  return isObject(raw) ? { ...raw, id, title: `Ours: ${id}`, ...changes } : {};
}

async function published(raw: JsonObject, changes: Body = {}, rev = "1-a"): Promise<ShownDocument> {
  const body = { type: "worksheet", schema: 1, template: raw, state: "published", ...changes };
  const id = await worksheetDocId(String(raw.id));
  return { database: "commons-demo", id, rev, body, waiting: false, conflicts: [] };
}

const titlesOf = async (documents: readonly ShownDocument[], language: "en" | "es" = "en") =>
  joinShelf(shownEntries(), await readShelf(documents), language).map(({ listTitle }) => listTitle);

describe("a published worksheet", () => {
  test("stands beside the app's own", async () => {
    expect(await titlesOf([await published(template("check-in"))])).toContain("Ours: check-in");
  });

  test("of the same ID stands in their place", async () => {
    const titles = await titlesOf([await published(template(SAFETY))]);

    expect(titles[0]).toBe(`Ours: ${SAFETY}`);
    expect(titles).toHaveLength(shownEntries().length);
  });

  test("that is retired is not in the list, and neither is what it replaced", async () => {
    const retired = await published(template(SAFETY), { state: "retired" });

    expect(await titlesOf([retired])).toHaveLength(shownEntries().length - 1);
  });

  test("is in Spanish by the document's own words", async () => {
    const words = { es: { "check-in#title": "Cómo va", "check-in#list_title": 7 } };

    const titles = await titlesOf([await published(template("check-in"), { words })], "es");

    expect(titles).toContain("Cómo va");
  });

  test("is read again only when it has another revision", async () => {
    const first = await readShelf([await published(template("check-in"))]);
    const again = await readShelf([await published(template("check-in"))], first);
    const newer = await readShelf([await published(template("check-in"), {}, "2-b")], first);

    expect(again.published.get("check-in")).toBe(first.published.get("check-in"));
    expect(newer.published.get("check-in")).not.toBe(first.published.get("check-in"));
  });
});

test("every null that the server lets through is read as if it were not there", async () => {
  const nulls = { survey: null, list_title: null, list_purpose: null, note: null };

  expect(await titlesOf([await published(template("check-in", nulls))])).toContain(
    "Ours: check-in",
  );
});

describe("what cannot be opened", () => {
  const slider = template(SAFETY, {
    sections: [
      { id: "one", title: "One", questions: [{ id: "q", type: "slider", text: "How much?" }] },
    ],
  });

  test.each<[string, JsonObject, Body]>([
    ["of an unknown type", slider, {}],
    ["of a newer form", template(SAFETY, { schema: 2 }), {}],
    ["in a newer document", template(SAFETY), { schema: 2 }],
    ["in an unknown state", template(SAFETY), { state: "asleep" }],
    ["without parts", template(SAFETY, { sections: "none" }), {}],
    ["without a title", template(SAFETY, { title: "" }), {}],
  ])("%s is named, and the app's own stays", async (_name, raw, changes) => {
    const document = await published(raw, changes);

    expect((await readShelf([document])).broken).toEqual([SAFETY]);
    expect(await titlesOf([document])).toEqual(shownEntries().map(({ listTitle }) => listTitle));
  });

  test("a document without any template is named by its own ID", async () => {
    const document = await published(template(SAFETY), { template: "Worksheet one" });

    expect((await readShelf([document])).broken).toEqual([document.id]);
  });

  test("a second document of the same template is none", async () => {
    const real = await published(template(SAFETY));
    const forged = { ...real, id: await worksheetDocId("elsewhere") };

    const shelf = await readShelf([forged, real]);

    expect([...shelf.published.keys()]).toEqual([SAFETY]);
    expect(shelf.broken).toEqual([SAFETY]);
  });
});

describe("the shelf", () => {
  test("is empty while nobody uses the phone", () => {
    expect(keepShelf().current()).toBe(EMPTY_SHELF);
  });

  test("follows what comes in", async () => {
    const documents: ShownDocument[] = [];
    let tell: (change: Change) => void = () => {};
    const shelf = keepShelf();
    const next = () => new Promise<void>((done) => void shelf.subscribe(done));
    const first = next();
    shelf.follow({
      all: async () => [...documents],
      subscribe: (listener) => {
        tell = listener;
        return () => {};
      },
    });
    await first;
    documents.push(await published(template("check-in")));
    const second = next();
    tell({ kind: "edit" });
    await second;

    expect(shelf.current()?.published.has("check-in")).toBe(true);
  });

  test("of a space that cannot be read is empty: the app's worksheets are there", async () => {
    const shelf = keepShelf();
    const read = new Promise<void>((done) => {
      shelf.subscribe(() => shelf.current() && done());
    });
    shelf.follow({ all: () => Promise.reject(new Error("closed")), subscribe: () => () => {} });
    await read;

    expect(shelf.current()?.published.size).toBe(0);
  });
});
