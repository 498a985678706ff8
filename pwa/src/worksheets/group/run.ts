/**
 * One run of a group worksheet: the document that started it, and every member's sheet.
 *
 * Runs of a template are told apart by when they were started, and by a name if they have
 * one. What a document says badly is read as if it were not there.
 */
import type { Body, ShownDocument } from "../../data/document.ts";
import { isText } from "../../data/json.ts";
import {
  EMPTY_REGISTER,
  hasSeen,
  join,
  live,
  type Register,
  readAnswers,
  registerOf,
  type Seen,
  seenOf,
} from "./register.ts";

export const WORKSHEET_TYPE = "group_worksheet";
export const SHEET_TYPE = "group_sheet";

export interface Run {
  readonly id: string; // a UUID
  readonly document: ShownDocument;
  readonly templateId: string;
  readonly name: string; // "" when it has none
  readonly startedOn: string; // YYYY-MM-DD
  readonly startedBy: string; // a member's ID
  readonly finishedOn: string | undefined; // undefined: it is open
  readonly register: Register;
  /** Who has an answer in it now, in the order of their IDs. */
  readonly members: readonly string[];
  readonly isWaiting: boolean; // something of it has not been sent yet
}

/** The runs that are on this phone, the newest first. */
export function readRuns(
  worksheets: readonly ShownDocument[],
  sheets: readonly ShownDocument[],
): readonly Run[] {
  const sheetsByRun = new Map<string, ShownDocument[]>();
  for (const sheet of sheets) {
    const run = text(sheet.body, "worksheet");
    sheetsByRun.set(run, [...(sheetsByRun.get(run) ?? []), sheet]);
  }
  return worksheets
    .map((document) => readRun(document, sheetsByRun.get(idOf(document)) ?? []))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
}

function readRun(document: ShownDocument, sheets: readonly ShownDocument[]): Run {
  const { body } = document;
  const register = join(EMPTY_REGISTER, ...sheets.flatMap(versionsOf));
  const isFinished = body.state === "finished";
  return {
    id: idOf(document),
    document,
    templateId: text(body, "template"),
    name: text(body, "name"),
    startedOn: text(body, "started_on"),
    startedBy: text(body, "started_by"),
    finishedOn: isFinished ? text(body, "finished_on") || text(body, "started_on") : undefined,
    register,
    members: membersOf(register),
    isWaiting: document.waiting || sheets.some(({ waiting }) => waiting),
  };
}

/** Every live version of a sheet: what wins, and what came beside it. */
const versionsOf = ({ body, conflicts }: ShownDocument): readonly Register[] =>
  [body, ...conflicts].map((version) =>
    registerOf({ member: text(version, "member"), answers: readAnswers(version) }),
  );

function membersOf(register: Register): readonly string[] {
  const entries = [...register.values()].flatMap((told) => live(told));
  const answering = entries.filter(({ value }) => value !== null);
  return [...new Set(answering.map(({ member }) => member))].sort();
}

/** The runs of a template before this one, the newest first. */
export const earlierRuns = (run: Run, runs: readonly Run[]): readonly Run[] =>
  runs.filter((other) => other.templateId === run.templateId && orderOf(other) < orderOf(run));

const orderOf = ({ startedOn, id }: Run): string => `${startedOn} ${id}`;

/** How many answers of others came since `looked`. */
export const countNew = ({ register }: Run, looked: Seen, memberId: string): number =>
  [...register.values()]
    .flatMap((told) => live(told))
    .filter(
      (entry) =>
        entry.member !== memberId && entry.value !== null && !hasSeen({ seen: looked }, entry),
    ).length;

/** All that one has seen who has looked at the run now. */
export const lookedAt = ({ register }: Run): Seen => seenOf([...register.values()].flat());

export const idOf = ({ id }: { readonly id: string }): string => id.slice(id.indexOf(":") + 1);

const text = (body: Body, key: string): string => (isText(body[key]) ? body[key] : "");
