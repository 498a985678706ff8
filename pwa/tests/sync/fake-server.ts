/** A server in memory that speaks the exchange, over a line that can be cut at any byte. */
import { editToJson, parseReceived } from "../../src/data/document.ts";
import { isText, parseJsonObject } from "../../src/data/json.ts";
import type { Edit } from "../../src/data/revision.ts";
import { addLeaf, winningLeaf } from "../../src/data/revtree.ts";
import type { Fetch } from "../../src/sync/exchange.ts";

interface Row {
  readonly leaves: readonly Edit[];
  readonly sequence: number;
}

/** What one request carried, as the server saw it. */
export interface Seen {
  readonly memberId: string; // for whom it spoke
  readonly asksForChanges: boolean;
  readonly drafts: unknown; // what the phone says of its copy
  readonly bytes: number;
  readonly edits: readonly Edit[];
}

export class FakeServer {
  databases: Record<string, string> = { "directory-demo": "write" }; // roles by name
  refuses: (edit: Edit) => string | undefined = () => undefined;
  sendsDrafts = true; // says so at the end; what it sends is the test's affair
  batchSize = 1; // documents of one `changes` line
  cutRequestAt = Number.POSITIVE_INFINITY; // bytes
  cutAnswerAt = Number.POSITIVE_INFINITY;
  answersWith: (() => Response) | undefined; // instead of an exchange
  isOnline = true;
  strangers = new Set<string>(); // member IDs whose cookie the phone lacks, or no longer counts
  readonly seen: Seen[] = [];
  beforeAnswer: () => Promise<void> = async () => {};

  readonly #rows = new Map<string, Row>(); // by database and document ID
  #sequence = 0;

  readonly fetch: Fetch = async (_url, { body, headers }) => {
    if (!this.isOnline) throw new TypeError("Failed to fetch");
    if (this.answersWith) return this.answersWith();
    const memberId = new Headers(headers).get("Cairn-Member") ?? "";
    if (this.strangers.has(memberId)) return new Response("{}", { status: 401 });
    const request = new TextEncoder().encode(String(body));
    const arrived = new TextDecoder().decode(request.slice(0, this.cutRequestAt));
    const lines = this.#exchange(memberId, arrived);
    await this.beforeAnswer();
    if (request.length > this.cutRequestAt) throw new TypeError("network error");
    const answer = new TextEncoder().encode(
      lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
    return new Response(cutStream(answer, this.cutAnswerAt), {
      headers: { "Content-Type": "application/x-ndjson" },
    });
  };

  /** Put an edit there by another door. */
  write(edit: Edit, database = "directory-demo"): void {
    const key = `${database} ${edit.id}`;
    const leaves = addLeaf(this.#rows.get(key)?.leaves ?? [], edit);
    this.#sequence += 1;
    this.#rows.set(key, { leaves, sequence: this.#sequence });
  }

  leaves(id: string, database = "directory-demo"): readonly Edit[] {
    return this.#rows.get(`${database} ${id}`)?.leaves ?? [];
  }

  #exchange(memberId: string, request: string): unknown[] {
    const complete = request.slice(0, request.lastIndexOf("\n") + 1).trimEnd();
    const [text = "", ...lines] = complete.split("\n");
    const first = parseJsonObject(text);
    if (first && first.member !== memberId) throw new Error("edits under another person's name");
    const edits: Edit[] = [];
    const answer: unknown[] = [{ databases: this.#listed() }];
    const accepted = new Set<string>();
    for (const text of lines) {
      const line = parseJsonObject(text);
      const edit = parseReceived(line?.edit)?.winner;
      const database = line?.database;
      if (!edit || !isText(database)) throw new Error(`the phone sent ${text}`);
      edits.push(edit);
      const { id, rev } = edit;
      const reason = database in this.databases ? this.refuses(edit) : "It is not yours.";
      if (reason) {
        answer.push({ database, refused: [{ id, rev, reason }] });
        continue;
      }
      if (!this.#knows(database, edit)) this.write(edit, database);
      accepted.add(rev);
      answer.push({ database, accepted: [[id, rev]] });
    }
    const asksForChanges = first?.send_only !== true;
    const drafts = first?.drafts;
    this.seen.push({ memberId, asksForChanges, drafts, bytes: request.length, edits });
    const since = isText(first?.cursor) ? Number(first.cursor) : 0;
    const changes = asksForChanges ? this.#changes(since, accepted) : [];
    const told = drafts === undefined ? {} : { drafts: this.sendsDrafts };
    return [...answer, ...changes, { done: true, ...told }];
  }

  #listed(): Record<string, unknown> {
    const entries = Object.entries(this.databases);
    return Object.fromEntries(entries.map(([name, role]) => [name, { role, epoch: "e1" }]));
  }

  #knows(database: string, { id, rev }: Edit): boolean {
    const known = this.leaves(id, database);
    const signature = rev.slice(rev.indexOf("-") + 1);
    return known.some((leaf) => leaf.revisions.ids.includes(signature));
  }

  #changes(since: number, accepted: ReadonlySet<string>): unknown[] {
    const rows = [...this.#rows].filter(([, row]) => row.sequence > since);
    rows.sort(([, a], [, b]) => a.sequence - b.sequence);
    const lines: unknown[] = [];
    for (let start = 0; start < rows.length; start += this.batchSize) {
      const batch = rows.slice(start, start + this.batchSize);
      for (const [key, { leaves }] of batch) {
        if (leaves.length === 1 && accepted.has(leaves[0]?.rev ?? "")) continue;
        lines.push({ database: key.split(" ")[0], changes: [changeOf(leaves)] });
      }
      lines.push({ cursor: String(batch.at(-1)?.[1].sequence) });
    }
    return rows.length > 0 ? lines : [{ cursor: String(this.#sequence) }];
  }
}

function changeOf(leaves: readonly Edit[]): unknown {
  const winner = winningLeaf(leaves);
  if (!winner) throw new Error("a row without a leaf");
  const losers = leaves.filter((leaf) => leaf !== winner && !leaf.deleted);
  const change = editToJson(winner);
  return losers.length > 0 ? { ...change, _conflicts: losers.map(editToJson) } : change;
}

function cutStream(bytes: Uint8Array, at: number): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (!sent) controller.enqueue(bytes.slice(0, at));
      else if (bytes.length > at) controller.error(new TypeError("network error"));
      else controller.close();
      sent = true;
    },
  });
}

/** The document IDs of every edit a request carried, in the order it carried them. */
export const idsOf = ({ edits }: Seen): string[] => edits.map(({ id }) => id);
