import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  type Clock,
  COVER_AFTER_MS,
  ERASE_AFTER_MS,
  elapsedMs,
  minutesLeft,
  stageAfter,
} from "../../src/worksheets/idle.ts";
import { hasAnswers, keepSessions, type Sessions } from "../../src/worksheets/session.ts";
import { withAnswer } from "../../src/worksheets/sheet.ts";
import { SAFETY } from "./fixtures.ts";

let now: number;
let sessions: Sessions;

const write = (text: string) =>
  sessions.change((sheet) => withAnswer(SAFETY, sheet, "later", text));
const pass = (ms: number) => {
  now += ms;
  sessions.look();
};

beforeEach(() => {
  now = 1_000_000;
  sessions = keepSessions(() => ({ wallMs: now, pageMs: now }));
  sessions.begin(SAFETY.id, "member:june");
  write("the truck");
});

describe("a worksheet that another leads to", () => {
  const RELEASE = "r-release";
  const ids = () => sessions.open().map(({ templateId }) => templateId);

  beforeEach(() => {
    sessions.go({ at: "part", sectionId: "team" });
    sessions.beginBeside(RELEASE, "member:june");
    sessions.change((sheet) => withAnswer(SAFETY, sheet, "why_today", "a bed"));
  });

  test("is in front, and the first waits behind it as it was", () => {
    expect(ids()).toEqual([RELEASE, SAFETY.id]);
    expect(sessions.current()?.sheet.answers.get("later")).toBeUndefined();

    sessions.end("done");

    expect(ids()).toEqual([SAFETY.id]);
    expect(sessions.current()?.sheet.answers.get("later")).toBe("the truck");
    expect(sessions.current()?.place).toEqual({ at: "part", sectionId: "team" });
  });

  test("can change places with the first, and neither is lost", () => {
    sessions.toFront(SAFETY.id);
    expect(ids()).toEqual([SAFETY.id, RELEASE]);

    sessions.end("done");
    expect(ids()).toEqual([RELEASE]);
    expect(sessions.current()?.sheet.answers.get("why_today")).toBe("a bed");
  });

  test("is covered and uncovered together with the first", () => {
    sessions.cover();
    expect(sessions.open().map(({ covered }) => covered)).toEqual([true, true]);

    sessions.uncover();
    expect(sessions.open().map(({ covered }) => covered)).toEqual([false, false]);
  });

  test("ends together with the first when nobody touches the phone, or the page goes", () => {
    pass(ERASE_AFTER_MS);

    expect(ids()).toEqual([]);
    expect(sessions.ending()).toBe("forgotten");
  });

  test("tells of its own copy alone", () => {
    sessions.handOver();
    sessions.end("done");
    expect(sessions.hasCopy()).toBe(true);

    sessions.end("done");
    expect(sessions.hasCopy()).toBe(false);
  });

  test("another that is begun by itself drops both", () => {
    sessions.begin("c-tech-safety", "member:june");

    expect(ids()).toEqual(["c-tech-safety"]);
  });
});

describe("one worksheet in memory", () => {
  test("ending it leaves nothing of it, and says how it ended", () => {
    sessions.end("done");

    expect(sessions.current()).toBeUndefined();
    expect(sessions.ending()).toBe("done");
    expect(JSON.stringify([sessions.current(), sessions.ending()])).not.toContain("truck");
  });

  test("that a copy was handed over is told after the end, until another begins", () => {
    sessions.handOver();
    sessions.end("done");
    expect(sessions.hasCopy()).toBe(true);

    sessions.begin(SAFETY.id, "member:june");
    expect(sessions.hasCopy()).toBe(false);
  });

  test("lines chosen for a copy outlive a change of place, not the worksheet", () => {
    sessions.take(new Set(["later=truck"]));
    sessions.go({ at: "done" });
    expect(sessions.current()?.taking.size).toBe(1);

    sessions.begin(SAFETY.id, "member:june");
    expect(sessions.current()?.taking.size).toBe(0);
  });

  test("a new one begins empty, at its first screen", () => {
    sessions.go({ at: "part", sectionId: "first" });
    sessions.begin(SAFETY.id, "member:june");

    expect(hasAnswers(sessions.current())).toBe(false);
    expect(sessions.current()?.place).toEqual({ at: "start" });
    expect(sessions.ending()).toBeUndefined();
  });

  test("a change after the end brings nothing back", () => {
    sessions.end("left");
    write("the roof");
    sessions.go({ at: "parts" });
    sessions.uncover();

    expect(sessions.current()).toBeUndefined();
  });

  test("whoever listens hears of the end, until they stop", () => {
    const heard = vi.fn();
    const stop = sessions.subscribe(heard);
    sessions.end("done");
    stop();
    sessions.begin(SAFETY.id, "member:june");

    expect(heard).toHaveBeenCalledOnce();
  });
});

describe("a phone that nobody touches", () => {
  test("is covered first and loses nothing by that", () => {
    pass(COVER_AFTER_MS);

    expect(sessions.current()?.covered).toBe(true);
    sessions.uncover();
    expect(sessions.current()?.covered).toBe(false);
    expect(sessions.current()?.sheet.answers.get("later")).toBe("the truck");
  });

  test("is not covered while somebody touches it now and then", () => {
    for (let n = 0; n < 20; n++) {
      pass(COVER_AFTER_MS - 1);
      sessions.touch();
    }

    expect(sessions.current()?.covered).toBe(false);
  });

  test("loses everything later", () => {
    pass(ERASE_AFTER_MS);

    expect(sessions.current()).toBeUndefined();
    expect(sessions.ending()).toBe("forgotten");
  });

  test("that slept past the time shows nothing when it wakes", () => {
    sessions.cover();
    now += ERASE_AFTER_MS;
    sessions.uncover();

    expect(sessions.current()).toBeUndefined();
    expect(sessions.ending()).toBe("forgotten");
  });

  test("is not kept awake by touches on a covered screen", () => {
    sessions.cover();
    now += ERASE_AFTER_MS - 1;
    sessions.touch();
    pass(1);

    expect(sessions.current()).toBeUndefined();
  });

  test("has its whole time again once somebody goes on", () => {
    pass(ERASE_AFTER_MS - 1);
    sessions.uncover();
    pass(COVER_AFTER_MS - 1);

    expect(sessions.current()?.covered).toBe(false);
  });
});

describe("time", () => {
  const at = (wallMs: number, pageMs: number): Clock => ({ wallMs, pageMs });

  test("goes open, covered, over", () => {
    expect([0, COVER_AFTER_MS, ERASE_AFTER_MS - 1, ERASE_AFTER_MS].map(stageAfter)).toEqual([
      "open",
      "covered",
      "covered",
      "over",
    ]);
  });

  test("left is told in whole minutes, never none", () => {
    expect([0, COVER_AFTER_MS, ERASE_AFTER_MS - 1, ERASE_AFTER_MS + 1].map(minutesLeft)).toEqual([
      30, 25, 1, 1,
    ]);
  });

  test("is taken from the clock that says more: one may be set back, one may sleep", () => {
    expect(elapsedMs(at(100, 100), at(50, 400))).toBe(300);
    expect(elapsedMs(at(100, 100), at(900, 100))).toBe(800);
    expect(elapsedMs(at(100, 100), at(50, 100))).toBe(0);
  });
});
