import { expect, it } from "vitest";
import type { ShownDocument } from "../../../src/data/document.ts";
import type { JsonObject } from "../../../src/data/json.ts";
import { dueReviews } from "../../../src/worksheets/group/reviews.ts";
import { readRuns } from "../../../src/worksheets/group/run.ts";

const TODAY = "2026-11-20";
const ONE = "6f1c2d3e-0007-4a5b-8c6d-000000000007";
const TWO = "6f1c2d3e-0008-4a5b-8c6d-000000000008";

const shown = (id: string, body: JsonObject, conflicts: readonly JsonObject[] = []) =>
  ({
    database: "commons-prairie",
    id,
    rev: "1-a",
    body,
    waiting: false,
    conflicts,
  }) as ShownDocument;

const worksheet = (id: string, startedOn: string) =>
  shown(`group_worksheet:${id}`, {
    type: "group_worksheet",
    template: "h3-joint-protocol",
    started_on: startedOn,
  });

const said = (day: string, by: string, seen: JsonObject = {}): JsonObject => ({
  review: [{ value: day, by, dot: 1, seen }],
});

const sheet = (worksheetId: string, member: string, answers: JsonObject) =>
  shown(`group_sheet:${member}`, { type: "group_sheet", worksheet: worksheetId, member, answers });

const due = (...documents: readonly ShownDocument[]) => {
  const of = (type: string) => documents.filter(({ body }) => body.type === type);
  return dueReviews(readRuns(of("group_worksheet"), of("group_sheet")), TODAY, ["review"]);
};

it("tells of a review once its day has come, from whoever wrote it", () => {
  const planned = worksheet(ONE, "2026-05-20");

  expect(due(sheet(ONE, "dana", said(TODAY, "a")), planned)).toEqual([{ id: ONE, day: TODAY }]);
  expect(due(sheet(ONE, "dana", said("2026-11-21", "a")), planned)).toEqual([]);
});

it("follows the answer that has seen the other, and of two answers takes the earlier day", () => {
  const first = sheet(ONE, "dana", said("2026-11-01", "a"));
  const planned = worksheet(ONE, "2026-05-20");

  const moved = sheet(ONE, "elena", said("2027-01-01", "b", { a: 1 }));
  expect(due(planned, first, moved)).toEqual([]);

  const beside = sheet(ONE, "elena", said("2026-11-09", "b"));
  expect(due(planned, first, beside)).toEqual([{ id: ONE, day: "2026-11-01" }]);
});

it("counts both versions of a sheet", () => {
  const body = { type: "group_sheet", worksheet: ONE, member: "dana", answers: {} };
  const both = shown("group_sheet:dana", body, [{ ...body, answers: said(TODAY, "a") }]);

  expect(due(worksheet(ONE, "2026-05-20"), both)).toHaveLength(1);
});

it("is over once the group has begun the same form anew", () => {
  const planned = [worksheet(ONE, "2026-05-20"), sheet(ONE, "dana", said("2026-11-18", "a"))];

  expect(due(...planned, worksheet(TWO, "2026-11-19"))).toEqual([]);
  expect(due(...planned, worksheet(TWO, "2026-11-17"))).toHaveLength(1);
});

it("bears documents that another server let through", () => {
  const odd = shown("group_sheet:x", { type: "group_sheet", worksheet: ONE, answers: [7] });
  const noTemplate = shown(`group_worksheet:${ONE}`, { type: "group_worksheet", template: 7 });

  expect(due(noTemplate, odd, worksheet(TWO, "2026-05-20"))).toEqual([]);
});
