/** Picking a service from the directory: what is found, stored and read. */
import { describe, expect, test } from "vitest";
import { joinEntries } from "../../src/directory/entry.ts";
import { answerLines } from "../../src/worksheets/reading.tsx";
import { serviceWords } from "../../src/worksheets/service-field.tsx";
import { findServices, type Services } from "../../src/worksheets/services.ts";
import { moreRows, withField } from "../../src/worksheets/sheet.ts";
import { REPORTING_AGAIN, readTemplate, sayReportingOnce } from "../../src/worksheets/template.ts";
import { questionOf, rawTemplate } from "./fixtures.ts";

const shown = (id: string, body: Readonly<Record<string, string>>) => ({
  id,
  database: "directory-demo",
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});
const entries = joinEntries(
  [
    shown("service:bus", { name: "Bus passes" }),
    shown("service:line", { name: "24-hour line", organization_id: "alder" }),
  ],
  [shown("organization:alder", { name: "Alder House" })],
  [],
);
const services: Services = {
  entries,
  entryById: new Map(entries.map((entry) => [entry.id, entry])),
  search: (words) => (words === "help" ? ["service:line", "service:gone"] : []),
  prepare: () => Promise.resolve(),
};
const STEPS = questionOf(readTemplate(rawTemplate("d-economic-housing")), "steps");

describe("a service from the directory", () => {
  test("without words, all are offered by name; with words, those that match and are there", () => {
    const found = (words: string) => findServices(services, words).map((entry) => entry.id);

    expect(found(" ")).toEqual(["service:line", "service:bus"]);
    expect(found("help")).toEqual(["service:line"]);
    expect(found("zzz")).toEqual([]);
  });

  test("the answer holds its ID; reading shows its name", () => {
    const rows = withField(moreRows(STEPS, []), 1, "dir", "service:line");

    expect(rows[0]?.fields.get("dir")).toBe("service:line");
    expect(answerLines(STEPS, rows, services)).toEqual([
      "Service: 24-hour line, Alder House. Not checked: call first.",
    ]);
  });

  test("one that has left the directory is said to have", () => {
    expect(serviceWords(undefined)).toBe("No longer in the directory");
  });
});

test("what must be reported is said in full once in a part, then in short", () => {
  const part = readTemplate(rawTemplate("b-children-teens")).sections.find(
    (section) => section.questions.filter(({ flags }) => flags.includes("mr")).length > 1,
  );
  const flags = sayReportingOnce(part?.questions ?? []).flatMap((question) => question.flags);

  expect(flags.filter((flag) => flag === "mr")).toHaveLength(1);
  expect(flags).toContain(REPORTING_AGAIN);
});
