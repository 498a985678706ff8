/** The documents of group worksheets, as they are written into the shared space. */
import type { Space } from "../../data/database.ts";
import type { Body, ShownDocument } from "../../data/document.ts";
import { type SaveOutcome, saveEdit } from "../../data/save.ts";
import type { Template } from "../template.ts";
import { type Leaf, readAnswers } from "./register.ts";
import { type Run, SHEET_TYPE, WORKSHEET_TYPE } from "./run.ts";
import { joinedAnswers, newTimedId, sheetIdOf } from "./sheet-document.ts";

export const commonsOf = (collaborative: string): string => `commons-${collaborative}`;

const save = (space: Space, id: string, body: Body, basedOn: ShownDocument | undefined) =>
  saveEdit(space, commonsOf(space.collaborative), id, body, basedOn ? { basedOn } : {});

/** Start a run. Returns its ID once it would survive a crash; undefined: the phone is full. */
export async function startRun(
  space: Space,
  template: Template,
  member: string,
  { name, day }: { readonly name: string; readonly day: string },
): Promise<string | undefined> {
  const id = newTimedId(Date.now()); // two of one day keep their order
  const body = {
    type: WORKSHEET_TYPE,
    schema: 1,
    template: template.id,
    version: template.version,
    ...(name.trim() === "" ? {} : { name: name.trim() }),
    started_on: day,
    started_by: member,
    state: "open",
  };
  const outcome = await save(space, `${WORKSHEET_TYPE}:${id}`, body, undefined);
  return outcome.status === "saved" ? id : undefined;
}

/** Finish a run on a day, or open it again (undefined). */
export function setFinished(
  space: Space,
  { document }: Run,
  finishedOn: string | undefined,
): Promise<SaveOutcome> {
  const { finished_on: _, ...rest } = document.body;
  const state = finishedOn ? { state: "finished", finished_on: finishedOn } : { state: "open" };
  return save(space, document.id, { ...rest, ...state }, document);
}

/** Take a run off every phone. Returns the way to undo it. */
export async function removeRun(space: Space, { document }: Run): Promise<() => Promise<void>> {
  const commons = commonsOf(space.collaborative);
  await saveEdit(space, commons, document.id, {}, { deleted: true, basedOn: document });
  return async () => {
    await saveEdit(space, commons, document.id, document.body);
  };
}

/**
 * Add answers to a member's own sheet. What another tab or phone of theirs has written
 * meanwhile stays: answers are added to the newest that is here, never put in its place.
 */
export async function saveAnswers(
  space: Space,
  {
    id,
    template,
    member,
  }: { readonly id: string; readonly template: Template; readonly member: string },
  fresh: Leaf["answers"],
): Promise<"saved" | "no_room"> {
  const sheetId = `${SHEET_TYPE}:${await sheetIdOf(id, member)}`;
  for (;;) {
    const shown = await space.read(sheetId);
    const versions = shown ? [shown.body, ...shown.conflicts].map(readAnswers) : [];
    const answers = joinedAnswers(member, versions, new Map(Object.entries(fresh)));
    const body = {
      type: SHEET_TYPE,
      schema: 1,
      worksheet: id,
      template: template.id,
      member,
      // An interface is no JSON to TypeScript; every entry is.
      answers: JSON.parse(JSON.stringify(answers)),
    };
    const outcome = await save(space, sheetId, body, shown);
    if (outcome.status !== "changed_elsewhere") return outcome.status;
  }
}
