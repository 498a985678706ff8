/**
 * Sign out. It counts on this phone at once; the server hears of it now, or at the next
 * contact: until then the note of it stays, through restarts too.
 */
import type { MemberOnPhone, Phone, SignOut } from "../data/session.ts";
import { askAccounts, type Fetch } from "./account-door.ts";

/** End a member's sign-in on this phone. What they have on it stays, locked by nothing yet. */
export async function signOut(phone: Phone, member: MemberOnPhone): Promise<void> {
  await phone.leave(member);
  await endSignOuts(phone);
}

/** Tell the server of every sign-out it has not heard of; false when some are still unheard. */
export async function endSignOuts(phone: Phone, fetch: Fetch = browserFetch): Promise<boolean> {
  for (const signOut of phone.unheardSignOuts) {
    if (await tell(phone, signOut, fetch)) await phone.noteHeard(signOut);
  }
  return phone.unheardSignOuts.length === 0;
}

async function tell(phone: Phone, { memberId, deviceId }: SignOut, fetch: Fetch): Promise<boolean> {
  // One who has signed in again since has another device now, and that one stays.
  const url = phone.isSignedIn(memberId) ? `/api/devices/${deviceId}/revoke` : "/api/sign-out";
  const answer = await askAccounts(fetch, url, { memberId, body: {} });
  if (answer.ok || answer.failure.status === "wrong") return true;
  return answer.failure.status === "failed" && answer.failure.word === "not_found";
}

const browserFetch: Fetch = (url, init) => globalThis.fetch(url, init);
