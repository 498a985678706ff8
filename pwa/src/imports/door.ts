/** The server's doors for lists that editors bring in: `/api/directory/imports`. They need a line. */
import { isObject, isText, type JsonObject, parseJsonObject } from "../data/json.ts";
import { speakFor } from "../data/session.ts";
import { failed, ok, type Result } from "../result.ts";
import type { Said } from "./said.ts";

export const MOST_BYTES = 100_000_000; // of a file, as the server has it
const ANSWER_MS = 600_000; // 100 MB take their time on a thin line
const POLL_MS = 700;
const BUSY = new Set(["reading", "checking", "applying", "undoing"]);

export interface Column {
  readonly name: string;
  readonly choice: string; // "": left out
  readonly samples: readonly string[];
}

export interface Finding {
  readonly result: "rejected" | "left out" | "repaired" | "tidied" | "confidential" | "kept";
  readonly row?: number;
  readonly file?: string;
  readonly column?: string;
  readonly value?: string;
  readonly became?: string; // what went in instead
  readonly reason: string;
  readonly fix?: string;
  readonly said?: Said; // the reason, to be said in any language
  readonly fix_said?: Said;
  readonly key?: string; // of what can be put right: see `WrongRow`
}

/** An entry that an undo left as it is. */
export interface Left {
  readonly id: string;
  readonly name: string;
  readonly why?: "edited" | "linked" | "confidential";
}

export interface SameAs {
  readonly row: number;
  readonly name: string;
  readonly id: string; // of the entry
  readonly entry: string;
  readonly same?: readonly ("name" | "phone" | "town")[]; // older servers tell `why` only
  readonly why: "name" | "phone" | "both";
}

/** A row, or an object of HSDS, that does not go in and can be put right here. */
export interface WrongRow {
  readonly key: string; // by which `fixes` names it
  readonly file: string;
  readonly row: number; // in JSON the place in its list, from 1
  readonly kind?: string; // of an object of HSDS
  readonly cells: Readonly<Record<string, string>>; // by column or field, in their order
}

export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** An import as the server tells it; what comes with the report is there once it was checked. */
export interface Job {
  readonly id: string;
  readonly file: string;
  readonly state: string;
  readonly rows: number;
  readonly of: number;
  readonly reason: string;
  readonly said?: Said | null;
  readonly known?: string; // a list that Cairn knows: there are no columns to choose
  readonly asks_source?: boolean; // false: the list itself says whose it is
  readonly source?: string;
  readonly table?: number;
  readonly tables?: readonly { readonly name: string; readonly rows: number }[];
  readonly columns?: readonly Column[];
  readonly choices?: readonly string[];
  readonly public?: boolean;
  readonly as_drafts?: boolean;
  readonly left?: readonly Left[];
  readonly counts?: Counts;
  readonly findings?: readonly Finding[];
  readonly more_findings?: number;
  readonly wrong_rows?: readonly WrongRow[];
  readonly same_as?: readonly SameAs[];
  readonly same?: readonly number[];
  readonly merged?: Reading["merged"];
  readonly fixes?: Reading["fixes"]; // cells that were put right so far
}

export interface Reading {
  readonly source: string;
  readonly table: number;
  readonly columns: Readonly<Record<string, string>>;
  readonly public: boolean;
  readonly fixes: Readonly<Record<string, Readonly<Record<string, string>>>>; // by `WrongRow.key`
  readonly same: readonly number[]; // rows that are left out
  readonly merged: Readonly<Record<number, string>>; // row -> the entry that it fills in
  readonly as_drafts: boolean;
}

export type DoorFailure =
  | { readonly status: "offline" | "signed_out" | "too_large" | "gone" | "stopped" }
  | { readonly status: "failed"; readonly reason: string };

type Told = Result<Job, DoorFailure>;

export const isBusy = (job: Job): boolean => BUSY.has(job.state);

/** The doors, for one person. */
export class ImportDoor {
  private readonly memberId: string;
  private upload: AbortController | undefined;

  constructor(memberId: string) {
    this.memberId = memberId;
  }

  async bring(file: File): Promise<Told> {
    if (file.size > MOST_BYTES) return failed({ status: "too_large" });
    const upload = new AbortController();
    this.upload = upload;
    const told = await this.job("POST", "", file, {
      "Content-Type": "application/octet-stream",
      "Cairn-File": encodeURIComponent(file.name),
    });
    this.upload = undefined;
    return upload.signal.aborted ? failed({ status: "stopped" }) : told;
  }

  /** Break off a file that is being sent. */
  giveUp = (): void => this.upload?.abort();

  /** The import that was begun last and is still there, if any. */
  async latest(): Promise<string | undefined> {
    const answer = await this.send("GET", "");
    const found = answer.ok && Array.isArray(answer.value.imports) ? answer.value.imports[0] : null;
    return isObject(found) && isText(found.id) ? found.id : undefined;
  }

  tell = (id: string): Promise<Told> => this.job("GET", `/${id}`);

  check = (id: string, reading: Reading): Promise<Told> =>
    this.job("POST", `/${id}/mapping`, JSON.stringify(reading), {
      "Content-Type": "application/json",
    });

  /** Look at another sheet of a workbook, with a guess for its columns. */
  sheet = (id: string, table: number): Promise<Told> =>
    this.job("POST", `/${id}/sheet`, JSON.stringify({ table }), {
      "Content-Type": "application/json",
    });

  apply = (id: string): Promise<Told> => this.job("POST", `/${id}/apply`);

  undo = (id: string): Promise<Told> => this.job("POST", `/${id}/undo`);

  stop = (id: string): Promise<Told> => this.job("POST", `/${id}/stop`);

  async forget(id: string): Promise<void> {
    await this.send("DELETE", `/${id}`);
  }

  /** Ask until the server has come to rest, telling each answer. */
  async follow(first: Told, tell: (job: Job) => void, isOver: () => boolean): Promise<Told> {
    let told = first;
    while (told.ok && isBusy(told.value) && !isOver()) {
      tell(told.value);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      told = await this.tell(told.value.id);
    }
    return told;
  }

  private async job(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Told> {
    const answer = await this.send(method, path, body, headers);
    if (!answer.ok) return answer;
    // Our own server's answer; the screen shows what is there.
    return isText(answer.value.state)
      ? ok(answer.value as unknown as Job)
      : failed({ status: "offline" });
  }

  private async send(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Result<JsonObject, DoorFailure>> {
    const aborter = this.upload ?? new AbortController();
    const timer = setTimeout(() => aborter.abort(), ANSWER_MS);
    const response = await fetch(`/api/directory/imports${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
      signal: aborter.signal,
      headers: { ...speakFor(this.memberId), ...headers },
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
    }).catch(() => undefined);
    clearTimeout(timer);
    if (!response) return failed({ status: "offline" });
    if (response.status === 204) return ok({});
    const answer = parseJsonObject(await response.text().catch(() => ""));
    if (!answer) return failed({ status: "offline" });
    return response.ok ? ok(answer) : failed(failureOf(response.status, answer));
  }
}

function failureOf(status: number, answer: JsonObject): DoorFailure {
  if (status === 401) return { status: "signed_out" };
  if (status === 404) return { status: "gone" };
  if (status === 413) return { status: "too_large" };
  return { status: "failed", reason: isText(answer.reason) ? answer.reason : `${status}` };
}
