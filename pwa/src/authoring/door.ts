/** The server's doors for spreadsheets: `/api/worksheets`. They need a line. */
import {
  isObject,
  isText,
  type JsonObject,
  type JsonValue,
  parseJsonObject,
} from "../data/json.ts";
import { speakFor } from "../data/session.ts";
import type { Said } from "../imports/said.ts";
import { failed, ok, type Result } from "../result.ts";
import { readWords } from "../shelf/published.ts";
import type { Words } from "../worksheets/template.ts";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const MOST_BYTES = 5_000_000; // of a spreadsheet, as the server has it
const ANSWER_MS = 120_000; // 5 MB take their time on a thin line

/** One thing that is wrong with a spreadsheet, and where. */
export interface SheetProblem {
  readonly sheet?: string;
  readonly row?: string;
  readonly column?: string;
  readonly cell?: string;
  readonly why: string;
  readonly said?: Said; // why, to be said in any language
}

export interface Brought {
  readonly template: JsonObject;
  readonly es: Words;
  readonly notes: readonly string[];
}

export type DoorFailure =
  | { readonly status: "offline" }
  | { readonly status: "signed_out" }
  | { readonly status: "too_large" }
  | { readonly status: "unusable"; readonly problems: readonly SheetProblem[] }
  | { readonly status: "failed"; readonly reason: string };

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Read a spreadsheet as a worksheet. */
export async function readSpreadsheet(
  fetch: Fetch,
  memberId: string,
  file: Blob,
): Promise<Result<Brought, DoorFailure>> {
  if (file.size > MOST_BYTES) return failed({ status: "too_large" });
  const response = await post(fetch, "read", memberId, XLSX, file);
  const answer = response && parseJsonObject(await response.text().catch(() => ""));
  if (!response || !answer) return failed({ status: "offline" });
  if (!response.ok) return failed(failureOf(response.status, answer));
  const { template, words, notes } = answer;
  if (!isObject(template)) return failed({ status: "offline" });
  return ok({ template, es: readWords(words).es ?? {}, notes: textsOf(notes) });
}

/** Write a worksheet as a spreadsheet. */
export async function writeSpreadsheet(
  fetch: Fetch,
  memberId: string,
  template: JsonObject,
  es: Words,
): Promise<Result<Blob, DoorFailure>> {
  const { changes: _changes, ...written } = template; // a spreadsheet has no place for them
  const body = JSON.stringify({ template: written, words: { es } });
  const response = await post(fetch, "export", memberId, "application/json", body);
  if (!response) return failed({ status: "offline" });
  if (response.ok) {
    const blob = await response.blob().catch(() => undefined);
    return blob ? ok(blob) : failed({ status: "offline" });
  }
  const answer = parseJsonObject(await response.text().catch(() => ""));
  return failed(answer ? failureOf(response.status, answer) : { status: "offline" });
}

async function post(
  fetch: Fetch,
  door: string,
  memberId: string,
  type: string,
  body: BodyInit,
): Promise<Response | undefined> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_MS);
  const response = await fetch(`/api/worksheets/${door}`, {
    method: "POST",
    body,
    signal: late.signal,
    headers: { ...speakFor(memberId), "Content-Type": type },
    cache: "no-store",
    credentials: "same-origin",
    redirect: "error",
  }).catch(() => undefined);
  clearTimeout(timer);
  return response;
}

function failureOf(status: number, answer: JsonObject): DoorFailure {
  if (status === 401) return { status: "signed_out" };
  if (status === 413) return { status: "too_large" };
  const problems = Array.isArray(answer.problems) ? answer.problems.flatMap(problemIn) : [];
  if (problems.length > 0) return { status: "unusable", problems };
  const reason = isText(answer.reason) ? answer.reason : `The server answered ${status}.`;
  return { status: "failed", reason };
}

function problemIn(value: JsonValue): readonly SheetProblem[] {
  if (!isObject(value) || !isText(value.why)) return [];
  const texts = Object.entries(value).filter((pair): pair is [string, string] => isText(pair[1]));
  // Our own server's sentence, as `inWords` takes it.
  const said = isObject(value.said) && isText(value.said.say) ? { said: value.said } : {};
  return [{ why: value.why, ...Object.fromEntries(texts), ...(said as { said?: Said }) }];
}

const textsOf = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter(isText) : [];
