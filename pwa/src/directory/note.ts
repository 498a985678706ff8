/** What our own editors know about an entry of another directory. It stays with us. Pure. */
import type { ShownDocument } from "../data/document.ts";
import type { JsonObject } from "../data/json.ts";
import { text } from "./fields.ts";
import { seconds } from "./suggestion.ts";

export interface Note {
  readonly id: string;
  readonly about: string; // the service's document ID
  readonly text: string;
  readonly member: string;
  readonly madeAt: string;
  readonly document: ShownDocument;
}

export const noteOf = (document: ShownDocument): Note => ({
  id: document.id,
  about: text(document.body, "about") ?? "",
  text: text(document.body, "text") ?? "",
  member: text(document.body, "member") ?? "",
  madeAt: text(document.body, "made_at") ?? "",
  document,
});

export const newNote = (about: string, words: string, member: string, now: Date): JsonObject => ({
  type: "note",
  schema: 1,
  about,
  text: words.trim(),
  member,
  made_at: seconds(now),
});

/** Those about one entry, the oldest first. */
export const notesAbout = (documents: readonly ShownDocument[], about: string): readonly Note[] =>
  documents
    .filter(({ body }) => text(body, "about") === about)
    .map(noteOf)
    .sort((a, b) => a.madeAt.localeCompare(b.madeAt));
