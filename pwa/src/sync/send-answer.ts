/** Sending one anonymous answer: without cookies, by itself, until it is counted. */

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** "refused": it will never be taken, so there is no use in keeping it. */
export type Sent = "counted" | "refused" | "later" | "unknown";

const ANSWER_MS = 60_000; // 4 KiB and their answer take 2 s of EDGE
const COUNTED = 204;
const UNKNOWN = 404; // the survey itself may not have reached the server yet
const REFUSED: readonly number[] = [400, 410, 413, 422];

/** Send `body` to a survey once. Never throws. */
export async function sendAnswer(fetch: Fetch, survey: string, body: string): Promise<Sent> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_MS);
  try {
    const response = await fetch(`/survey/${survey}`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json" },
      credentials: "omit", // nobody's answer
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: late.signal,
    });
    // Exactly this: another network's sign-in page answers 200.
    if (response.status === COUNTED) return "counted";
    if (response.status === UNKNOWN) return "unknown";
    return REFUSED.includes(response.status) ? "refused" : "later";
  } catch {
    return "later";
  } finally {
    clearTimeout(timer);
  }
}

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/** How long to wait before the nth try after the first: doubling, up to a minute, never in step. */
export const waitMs = (tried: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tried - 1, 10)) * (0.5 + random / 2);
