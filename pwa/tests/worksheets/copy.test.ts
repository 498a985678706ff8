import { describe, expect, test } from "vitest";
import { FILE_NAME } from "../../src/parts/ways-out.ts";
import {
  addedTogether,
  type Copy,
  copyOf,
  countLines,
  isWhole,
  type OfferedPart,
  offeredParts,
} from "../../src/worksheets/copy.ts";
import { copyText } from "../../src/worksheets/copy-text.ts";
import { EMPTY_SHEET, type Sheet, withAnswer, withSkip } from "../../src/worksheets/sheet.ts";
import { readTemplate, type Template } from "../../src/worksheets/template.ts";
import { filled, rawTemplate, SAFETY } from "./fixtures.ts";

const NONE: ReadonlySet<string> = new Set();
const offered = (parts: readonly OfferedPart[]) => parts.flatMap((part) => part.offered);
const lineIds = (parts: readonly OfferedPart[]) =>
  offered(parts).flatMap(({ lines }) => lines.map(({ id }) => id));
const everything = (template: Template, sheet: Sheet) =>
  copyOf(template, sheet, new Set(lineIds(offeredParts(template, sheet))));
const words = ({ parts }: Copy) =>
  parts.flatMap(({ blocks }) => blocks.flatMap(({ lines }) => lines.map((line) => line.words)));

const row = (key: number, worry: string) => ({ key, fields: new Map([["worry", worry]]) });

describe("what may be on a copy", () => {
  test("nothing is, before somebody puts it there", () => {
    const sheet = filled({ limits_told: "yes", later: "the truck", rp_types: ["body"] });

    expect(copyOf(SAFETY, sheet, NONE)).toEqual({
      title: "",
      parts: [],
      isSigned: false,
      later: [],
    });
  });

  test("what is never stored is not even offered", () => {
    const sheet = filled({ safe_now: "yes", later: "the truck" });

    expect(offered(offeredParts(SAFETY, sheet)).map(({ questionId }) => questionId)).toEqual([
      "later",
    ]);
  });

  test("no answer of any kind brings in what is only talked about or never stored", () => {
    const questions = SAFETY.sections.flatMap((section) => section.questions);
    const answers = new Map(questions.map(({ id }) => [id, "maize"]));
    const taken = offered(offeredParts(SAFETY, { ...EMPTY_SHEET, answers }));

    expect(taken.length).toBeGreaterThan(30);
    for (const { questionId } of taken) {
      const question = questions.find(({ id }) => id === questionId);
      expect(question?.type).not.toBe("talk");
      expect(question?.flags).not.toContain("nosave");
    }
  });

  test("what is hidden is not, nor what was skipped", () => {
    const shown = filled({ c_want: "yes", c_past: "He said sorry" });

    expect(words(everything(SAFETY, filled({ c_want: "no" }, shown)))).not.toContain(
      "He said sorry",
    );
    expect(words(everything(SAFETY, withSkip(SAFETY, shown, "c_past")))).not.toContain(
      "He said sorry",
    );
  });

  test("the worksheet's title and its parts' are not: they tell what the copy is", () => {
    const copy = everything(SAFETY, filled({ later: "the truck", rp_top: [row(1, "the gate")] }));

    expect(copy.title).toBe("");
    expect(copy.parts.map(({ title }) => title)).toEqual([""]);
    expect(copy.isSigned).toBe(false);
  });
});

describe("how a line gets there", () => {
  test("follows how much harm it could do", () => {
    const parts = offeredParts(
      SAFETY,
      filled({ limits_told: "yes", later: "the truck", rp_top: [row(1, "the gate")] }),
    );

    expect(offered(parts).map(({ care }) => care)).toEqual(["together", "warned", "alone"]);
  });

  test("a part is added together only where no line is about the survivor", () => {
    const work = readTemplate({
      id: "work",
      about: "group",
      sections: [
        section("fair", { who: 0, how: 1 }),
        section("mixed", { where: 1, when: 2 }),
        section("risky", { what: 1, whom: 3 }),
      ],
    });
    const sheet = ["who", "how", "where", "when", "what", "whom"].reduce(
      (before, id) => withAnswer(work, before, id, "maize"),
      EMPTY_SHEET,
    );

    expect(offeredParts(work, sheet).map((part) => addedTogether(part).length)).toEqual([2, 0, 0]);
  });

  test("each row and each pick is a line of its own", () => {
    const sheet = filled({
      contact_why: ["love", "fear"],
      rp_top: [row(1, "the gate"), row(2, "the truck")],
    });
    const ids = lineIds(offeredParts(SAFETY, sheet));
    const copy = copyOf(SAFETY, sheet, new Set([ids[1] ?? "", ids[3] ?? ""]));

    expect(ids).toHaveLength(4);
    expect(countLines(copy)).toBe(2);
    expect(words(copy)).toEqual([
      "Fear of what they would do",
      "The worry in a few words: the truck",
    ]);
  });

  test("a line that was changed is off again, and so is a new row in the place of an old", () => {
    const before = filled({ later: "the truck", rp_top: [row(1, "the gate")] });
    const chosen = new Set(lineIds(offeredParts(SAFETY, before)));
    const after = filled({ later: "the truck, at six", rp_top: [row(1, "the dog")] }, before);

    expect(countLines(copyOf(SAFETY, before, chosen))).toBe(2);
    expect(countLines(copyOf(SAFETY, after, chosen))).toBe(0);
  });

  test("what was chosen stays chosen in another language, and is copied in that", () => {
    const place = "a-safety-beyond-leaving/contact/contact_why";
    const spanish = readTemplate(rawTemplate("a-safety-beyond-leaving"), {
      [`${place}#text`]: "¿Por qué?",
      [`${place}/love#text`]: "Amor o esperanza",
    });
    const sheet = filled({ contact_why: ["love"] });
    const copy = copyOf(spanish, sheet, new Set(lineIds(offeredParts(SAFETY, sheet))));

    expect(copyText(copy)).toBe("¿Por qué?\n- Amor o esperanza\n");
  });

  test("what could hurt is hidden on the screen until tapped", () => {
    const copy = everything(SAFETY, filled({ later: "the truck", rp_top: [row(1, "the gate")] }));
    const blocks = copy.parts.flatMap((part) => part.blocks);

    expect(blocks.map(({ hides }) => hides)).toEqual([true, false]);
  });

  test("a row without anything in it is no line", () => {
    expect(offeredParts(SAFETY, filled({ rp_top: [{ key: 1, fields: new Map() }] }))).toEqual([]);
  });
});

