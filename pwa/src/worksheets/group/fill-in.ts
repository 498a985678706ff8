/**
 * Between a filled run and the sheet that the questions on screen know: there, and back.
 *
 * The sheet shows what is settled: of a question with two answers to choose from it shows
 * none. What somebody fills in comes back as writes, one for each place that changed.
 */
import type { JsonValue } from "../../data/json.ts";
import { type Answer, EMPTY_SHEET, type Row, type Sheet } from "../sheet.ts";
import type { Question } from "../template.ts";
import type { Write } from "./edit.ts";
import { type FilledRun, isKept, isOwn, isTexts, questionsOf } from "./filled.ts";
import { type Given, REMOVED } from "./merge.ts";
import { newTimedId } from "./sheet-document.ts";

/** The rows of one sitting: the numbers that the screen knows them by, and what is not saved. */
export interface RowsOnScreen {
  readonly keys: Map<string, number>; // by row ID
  readonly ids: Map<number, string>; // by key
  readonly begun: Map<string, readonly string[]>; // by question: rows begun or changed here
}

export const noRows = (): RowsOnScreen => ({ keys: new Map(), ids: new Map(), begun: new Map() });

/** The sheet to show: what is kept, and what is only in this phone's memory. */
export function sheetOf(
  run: FilledRun,
  memory: Sheet,
  memberId: string,
  onScreen: RowsOnScreen,
): Sheet {
  const answers = new Map<string, Answer>();
  for (const question of questionsOf(run.template)) {
    const answer = isKept(question)
      ? answerOf(run, question, memberId, onScreen)
      : memory.answers.get(question.id);
    if (answer !== undefined) answers.set(question.id, answer);
  }
  return { ...EMPTY_SHEET, answers, talked: memory.talked };
}

function answerOf(
  { byQuestion, merged }: FilledRun,
  question: Question,
  memberId: string,
  onScreen: RowsOnScreen,
): Answer | undefined {
  const filled = byQuestion.get(question.id);
  if (filled === undefined) return undefined;
  if (question.type !== "repeat") {
    const given = isOwn(question)
      ? filled.given.filter(({ members }) => members.includes(memberId))
      : filled.given;
    return settled(given);
  }
  const rows: Row[] = filled.rows.map(({ id, fields }) => ({
    key: keyOf(onScreen, id),
    fields: new Map(
      [...fields].flatMap(([field, given]) => {
        const value = settled(given);
        return typeof value === "string" || typeof value === "number"
          ? [[field, value] as const]
          : [];
      }),
    ),
  }));
  const shown = new Set(merged.rows.get(question.id)?.map(({ id }) => id));
  const blank = (onScreen.begun.get(question.id) ?? []).filter(
    (id) => !shown.has(id) && !merged.gone.has(`${question.id}/${id}`),
  );
  const all = [...rows, ...blank.map((id) => ({ key: keyOf(onScreen, id), fields: new Map() }))];
  return all.length > 0 ? all : undefined;
}

function settled(given: readonly Given[]): Answer | undefined {
  const [only] = given;
  if (only === undefined || given.length > 1) return undefined;
  const { value } = only;
  if (typeof value === "string" || typeof value === "number") return value;
  return isTexts(value) ? value : undefined;
}

function keyOf({ keys, ids }: RowsOnScreen, id: string): number {
  const known = keys.get(id);
  if (known !== undefined) return known;
  const key = 1 + Math.max(0, ...ids.keys());
  keys.set(id, key);
  ids.set(key, id);
  return key;
}

/**
 * What was changed from one sheet to the next, of what is kept. A question that went out
 * of sight with the change keeps its answer: others may have given it.
 */
export function writesOf(
  question: Question,
  before: Answer | undefined,
  after: Answer | undefined,
  onScreen: RowsOnScreen,
  nowMs: number,
): readonly Write[] {
  if (question.type === "repeat")
    return rowWrites(question, rowsIn(before), rowsIn(after), onScreen, nowMs);
  const value = storedValue(after);
  if (JSON.stringify(value) === JSON.stringify(storedValue(before))) return [];
  return [{ place: question.id, value, isOwn: isOwn(question) }];
}

function rowWrites(
  question: Question,
  before: readonly Row[],
  after: readonly Row[],
  onScreen: RowsOnScreen,
  nowMs: number,
): readonly Write[] {
  const writes: Write[] = [];
  const old = new Map(before.map((row) => [row.key, row]));
  const begun = new Set(onScreen.begun.get(question.id));
  for (const row of after) {
    const was = old.get(row.key);
    // A number may come back after its row was taken away: a new row all the same.
    const id = was ? (onScreen.ids.get(row.key) ?? newTimedId(nowMs)) : newTimedId(nowMs);
    onScreen.keys.set(id, row.key);
    onScreen.ids.set(row.key, id);
    if (!was) begun.add(id);
    for (const { id: field } of question.fields) {
      const value = storedValue(row.fields.get(field));
      if (value === (was?.fields.get(field) ?? null)) continue;
      begun.add(id);
      writes.push({ place: `${question.id}/${id}/${field}`, value });
    }
  }
  const left = new Set(after.map(({ key }) => key));
  for (const { key } of before) {
    const id = onScreen.ids.get(key);
    if (left.has(key) || id === undefined) continue;
    begun.delete(id);
    onScreen.keys.delete(id);
    onScreen.ids.delete(key);
    writes.push({ place: `${question.id}/${id}`, value: REMOVED });
  }
  onScreen.begun.set(question.id, [...begun]);
  return writes;
}

const rowsIn = (answer: Answer | undefined): readonly Row[] =>
  typeof answer === "object" ? answer.filter((row) => typeof row === "object") : [];

const LONGEST_TEXT = 10_000; // letters; the server takes no more, and would refuse the whole sheet

function storedValue(answer: Answer | undefined): JsonValue {
  if (answer === undefined) return null;
  if (typeof answer === "string") return answer.slice(0, LONGEST_TEXT);
  if (typeof answer !== "object") return answer;
  return answer.filter((pick) => typeof pick === "string");
}
