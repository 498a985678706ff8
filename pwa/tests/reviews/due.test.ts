import { expect, it } from "vitest";
import { dueOn } from "../../src/reviews/due.ts";

const TODAY = "2026-11-20";
const on = (day: string, id = day) => ({ id, day });

it("tells of a day from that day on, the oldest first", () => {
  const planned = [on("2026-11-21"), on("2026-11-20"), on("2026-03-01")];

  expect(dueOn(planned, TODAY)).toEqual([on("2026-03-01"), on("2026-11-20")]);
});

it("tells of each day once", () => {
  expect(dueOn([on(TODAY, "a"), on(TODAY, "b")], TODAY)).toHaveLength(1);
});

it("tells nothing of what is no day", () => {
  expect(dueOn([on(""), on("soon"), on("2026-1-1")], TODAY)).toEqual([]);
});
