import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openFilling, SAVE_AFTER_MS } from "../../../src/worksheets/group/filling.ts";
import { merge } from "../../../src/worksheets/group/merge.ts";
import {
  EMPTY_REGISTER,
  join,
  type Leaf,
  type Register,
  registerOf,
} from "../../../src/worksheets/group/register.ts";

const typed = { isTyped: true };
const tapped = { isTyped: false };

/** A sheet that remembers what it was given, and may be full. */
function keepSheet() {
  const saves: Leaf["answers"][] = [];
  let isFull = false;
  return {
    saves,
    fill: (full: boolean) => {
      isFull = full;
    },
    save: async (answers: Leaf["answers"]) => {
      if (isFull) return "no_room" as const;
      saves.push(answers);
      return "saved" as const;
    },
    /** What the documents say of it: every answer that was saved. */
    register: (): Register =>
      join(EMPTY_REGISTER, ...saves.map((answers) => registerOf({ member: "ana", answers }))),
  };
}

const open = (sheet: ReturnType<typeof keepSheet>) =>
  openFilling({ member: "ana", by: "a", save: sheet.save });

const valuesAt = (register: Register, place: string) =>
  merge(register)
    .answers.get(place)
    ?.map(({ value }) => value);

const bens = (value: string): Register =>
  registerOf({ member: "ben", answers: { aim: [{ value, by: "b", dot: 1, seen: {} }] } });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("what is filled in", () => {
  test("is on screen at once, and saved a second after the first key", async () => {
    const sheet = keepSheet();
    const filling = open(sheet);

    filling.write([{ place: "aim", value: "Re" }], typed);
    filling.write([{ place: "aim", value: "Rest" }], typed);
    expect(valuesAt(filling.register(), "aim")).toEqual(["Rest"]);
    expect([filling.state(), sheet.saves.length]).toEqual(["saving", 0]);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);

    expect(filling.state()).toBe("saved");
    expect(sheet.saves.map(({ aim }) => aim?.[0]?.value)).toEqual(["Rest"]);
  });

  test("is saved at once when it was tapped, when the question is left, and when asked", async () => {
    const sheet = keepSheet();
    const filling = open(sheet);

    filling.write([{ place: "train", value: "6" }], tapped);
    await vi.advanceTimersByTimeAsync(0);
    expect(sheet.saves).toHaveLength(1);
    filling.hold("aim");
    filling.write([{ place: "aim", value: "Rest" }], typed);
    filling.hold(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(sheet.saves).toHaveLength(2);
    filling.write([{ place: "aim", value: "Peace" }], typed);
    await filling.flush();

    expect(valuesAt(sheet.register(), "aim")).toEqual(["Peace"]);
  });

  test("is kept and said not to be saved while the phone is full, and saved with the next", async () => {
    const sheet = keepSheet();
    const filling = open(sheet);
    sheet.fill(true);
    filling.write([{ place: "aim", value: "Rest" }], typed);
    await filling.flush();

    expect(filling.state()).toBe("no_room");
    sheet.fill(false);
    filling.write([{ place: "train", value: "6" }], tapped);
    await filling.flush();

    expect(filling.state()).toBe("saved");
    expect(valuesAt(sheet.register(), "aim")).toEqual(["Rest"]);
  });

  test("what is written during a save is saved too", async () => {
    const sheet = keepSheet();
    const filling = open(sheet);

    filling.write([{ place: "aim", value: "Rest" }], tapped);
    filling.write([{ place: "train", value: "6" }], tapped);
    await filling.flush();

    expect(sheet.saves.map((answers) => Object.keys(answers))).toEqual([["aim"], ["train"]]);
  });
});

describe("what others answer meanwhile", () => {
  test("does not change what is being typed, and stands beside it afterwards", () => {
    const filling = open(keepSheet());

    filling.hold("aim");
    filling.refresh(bens("Care"));
    expect(valuesAt(filling.register(), "aim")).toBeUndefined();
    filling.write([{ place: "aim", value: "Rest" }], typed);
    expect(valuesAt(filling.register(), "aim")).toEqual(["Rest"]);
    filling.hold(undefined);

    expect(valuesAt(filling.register(), "aim")).toEqual(["Care", "Rest"]);
  });

  test("was on screen when nobody typed: what is written then takes its place", () => {
    const filling = open(keepSheet());

    filling.refresh(bens("Care"));
    filling.write([{ place: "aim", value: "Rest" }], tapped);

    expect(valuesAt(filling.register(), "aim")).toEqual(["Rest"]);
  });

  test("to another question is on screen while somebody types", () => {
    const filling = open(keepSheet());

    filling.hold("train");
    filling.refresh(bens("Care"));

    expect(valuesAt(filling.register(), "aim")).toEqual(["Care"]);
  });
});

test("what another window wrote over is saved once more, and no oftener", async () => {
  const sheet = keepSheet();
  const filling = open(sheet);
  filling.write([{ place: "aim", value: "Rest" }], tapped);
  await filling.flush();

  filling.refresh(EMPTY_REGISTER);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(sheet.saves).toHaveLength(2);
  filling.refresh(EMPTY_REGISTER); // as if the server had refused it
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);

  expect(sheet.saves).toHaveLength(2);
});