describe("a release", () => {
  const RELEASE = readTemplate({
    id: "release",
    about: "person",
    title: "Release",
    prints: "whole",
    sections: [
      {
        id: "what",
        title: "What",
        questions: [
          { id: "purpose", type: "longtext", text: "What for?", sensitivity: 2 },
          { ...choice("items", ["name", "phone"]), type: "multi", sensitivity: 3 },
          { id: "agency", type: "text", text: "Share with", sensitivity: 3 },
          { ...choice("minor", ["no", "yes"]), sensitivity: 2 },
          {
            id: "guardian",
            type: "note",
            text: "A guardian signs too.",
            sensitivity: 0,
            show_if: "minor == 'yes'",
          },
          { id: "aloud", type: "talk", text: "Say this.", sensitivity: 0, flags: ["nosave"] },
          { id: "secret", type: "text", text: "Not stored", sensitivity: 3, flags: ["nosave"] },
        ],
      },
    ],
  });
  const sheet = (answers: Readonly<Record<string, string | readonly string[]>>) =>
    Object.entries(answers).reduce(
      (before, [id, answer]) => withAnswer(RELEASE, before, id, answer),
      EMPTY_SHEET,
    );

  test("is whole by what its template says, and a worksheet is not", () => {
    expect([isWhole(RELEASE), isWhole(SAFETY)]).toEqual([true, false]);
  });

  test("is copied with all that is shown, chosen or not, and with room where nothing is", () => {
    const copy = copyOf(RELEASE, sheet({ items: ["phone"], purpose: "a bed", minor: "no" }), NONE);

    expect(copy.title).toBe("Release");
    expect(copy.isSigned).toBe(true);
    expect(
      copy.parts.flatMap(({ blocks }) => blocks.map(({ label, isOpen }) => [label, isOpen])),
    ).toEqual([
      ["What for?", false],
      ["items?", false],
      ["Share with", true],
      ["minor?", false],
    ]);
    expect(words(copy)).toEqual(["a bed", "It is phone", "It is no"]);
  });

  test("says that nothing was chosen, and leaves no room to choose after signing", () => {
    const text = copyText(copyOf(RELEASE, EMPTY_SHEET, NONE));

    expect(text).toContain("items?\n- Nothing chosen\n");
    expect(text).toMatch(/Share with\n_+\n/);
  });

  test("never holds what is never stored, and notes only where they are shown", () => {
    const text = copyText(copyOf(RELEASE, sheet({ minor: "yes", secret: "the roof" }), NONE));

    expect(text).toContain("A guardian signs too.\n");
    expect(text).not.toMatch(/the roof|Not stored|Say this/);
  });

  test("ends with lines to sign", () => {
    const text = copyText(copyOf(RELEASE, sheet({ purpose: "a bed" }), NONE));

    expect(text).toMatch(/^Release\n\nWHAT\n\nWhat for\?\n- a bed\n/);
    expect(text).toMatch(/Signature:\n_+\nDay: _+\n/);
    expect(text).toMatch(/Signature of the worker:\n_+\nDay: _+\n$/);
  });
});

test("a file is named for nothing in it, and keeps the lines of an answer together", () => {
  const copy = everything(SAFETY, filled({ later: "the truck\nthe dog" }));

  expect(FILE_NAME).toBe("notes.txt");
  expect(copyText(copy)).toBe("What can wait?\n- the truck\n  the dog\n");
});

function section(id: string, sensitivities: Readonly<Record<string, number>>): unknown {
  const questions = Object.entries(sensitivities).map(([questionId, sensitivity]) => ({
    id: questionId,
    type: "text",
    text: `${questionId}?`,
    sensitivity,
  }));
  return { id, title: id, questions };
}

function choice(id: string, optionIds: readonly string[]) {
  const options = optionIds.map((one) => ({ id: one, text: `It is ${one}` }));
  return { id, type: "choice", text: `${id}?`, options };
}
