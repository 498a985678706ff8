/**
 * The exchange: one request that carries what this member has to say, one answer that
 * streams what this phone lacks.
 *
 *     mark edits as sent (durable) -> POST -> each answer line written down as it comes
 *
 * Cut anywhere, the next exchange goes on: an edit stays in the outbox until a complete
 * line answers it, and changes count only up to a `cursor` line. What a request carries
 * is capped, and the cap halves when a request dies before it is answered, so that even
 * a line that dies every few seconds gets something across. More than the cap holds
 * goes in further requests of the same exchange.
 */
import {
  type Accepted,
  type Changes,
  commitAccepted,
  commitChanges,
  commitDatabases,
  commitOutlasted,
  commitRefused,
  commitRemoved,
  markSent,
  ownOf,
  readCursor,
  writeState,
} from "../data/commit.ts";
import type { Space } from "../data/database.ts";
import { draftsHeld, noteDrafts, noteDraftsChange } from "../data/drafts-held.ts";
import { isText, parseJsonObject } from "../data/json.ts";
import { editKey, type OutgoingEdit } from "../data/outbox.ts";
import { isOutOfRoom } from "../data/quota.ts";
import { isSignedInNow, speakFor } from "../data/session.ts";
import { type AnswerLine, parseAnswerLine } from "./answer.ts";
import { type Clock, systemClock } from "./clock.ts";
import { readLines } from "./lines.ts";
import { watchForStall } from "./stall.ts";
import { type Turn, takeTurn } from "./turn.ts";

const PROTOCOL = 1;
const FIRST_REQUEST_BYTES = 16 * 1024; // about 3 s of EDGE going up
const LEAST_REQUEST_BYTES = 1024;
const MOST_REQUEST_BYTES = 64 * 1024;

export type ExchangeOutcome =
  | { readonly status: "done" }
  | { readonly status: "offline" } // nobody answered, or it was not our server
  | { readonly status: "cut" } // the answer broke off; what came before it is kept
  | { readonly status: "signed_out" } // sign in to go on; nothing here changes
  | { readonly status: "refused_protocol" } // this app is too old for the server
  | { readonly status: "busy" } // another tab is at it
  | { readonly status: "no_room" } // the phone is full; nothing was lost
  | {
      readonly status: "failed"; // the server said what is wrong
      readonly reason: string;
      readonly retryAfterSeconds?: number;
    };

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ExchangeOptions {
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly locks?: LockManager | undefined;
  /** Ask for no changes, and for nothing at all when there is nothing to send. */
  readonly sendOnly?: boolean;
}

/** Send and receive until nothing is left to send. Safe to abort or kill anywhere. */
export async function exchange(
  space: Space,
  fetch: Fetch,
  options: ExchangeOptions = {},
): Promise<ExchangeOutcome> {
  const { memberId } = space;
  if (memberId === null || !(await isSignedInNow(space.phone, memberId))) {
    return { status: "signed_out" };
  }
  const { clock = systemClock, signal, sendOnly = false } = options;
  const locks = "locks" in options ? options.locks : globalThis.navigator?.locks;
  const outcome = await takeTurn(space, { clock, locks }, (turn) =>
    exchangeAll({ space, memberId, fetch, clock, signal, sendOnly, turn }),
  );
  return outcome ?? { status: "busy" };
}

/** What was erased is gone from the databases: now from the disk as well, as far as that goes. */
async function eraseRemnants(space: Space): Promise<void> {
  const { moveOn, mustMove } = await import("../data/move.ts");
  if (await mustMove(space)) await moveOn(space);
}

interface Context {
  readonly space: Space;
  readonly memberId: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly sendOnly: boolean;
  readonly turn: Turn;
}

async function exchangeAll(context: Context): Promise<ExchangeOutcome> {
  const { space, clock, sendOnly } = context;
  const carried = new Set<string>(); // keys of edits: each travels once an exchange
  try {
    for (let round = 1; ; round++) {
      const maxBytes = Number(
        (await ownOf(space).get("state", "request_bytes")) ?? FIRST_REQUEST_BYTES,
      );
      const outgoing = await markSent(space, maxBytes, carried);
      if ((sendOnly || round > 1) && outgoing.length === 0) break;

      const answered = new Set<string>();
      const outcome = await oneRequest(context, outgoing, answered);
      await adaptRequestBytes(context, outgoing, answered);
      if (outcome.status !== "done") return outcome;
      for (const { entry } of outgoing) carried.add(editKey(entry));
    }
    if (!sendOnly) await writeState(space, { exchanged_at: String(clock.now()) });
    if ((await space.shared.get("state", "erased")) !== undefined) await eraseRemnants(space);
    return { status: "done" };
  } catch (error) {
    if (isOutOfRoom(error)) return { status: "no_room" };
    throw error;
  }
}

async function oneRequest(
  context: Context,
  outgoing: readonly OutgoingEdit[],
  answered: Set<string>,
): Promise<ExchangeOutcome> {
  const { space, memberId, fetch, clock, signal, sendOnly } = context;
  const watch = watchForStall(clock, signal);
  const asked = sendOnly
    ? { send_only: true }
    : { cursor: await readCursor(space), drafts: await draftsHeld(space) };
  // This app shows whose entries they are; one that does not must not get them.
  const header = { protocol: PROTOCOL, member: memberId, networks: true, ...asked };
  const body = `${JSON.stringify(header)}\n${outgoing.map(({ line }) => line).join("")}`;
  try {
    const response = await fetch("/exchange", {
      method: "POST",
      headers: {
        ...speakFor(memberId),
        "Content-Type": "application/x-ndjson",
        Accept: "application/x-ndjson",
      },
      body,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      signal: watch.signal,
    }).catch(() => undefined);
    if (!response) return { status: "offline" };
    if (!response.ok || !response.body) {
      const refusal = await refusedRequest(response);
      // One edit, too large to send ever: else it would stand in the way of every exchange.
      if (response.status === 413 && outgoing.length === 1 && refusal.status === "failed") {
        const lines = [{ line: 2, reason: refusal.reason }];
        await commitUnreadable(context, lines, { outgoing, answered });
      }
      return refusal;
    }
    // A hotel's or a village network's own page, answering in our server's place.
    if (!isOurs(response)) return { status: "offline" };
    return await readAnswer(context, response.body, {
      outgoing,
      answered,
      progress: watch.progress,
    });
  } finally {
    watch.stop();
  }
}

