/**
 * Send what the others who share this phone left waiting, each under their own name.
 *
 * Whoever has a line carries it for all: an edit should not wait for its author to pick
 * the phone up again. Nothing is asked for in return, and nothing of theirs is shown.
 */
import type { Change } from "../data/channel.ts";
import { openSpace, type Space } from "../data/database.ts";
import type { MemberOnPhone, Phone } from "../data/session.ts";
import { countWaiting } from "../data/waiting.ts";
import { type ExchangeOptions, type ExchangeOutcome, exchange, type Fetch } from "./exchange.ts";

/**
 * Send for every member but the one of `space`, until one finds no line. What it changes in the
 * documents that they share is announced there.
 *
 * One whom the server no longer knows is noted as signed out: their edits stay.
 */
export async function sendOthers(
  phone: Phone,
  current: Pick<Space, "memberId" | "announce">,
  fetch: Fetch,
  options: ExchangeOptions,
): Promise<readonly ExchangeOutcome[]> {
  const outcomes: ExchangeOutcome[] = [];
  for (const member of phone.members) {
    if (options.signal?.aborted) break;
    if (member.id === current.memberId || !phone.isSignedIn(member.id)) continue;
    if ((await countWaiting(member.id)) === 0) continue;
    const outcome = await sendFor(member, current, fetch, options);
    if (outcome.status === "signed_out") await phone.noteSignedOut(member.id);
    outcomes.push(outcome);
    if (outcome.status === "offline" || outcome.status === "cut") break;
  }
  return outcomes;
}

async function sendFor(
  member: MemberOnPhone,
  current: Pick<Space, "announce">,
  fetch: Fetch,
  options: ExchangeOptions,
): Promise<ExchangeOutcome> {
  const space = await openSpace(member.collaborative, member.id);
  const changes: Change[] = [];
  space.subscribe((change) => changes.push(change));
  try {
    return await exchange(space, fetch, { ...options, sendOnly: true });
  } finally {
    space.close();
    for (const { kind, keys } of changes) if (kind !== "moved") current.announce(kind, keys);
  }
}
