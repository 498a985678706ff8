import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tableOf, textOf } from "../../../src/worksheets/group/copies.ts";
import { fill } from "../../../src/worksheets/group/filled.ts";
import { join, readAnswers, registerOf } from "../../../src/worksheets/group/register.ts";
import { readTemplate } from "../../../src/worksheets/template.ts";
import { rawTemplate } from "../fixtures.ts";

const VECTOR = JSON.parse(
  readFileSync(new URL("../../../../tests/vectors/group-copies.json", import.meta.url), "utf8"),
);

const COPIED = {
  run: { name: VECTOR.name, startedOn: VECTOR.started_on, finishedOn: VECTOR.finished_on },
  filled: fill(
    readTemplate(rawTemplate(VECTOR.template)),
    join(
      ...VECTOR.leaves.map((leaf: { readonly member: string }) =>
        registerOf({ member: leaf.member, answers: readAnswers({ ...leaf }) }),
      ),
    ),
  ),
};

test("a run is copied as a table, as the server copies it", () => {
  expect(tableOf([COPIED]).split("\r\n")).toEqual(VECTOR.table);
});

test("a run is copied as plain text, with nothing that was only talked about", () => {
  const text = textOf([COPIED]);

  expect(text).toContain("STARTING POINT\n\nWhat do we commit to as a group?\n- ");
  expect(text).toContain("- 2 people: 2 (Some), 4 (A lot)");
  expect(text).toContain("- Word: Safety\n  What we mean: ");
  expect(text).not.toContain("never in a copy");
});
