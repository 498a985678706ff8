import { describe, expect, it } from "vitest";
import type { ShownDocument } from "../../src/data/document.ts";
import {
  EMPTY_PROGRAM,
  finished,
  programProblems,
  textAt,
  withTextAt,
} from "../../src/program/draft.ts";
import { PROGRAM_ID, programIn, readProgram, said } from "../../src/program/program.ts";
import { shortened } from "../../src/program/reporting.tsx";

const COMMONS = "commons-prairie";

const shown = (id: string, database = COMMONS): ShownDocument => ({
  database,
  id,
  rev: "1-a",
  body: {},
  waiting: false,
  conflicts: [],
});

describe("the page about the program", () => {
  it("is one: what else another server sent is not shown", () => {
    const other = "program:00000000-0000-4000-8000-000000000002";
    const elsewhere = shown(PROGRAM_ID, "directory-prairie");
    const page = shown(PROGRAM_ID);

    expect(programIn([shown(other), elsewhere, page], COMMONS)).toBe(page);
    expect(programIn([shown(other), elsewhere], COMMONS)).toBeUndefined();
    expect(programIn(undefined, COMMONS)).toBeUndefined();
  });

  it("reads each fact by itself, and what makes no sense as blank", () => {
    const facts = readProgram({
      name: "Alder House",
      must_report: { en: 7, es: "Daño a un menor." },
      line_24h: { number: " " },
      interpreter_line: { number: "555-0100", note: ["loud"] },
      how_long: null,
      confidentiality: { en: "" },
    });

    expect(facts.name).toEqual({});
    expect(facts.mustReport).toEqual({ es: "Daño a un menor." });
    expect(facts.line24h).toBeUndefined();
    expect(facts.interpreterLine).toEqual({ number: "555-0100", note: {} });
    expect(said(facts.howLong, "en")).toBeUndefined();
    expect(said(facts.confidentiality, "en")).toBeUndefined();
  });

  it("says it in the language on screen, else in English, else in any", () => {
    const both = { en: "A day", es: "Un día" };

    expect(said(both, "es")).toEqual({ text: "Un día", lang: "es" });
    expect(said({ en: "A day" }, "es")).toEqual({ text: "A day", lang: "en" });
    expect(said({ so: "Maalin" }, "es")).toEqual({ text: "Maalin", lang: "so" });
  });
});

describe("a change of the page", () => {
  it("keeps what the form does not show", () => {
    const body = { ...EMPTY_PROGRAM, how_long: { en: "A day", so: "Maalin" } };

    const changed = withTextAt(body, ["how_long", "en"], "Two days");

    expect(changed.how_long).toEqual({ en: "Two days", so: "Maalin" });
    expect(textAt(changed, ["how_long", "en"])).toBe("Two days");
    expect(textAt(changed, ["line_24h", "note", "en"])).toBe("");
  });

  it("is stored signed and dated, with nothing empty in it", () => {
    const draft = withTextAt(EMPTY_PROGRAM, ["line_24h", "note", "en"], "  ");

    expect(finished(draft, "dana", "2026-11-20")).toEqual({
      type: "program",
      schema: 1,
      updated_on: "2026-11-20",
      updated_by: "dana",
    });
  });

  it.each([
    ["no number beside a note", ["note", "en"], "Ring twice"],
    ["words for a number", ["number"], "the office"],
  ])("is not stored with %s", (_, path, value) => {
    const draft = withTextAt(EMPTY_PROGRAM, ["line_24h", ...path], value);

    expect(programProblems(draft)).toEqual(["line_24h"]);
  });

  it("may leave every fact blank", () => {
    expect(programProblems(withTextAt(EMPTY_PROGRAM, ["line_24h", "number"], " "))).toEqual([]);
  });
});

describe("what must be reported, beside a question", () => {
  it("is whole while it is short, and else ends with a word", () => {
    const long = "report ".repeat(100);

    expect(shortened("Harm to a child.")).toBe("Harm to a child.");
    expect(shortened(long).length).toBeLessThan(410);
    expect(shortened(long)).toMatch(/report …$/);
    expect(shortened("x".repeat(500))).toMatch(/ …$/);
  });
});