interface Reading {
  readonly outgoing: readonly OutgoingEdit[];
  readonly answered: Set<string>;
  readonly progress: () => void;
}

interface AcceptedIn {
  readonly database: string;
  readonly accepted: readonly Accepted[];
}

async function readAnswer(
  context: Context,
  stream: ReadableStream<Uint8Array>,
  reading: Reading,
): Promise<ExchangeOutcome> {
  const { space, turn } = context;
  const listed = new Set<string>();
  const early: AcceptedIn[] = []; // edits that only the changes can place
  let changes: Changes[] = []; // since the last cursor
  for await (const text of endingQuietly(readLines(stream))) {
    reading.progress();
    const line = parseAnswerLine(text);
    if (!line) return { status: "cut" };
    if (!(await turn.holds())) return { status: "busy" };
    switch (line.kind) {
      case "databases":
        for (const { name } of line.databases) listed.add(name);
        await noteDraftsChange(space, line.databases);
        await commitDatabases(space, line.databases);
        break;
      case "answers":
        early.push(await commitAnswers(context, line, listed));
        for (const [, rev] of line.accepted) reading.answered.add(rev);
        for (const { rev } of line.refused) reading.answered.add(rev);
        break;
      case "removed":
        await commitRemoved(space, line.names);
        break;
      case "unreadable":
        await commitUnreadable(context, line.lines, reading);
        break;
      case "changes":
        changes.push({ database: line.database, documents: line.documents });
        if (line.erased.length > 0) {
          const { noteErased } = await import("../data/erase.ts");
          await noteErased(space, line.database, line.erased, context.clock.now());
        }
        break;
      case "cursor":
        await commitChanges(space, changes, line.cursor);
        changes = [];
        break;
      case "error":
        return { status: "failed", reason: line.reason };
      case "done":
        for (const { database, accepted } of early.filter(({ accepted }) => accepted.length > 0)) {
          await commitOutlasted(space, database, accepted);
        }
        if (line.drafts !== undefined) await noteDrafts(space, line.drafts ? "all" : "none");
        return { status: "done" };
      case "other":
        break;
    }
  }
  return { status: "cut" };
}

async function commitAnswers(
  { space, clock }: Context,
  { database, accepted, refused }: Extract<AnswerLine, { kind: "answers" }>,
  listed: ReadonlySet<string>,
): Promise<AcceptedIn> {
  const early = accepted.length > 0 ? await commitAccepted(space, database, accepted) : [];
  // Refused because the database is not this member's now: it may be again, so the edit waits.
  if (refused.length > 0 && listed.has(database)) {
    await commitRefused(space, database, refused, clock.now());
  }
  return { database, accepted: early };
}

/** Show its author the edit behind a line that the server could not read. */
async function commitUnreadable(
  { space, clock }: Context,
  lines: Extract<AnswerLine, { kind: "unreadable" }>["lines"],
  { outgoing, answered }: Omit<Reading, "progress">,
): Promise<void> {
  for (const { line, reason } of lines) {
    const edit = outgoing[line - 2]; // line 1 is the header
    if (!edit) continue;
    const { database, id } = edit.entry;
    await commitRefused(space, database, [{ id, rev: edit.rev, reason }], clock.now());
    answered.add(edit.rev);
  }
}

/** Halve what a request may carry when this one died unanswered; double it when it got through. */
async function adaptRequestBytes(
  { space, signal }: Context,
  outgoing: readonly OutgoingEdit[],
  answered: ReadonlySet<string>,
): Promise<void> {
  if (outgoing.length === 0 || signal?.aborted) return;
  const now = Number((await ownOf(space).get("state", "request_bytes")) ?? FIRST_REQUEST_BYTES);
  const through = outgoing.every(({ rev }) => answered.has(rev));
  const next = through
    ? Math.min(now * 2, MOST_REQUEST_BYTES)
    : Math.max(now / 2, LEAST_REQUEST_BYTES);
  if (next !== now) await writeState(space, { request_bytes: String(next) });
}

async function refusedRequest(response: Response): Promise<ExchangeOutcome> {
  if (response.status === 401) return { status: "signed_out" };
  if (response.status === 426) return { status: "refused_protocol" };
  const said = parseJsonObject(await response.text().catch(() => ""));
  const reason = isText(said?.reason) ? said.reason : `The server answered ${response.status}.`;
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds)
    ? { status: "failed", reason, retryAfterSeconds: seconds }
    : { status: "failed", reason };
}

const isOurs = (response: Response): boolean =>
  response.headers.get("Content-Type")?.startsWith("application/x-ndjson") ?? false;

/** Turn a stream that breaks into one that ends: a cut is no error. */
async function* endingQuietly(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  for (;;) {
    const next = await lines.next().catch(() => undefined);
    if (!next || next.done) return;
    yield next.value;
  }
}
