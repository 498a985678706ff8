/** A draft holds everything of a template, each part with its Spanish, whatever is done to it. */
import { describe, expect, test } from "vitest";
import {
  copied,
  fromDraft,
  idsIn,
  labelSaid,
  moved,
  type Part,
  partAt,
  partsIn,
  said,
  textOf,
  toDraft,
  withLabel,
  withList,
  withPart,
  withSaid,
} from "../../src/authoring/draft.ts";
import { asType, newTemplate, withFlags } from "../../src/authoring/kinds.ts";
import { isObject, type JsonObject } from "../../src/data/json.ts";
import { checkTemplate } from "../../src/worksheets/check.ts";
import { rawTemplate, TEMPLATE_IDS } from "../worksheets/fixtures.ts";

const SAFETY = "a-safety-beyond-leaving";
const raw = (id = SAFETY): JsonObject => {
  const template = rawTemplate(id);
  return isObject(template) ? template : {};
};
const FIRST = "sections/0/questions/0";
const at = (draft: Part, place: string): Part => partAt(draft, place) ?? {};

test.each(TEMPLATE_IDS)("%s is the same after being a draft", (id) => {
  const es = { [`${id}#title`]: "Título" };

  expect(fromDraft(toDraft(raw(id), es))).toEqual({ template: raw(id), es });
});

describe("Spanish", () => {
  const question = partsIn(at(toDraft(raw()), "sections/0"), "questions")[0] ?? {};
  const place = `${SAFETY}/start/${textOf(question, "id")}`;

  test("lies at the place of its part, options and steps too", () => {
    const scale = "sections/8/questions/0";
    const draft = toDraft(raw(), { [`${place}#text`]: "¿Es seguro?", [`${place}/yes#text`]: "Sí" });

    expect(said(at(draft, FIRST), "text", "es")).toBe("¿Es seguro?");
    expect(said(at(draft, `${FIRST}/options/0`), "text", "es")).toBe("Sí");
    const labelled = withLabel(asType(at(draft, scale), "scale"), 2, "es", "Regular");
    expect(labelSaid(labelled, 2, "es")).toBe("Regular");
  });

  test("goes with a part that moves, and with its copy", () => {
    const draft = withPart(
      toDraft(raw()),
      FIRST,
      withSaid(question, "text", "es", "¿Es seguro? 🌻"),
    );
    const copy = withList(draft, "sections/0", "questions", (all) => copied(draft, all, 0));
    const below = withList(copy, "sections/0", "questions", (all) => moved(all, 0, 1));

    expect(said(at(below, "sections/0/questions/1"), "text", "es")).toBe("¿Es seguro? 🌻");
    const { es } = fromDraft(below);
    expect(Object.keys(es)).toHaveLength(2);
    expect(es[`${place}#text`]).toBe("¿Es seguro? 🌻");
  });

  test("of what is not said in English is left out", () => {
    const draft = withPart(toDraft(raw()), "sections/0", {
      ...at(toDraft(raw()), "sections/0"),
      intro: " ",
      es: { intro: "Hola" },
    });

    expect(fromDraft(draft).es).toEqual({});
    expect(textOf(at(fromDraft(draft).template, "sections/0"), "intro")).toBe("");
  });
});

describe("a copy", () => {
  test("of a part has IDs of its own, and nothing else does", () => {
    const draft = toDraft(raw());
    const twice = withList(draft, "", "sections", (all) => copied(draft, all, 0));

    expect(checkTemplate(fromDraft(twice).template).map(({ fault }) => fault)).not.toContain(
      "used_twice",
    );
    expect(idsIn(twice).size).toBe(
      idsIn(draft).size + partsIn(at(draft, "sections/0"), "questions").length + 1,
    );
  });
});

describe("another type", () => {
  const multi: Part = {
    id: "q",
    type: "multi",
    text: "Which?",
    sensitivity: 2,
    flags: ["max2", "nosave"],
    options: [{ id: "a", text: "A" }],
  };

  test("keeps the options of what is picked, and drops what means nothing any more", () => {
    expect(asType(multi, "choice")).toEqual({ ...multi, type: "choice", flags: ["nosave"] });
    expect(asType(multi, "text")).toEqual({
      id: "q",
      type: "text",
      text: "Which?",
      sensitivity: 2,
      flags: ["nosave"],
    });
  });

  test("is whole: a scale has six words, rows a field, a talk is never saved", () => {
    expect(asType(multi, "scale").labels).toHaveLength(6);
    expect(partsIn(asType(multi, "repeat"), "fields")).toHaveLength(1);
    expect(asType({ ...multi, flags: [] }, "talk").flags).toEqual(["nosave"]);
  });

  test("a gate brings a yes and a no, and the kind words; without it they go", () => {
    const gate = withFlags(asType(multi, "choice"), ["gate"]);

    expect(partsIn(gate, "options").map(({ id }) => id)).toEqual(["yes", "no", "a"]);
    expect(gate.stop).toBe("");
    expect(withFlags({ ...gate, stop: "Stop." }, []).stop).toBeUndefined();
  });
});

test("a new worksheet lacks nothing but words", () => {
  const faults = checkTemplate(fromDraft(newTemplate()).template);

  expect(new Set(faults.map(({ fault }) => fault))).toEqual(new Set(["blank"]));
});

test("a place that is not there changes nothing", () => {
  const draft = toDraft(raw());

  expect(partAt(draft, "sections/99")).toBeUndefined();
  expect(fromDraft(withList(draft, "sections/99", "questions", () => []))).toEqual(
    fromDraft(draft),
  );
});
