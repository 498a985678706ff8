/** What an advocate reports about an entry, and what became of it. */
import type { ShownDocument } from "../data/document.ts";
import type { JsonObject } from "../data/json.ts";
import { text } from "./fields.ts";
import type { Report } from "./words.ts";

/** Who the server writes as: nobody who signs in can write as this member. */
const SERVER = "00000000-0000-0000-0000-000000000000";

export const NOTE_LIMIT = 500; // characters

export interface Suggestion {
  readonly id: string;
  readonly about: string; // document ID
  readonly what: string;
  readonly note: string | undefined;
  readonly member: string;
  readonly isFromPartner: boolean; // through a link that was sent to the service itself
  readonly madeAt: number; // milliseconds since 1970
  readonly state: "waiting" | "accepted" | "declined";
  readonly answer: string | undefined;
  readonly document: ShownDocument;
}

export function suggestionOf(document: ShownDocument): Suggestion {
  const { body, id } = document;
  const state = text(body, "state");
  return {
    id,
    about: text(body, "about") ?? "",
    what: text(body, "what") ?? "other",
    note: text(body, "note"),
    member: text(body, "member") ?? "",
    isFromPartner: text(body, "member") === SERVER,
    madeAt: Date.parse(text(body, "made_at") ?? "") || 0,
    state: state === "accepted" || state === "declined" ? state : "waiting",
    answer: text(body, "answer"),
    document,
  };
}

export function newSuggestion(
  about: string,
  what: Report,
  { note, member, now }: { readonly note: string; readonly member: string; readonly now: Date },
): JsonObject {
  return {
    type: "suggestion",
    schema: 1,
    about,
    what,
    ...(note.trim() === "" ? {} : { note: note.trim() }),
    member,
    made_at: seconds(now),
    state: "waiting",
  };
}

export interface ReportsOfEntry {
  readonly about: string; // document ID
  readonly reports: readonly Suggestion[];
}

/** Reports about one entry together; entries and reports in the order they came in. */
export function byEntry(reports: readonly Suggestion[]): readonly ReportsOfEntry[] {
  const groups = new Map<string, Suggestion[]>();
  for (const report of reports) {
    groups.set(report.about, [...(groups.get(report.about) ?? []), report]);
  }
  return [...groups].map(([about, of]) => ({ about, reports: of }));
}

/** The suggestion's body as an editor answers it. */
export function answered(
  { document }: Suggestion,
  state: "accepted" | "declined",
  { answer, editor, now }: { readonly answer: string; readonly editor: string; readonly now: Date },
): JsonObject {
  return {
    ...document.body,
    state,
    ...(answer.trim() === "" ? {} : { answer: answer.trim() }),
    answered_by: editor,
    answered_at: seconds(now),
  };
}

/** An instant as documents write it: UTC, to the second. */
export const seconds = (now: Date): string => now.toISOString().replace(/\.\d+Z$/, "Z");
