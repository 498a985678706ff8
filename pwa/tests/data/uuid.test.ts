import { expect, test } from "vitest";
import { uuid5, WORKSHEETS, worksheetDocId } from "../../src/data/uuid.ts";

const URLS = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

test("a name has the same UUID here as on the server", async () => {
  expect(await uuid5(URLS, "cairn:worksheet")).toBe(WORKSHEETS);
  expect(await worksheetDocId("a-safety-beyond-leaving")).toBe(
    "worksheet:20652832-1882-5eac-a23b-e65c99493d6e",
  );
});
