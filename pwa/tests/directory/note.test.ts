import { expect, test } from "vitest";
import type { Body, ShownDocument } from "../../src/data/document.ts";
import { type Entry, joinEntries } from "../../src/directory/entry.ts";
import { lostNotes, newNote, notesAbout } from "../../src/directory/note.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const THERE = "6f1c2d3e-0001-4a5b-8c6d-000000000001";

const shown = (database: string, id: string, body: Body): ShownDocument => ({
  database,
  id,
  rev: "1-a",
  body,
  waiting: false,
  conflicts: [],
});

/** The other directory's line, as it is here under one number or another. */
function hills(network: string): ReadonlyMap<string, Entry> {
  const line = shown(`network-${network}`, `service:${network}`, {
    name: "Hills Line",
    origin_id: THERE,
  });
  const origins = new Map([[line.database, { name: "Northern Hills", receivedOn: undefined }]]);
  return new Map(joinEntries([line], [], [], origins).map((entry) => [entry.id, entry]));
}

const [first, again] = [hills("one"), hills("two")];
const [entry, anew] = [...first.values(), ...again.values()] as [Entry, Entry];
const body = newNote(entry, " Ask for Pat ", "dana", NOW);
const notes = [shown("directory-demo", "note:1", body)];

test("a note says what it is about, for when the entry is not there", () => {
  expect(body).toEqual({
    type: "note",
    schema: 1,
    about: "service:one",
    text: "Ask for Pat",
    member: "dana",
    made_at: "2026-11-20T12:00:00Z",
    origin_id: THERE,
    service_name: "Hills Line",
    origin_name: "Northern Hills",
  });
});

test("it stands with its entry, and is lost without it", () => {
  expect(notesAbout(notes, entry, first)).toHaveLength(1);
  expect(lostNotes(notes, first)).toEqual([]);
  expect(lostNotes(notes, new Map())[0]?.serviceName).toBe("Hills Line");
});

test("it is back when the directory is followed again under another number", () => {
  expect(notesAbout(notes, anew, again)[0]?.text).toBe("Ask for Pat");
  expect(lostNotes(notes, again)).toEqual([]);
});

test("while its entry is there, no other directory's entry has it", () => {
  const both = new Map([...first, ...again]);

  expect(notesAbout(notes, anew, both)).toEqual([]);
  expect(notesAbout(notes, entry, both)).toHaveLength(1);
});

test("an older note, which says no more than a number, is lost until it is removed", () => {
  const { origin_id: _id, service_name: _name, ...older } = body;
  const old = [shown("directory-demo", "note:1", older)];

  expect(notesAbout(old, anew, again)).toEqual([]);
  expect(lostNotes(old, again)).toHaveLength(1);
});
