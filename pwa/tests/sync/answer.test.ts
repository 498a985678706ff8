import { expect, test } from "vitest";
import { parseAnswerLine } from "../../src/sync/answer.ts";

test.each([
  ['{"databases":{"directory-demo":{"role":"read","epoch":"e1"}}}', "databases"],
  ['{"database":"directory-demo","accepted":[["service:1","1-a"]]}', "answers"],
  ['{"database":"d","refused":[{"id":"service:1","rev":"1-a","reason":"No."}]}', "answers"],
  ['{"refused":[{"line":2,"reason":"It is no document."}]}', "unreadable"],
  ['{"cursor":"x"}', "cursor"],
  ['{"done":true}', "done"],
  ['{"error":"unavailable","reason":"Try later."}', "error"],
  ['{"poke":1}', "other"],
])("%s is read as %s", (text, kind) => {
  expect(parseAnswerLine(text)?.kind).toBe(kind);
});

test.each([
  "",
  "<html>",
  "[]",
  '{"databases":[]}',
  '{"databases":{"directory-demo":"read"}}',
  '{"database":"d","accepted":[["service:1"]]}',
  '{"database":"d","changes":[{"_id":"service:1","_rev":"1-a"}]}',
  '{"database":"d","changes":[{"_id":"service:1","_rev":"2-a","_revisions":{"start":1,"ids":["a"]}}]}',
  '{"database":"d","changes":[{"_id":"service:1","_rev":"1-a","_revisions":{"start":1,"ids":["a"]},"_conflicts":[1]}]}',
])("%s is not one of ours", (text) => {
  expect(parseAnswerLine(text)).toBeUndefined();
});

test("databases that ended are named in a line of their own", () => {
  expect(parseAnswerLine('{"removed":["network-0a",7]}')).toEqual({
    kind: "removed",
    names: ["network-0a"],
  });
});
