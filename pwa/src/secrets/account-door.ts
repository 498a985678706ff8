/** The server's account door, `/api`: one call of it, and every way it may fail. */
import { isText, type JsonObject, parseJsonObject } from "../data/json.ts";
import { speakFor } from "../data/session.ts";
import { failed, ok, type Result } from "../result.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type SignInFailure =
  | { readonly status: "offline" }
  | { readonly status: "wrong" } // the name or the passphrase; or this sign-in has ended
  | { readonly status: "wait"; readonly seconds: number } // too many tries
  | { readonly status: "unsafe" } // the server asks for less care than this phone agrees to
  | { readonly status: "failed"; readonly reason: string; readonly word?: string };

/** With "failed": several people are signed in here, and the call named none of them. */
export const WHICH_MEMBER = "which_member";

interface Call {
  readonly memberId?: string; // for whom it speaks
  readonly body?: JsonObject; // with one it is a POST
}

const ANSWER_MS = 30_000; // many round trips of EDGE; then there is no line worth the name

/** Call the door. 204 reads as `{}`. */
export async function askAccounts(
  fetch: Fetch,
  url: string,
  { memberId, body }: Call = {},
): Promise<Result<JsonObject, SignInFailure>> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_MS);
  const response = await fetch(url, {
    signal: late.signal,
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    headers: {
      ...(memberId === undefined ? {} : speakFor(memberId)),
      ...(body ? { "Content-Type": "application/json" } : {}),
    },
    cache: "no-store",
    credentials: "same-origin",
    redirect: "error",
  }).catch(() => undefined);
  const text = await response?.text().catch(() => undefined);
  clearTimeout(timer);
  if (!response || text === undefined) return failed({ status: "offline" });
  const value = text === "" ? {} : parseJsonObject(text);
  if (response.ok && value) return ok(value);
  if (response.ok) return failed({ status: "offline" }); // another network's page in its place
  return failed(failureOf(response, value));
}

function failureOf(response: Response, value: JsonObject | undefined): SignInFailure {
  const word = isText(value?.error) ? value.error : undefined;
  if (response.status === 401 && word !== WHICH_MEMBER) return { status: "wrong" };
  if (response.status === 429) {
    return { status: "wait", seconds: Number(response.headers.get("Retry-After")) || 60 };
  }
  const reason = isText(value?.reason) ? value.reason : `The server answered ${response.status}.`;
  return { status: "failed", reason, ...(word === undefined ? {} : { word }) };
}
