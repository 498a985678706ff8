/** What the server says of a partner's link, and what the partner says to it. Never throws. */
import type { Body } from "../data/document.ts";
import { isObject, parseJsonObject } from "../data/json.ts";

/** Why there is nothing to confirm. "offline": the line broke; it can be tried again. */
export type Closed = "none" | "used" | "ended" | "gone" | "busy" | "offline";

const ANSWER_MS = 30_000;
const CLOSED: readonly string[] = ["used", "ended", "gone"];

/** The token in the page's address; undefined: there is none. */
export const tokenIn = (path: string): string | undefined =>
  /^\/confirm\/([\w-]{20,64})\/?$/.exec(path)?.[1];

/** The entry as the server shows it. */
export async function askAbout(token: string): Promise<Body | Closed> {
  const answer = await request(`/confirm/${token}/about`, {});
  if (typeof answer === "string") return answer;
  const entry = parseJsonObject(answer.text)?.entry;
  return isObject(entry) ? entry : "offline";
}

/** Say what is wrong; nothing wrong means that all is true. Undefined once it is written down. */
export async function say(
  token: string,
  wrong: readonly string[],
  note: string,
): Promise<Closed | undefined> {
  const answer = await request(`/confirm/${token}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ wrong, note }),
  });
  return typeof answer === "string" ? answer : undefined;
}

async function request(url: string, init: RequestInit): Promise<{ text: string } | Closed> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_MS);
  try {
    const response = await fetch(url, {
      ...init,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: late.signal,
    });
    const text = await response.text();
    if (response.ok) return { text };
    const error = parseJsonObject(text)?.error;
    if (response.status === 404 && error) return "none";
    if (response.status === 429) return "busy";
    return typeof error === "string" && CLOSED.includes(error) ? (error as Closed) : "offline";
  } catch {
    return "offline";
  } finally {
    clearTimeout(timer);
  }
}
