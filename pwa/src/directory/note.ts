/** What our own editors know about an entry of another directory. It stays with us. Pure. */
import type { ShownDocument } from "../data/document.ts";
import type { JsonObject } from "../data/json.ts";
import type { Entry } from "./entry.ts";
import { text } from "./fields.ts";
import { seconds } from "./suggestion.ts";

export interface Note {
  readonly id: string;
  readonly about: string; // the service's document ID
  readonly text: string;
  readonly member: string;
  readonly madeAt: string;
  readonly originId: string | undefined; // of the service over there
  readonly serviceName: string | undefined;
  readonly originName: string | undefined;
  readonly document: ShownDocument;
}

export const noteOf = (document: ShownDocument): Note => ({
  id: document.id,
  about: text(document.body, "about") ?? "",
  text: text(document.body, "text") ?? "",
  member: text(document.body, "member") ?? "",
  madeAt: text(document.body, "made_at") ?? "",
  originId: text(document.body, "origin_id"),
  serviceName: text(document.body, "service_name"),
  originName: text(document.body, "origin_name"),
  document,
});

/** What is kept with a note finds its entry again, when its directory is followed anew. */
export function newNote(about: Entry, words: string, member: string, now: Date): JsonObject {
  const originId = originIdOf(about);
  const originName = about.origin?.name;
  return {
    type: "note",
    schema: 1,
    about: about.id,
    text: words.trim(),
    member,
    made_at: seconds(now),
    ...(originId === undefined ? {} : { origin_id: originId }),
    ...(about.name === "" ? {} : { service_name: about.name }),
    ...(originName ? { origin_name: originName } : {}),
  };
}

type Entries = ReadonlyMap<string, Entry>; // by document ID

/** Those about one entry, the oldest first; also those that were about it under another number. */
export const notesAbout = (
  documents: readonly ShownDocument[],
  entry: Entry,
  entryById: Entries,
): readonly Note[] =>
  documents
    .map(noteOf)
    .filter(
      ({ about, originId }) =>
        about === entry.id ||
        (originId !== undefined && originId === originIdOf(entry) && !entryById.has(about)),
    )
    .sort(byAge);

/** Those whose entry is not here: its directory is no longer followed, or has lost it. */
export function lostNotes(
  documents: readonly ShownDocument[],
  entryById: Entries,
): readonly Note[] {
  const there = new Set([...entryById.values()].flatMap((entry) => originIdOf(entry) ?? []));
  return documents
    .map(noteOf)
    .filter(({ about, originId }) => !entryById.has(about) && !there.has(originId ?? ""))
    .sort(byAge);
}

const originIdOf = ({ origin, document }: Entry): string | undefined =>
  origin && text(document.body, "origin_id");

const byAge = (a: Note, b: Note): number => a.madeAt.localeCompare(b.madeAt);
