/** The box of anonymous answers: what lies in it, and when and how it is emptied. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { answerBody } from "../../src/data/answer-body.ts";
import { answerBox } from "../../src/data/answer-box.ts";
import { type Sent, sendAnswer, waitMs } from "../../src/sync/send-answer.ts";
import {
  DAY_MS,
  emptyBox,
  lookAtBox,
  type Means,
  planned,
  shuffled,
} from "../../src/sync/send-box.ts";

const SURVEY = "6f1c2d3e-0009-4a5b-8c6d-000000000009";
const NOON = Date.UTC(2026, 10, 20, 12, 34, 56);

/** A small repeatable source of chance. */
function chance(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

function means(send: (body: string) => Sent, changes: Partial<Means> = {}) {
  const sent: string[] = [];
  const pauses: number[] = [];
  const with_: Means = {
    box: answerBox,
    send: async ({ body }) => {
      sent.push(body);
      return send(body);
    },
    now: () => NOON,
    random: chance(),
    pause: async (ms) => void pauses.push(ms),
    isOnline: () => true,
    ...changes,
  };
  return { means: with_, sent, pauses };
}

const fill = async (count: number) => {
  for (let n = 0; n < count; n++) await answerBox.put(SURVEY, { e_enough: `option-${n}` });
};

beforeEach(async () => {
  for (const [key] of await answerBox.all()) await answerBox.remove(key);
  await answerBox.planFor(undefined);
});

describe("an answer", () => {
  test("is one length, whatever was answered, and longer only by doubling", () => {
    const lengths = [{}, { a: "x" }, { a: "x".repeat(3000) }].map((answers) => answerBody(answers));

    expect(new Set(lengths.map((body) => body.length))).toEqual(new Set([4096]));
    expect(new TextEncoder().encode(answerBody({ a: "ñ".repeat(3000) }))).toHaveLength(8192);
  });

  test("has a random name, made once, and nothing of the phone or the clock", () => {
    const body = JSON.parse(answerBody({ a: "x" }));

    expect(Object.keys(body)).toEqual(["once", "answers", "padding"]);
    expect(body.once).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse(answerBody({ a: "x" })).once).not.toBe(body.once);
  });
});

describe("the box", () => {
  test("holds no order, no time and no member", async () => {
    await fill(12);
    const all = await answerBox.all();
    const named = all.map(([, { body }]) => JSON.parse(body).answers.e_enough);

    expect(new Set(all.map(([key]) => key.length))).toEqual(new Set([32]));
    expect(named).not.toEqual(named.map((_, n) => `option-${n}`));
    for (const [, waiting] of all) expect(Object.keys(waiting)).toEqual(["survey", "body"]);
  });

  test("is emptied in mixed order, one by one, with pauses", async () => {
    await fill(9);
    const before = (await answerBox.all()).map(([, { body }]) => body);
    const { means: all, sent, pauses } = means(() => "counted");

    expect(await emptyBox(all)).toEqual({ sent: 9, refused: 0, left: 0 });
    expect([...sent].sort()).toEqual([...before].sort());
    expect(sent).not.toEqual(before);
    expect(pauses).toHaveLength(8);
  });

  test("keeps what the line or the server could not take, word for word", async () => {
    await fill(5);
    let tries = 0;
    const { means: some } = means(() => (++tries > 2 ? "later" : "counted"));

    expect(await emptyBox(some)).toEqual({ sent: 2, refused: 0, left: 3 });
    const left = (await answerBox.all()).map(([, { body }]) => body);
    const { means: rest, sent } = means(() => "counted");
    await emptyBox(rest);
    expect([...sent].sort()).toEqual([...left].sort());
  });

  test("drops what will never be taken, and waits for a survey that is on its way", async () => {
    await fill(1);
    expect(await emptyBox(means(() => "unknown").means)).toMatchObject({ left: 1 });
    expect(await emptyBox(means(() => "refused").means)).toEqual({ sent: 0, refused: 1, left: 0 });
  });
});

describe("the hour of sending", () => {
  test("is a full hour of the next day, as likely one as another", () => {
    const hours = [0, 0.25, 0.5, 0.999].map((random) => planned(NOON, random));

    for (const hour of hours) {
      expect(hour % 3_600_000).toBe(0);
      expect(hour).toBeGreaterThan(NOON);
      expect(hour).toBeLessThanOrEqual(NOON + DAY_MS + 3_600_000);
    }
    expect(new Set(hours).size).toBe(4);
  });

  test("is chosen when something comes in, kept, and chosen anew", async () => {
    await fill(3);
    let now = NOON;
    const { means: some, sent } = means(() => "counted", { now: () => now });

    expect(await lookAtBox(some)).toBeUndefined();
    const sendAt = await answerBox.sendAt();
    expect(sent).toEqual([]);
    now = (sendAt ?? 0) - 1;
    expect(await lookAtBox(some)).toBeUndefined();
    now = sendAt ?? 0;
    expect(await lookAtBox(some)).toEqual({ sent: 3, refused: 0, left: 0 });
    expect(await answerBox.sendAt()).toBeUndefined();
  });

  test("waits for signal, and does not wait for years when a clock was set back", async () => {
    await fill(1);
    await answerBox.planFor(NOON - 1);
    expect(
      await lookAtBox(means(() => "counted", { isOnline: () => false }).means),
    ).toBeUndefined();

    await answerBox.planFor(NOON + 400 * DAY_MS);
    await lookAtBox(means(() => "counted").means);
    expect(await answerBox.sendAt()).toBeLessThan(NOON + 2 * DAY_MS);
  });
});

describe("sending one answer", () => {
  const asked: RequestInit[] = [];
  const answers = (status: number) => async (_: string, init: RequestInit) => {
    asked.push(init);
    return new Response(status === 204 ? null : "{}", { status });
  };

  test("takes only the server's own word for counted", async () => {
    const outcome = async (status: number) => sendAnswer(answers(status), SURVEY, "{}");

    expect(await outcome(204)).toBe("counted");
    expect(await outcome(200)).toBe("later"); // another network's page
    expect(await outcome(410)).toBe("refused");
    expect(await outcome(404)).toBe("unknown");
    expect(await outcome(429)).toBe("later");
    expect(await outcome(503)).toBe("later");
    expect(await sendAnswer(() => Promise.reject(new TypeError("cut")), SURVEY, "{}")).toBe(
      "later",
    );
  });

  test("carries no cookie and says for nobody", () => {
    for (const init of asked) {
      expect(init.credentials).toBe("omit");
      expect(Object.keys(init.headers ?? {})).toEqual(["Content-Type"]);
    }
  });

  test("tries again later and later, up to a minute, and never in step", () => {
    expect([1, 2, 3, 30].map((tried) => waitMs(tried, 1))).toEqual([2000, 4000, 8000, 60_000]);
    expect(waitMs(1, 0)).toBe(1000);
  });
});

test("a mixed order leaves nothing out and repeats nothing", () => {
  const ordered = Array.from({ length: 50 }, (_, n) => n);

  expect([...shuffled(ordered, chance())].sort((a, b) => a - b)).toEqual(ordered);
});
