/**
 * Sign in and out. Only these need a line; an app opened once goes on offline without.
 *
 * The browser holds one device token, in a cookie no script can read. Whose it is stands
 * in `cairn-phone`, and is cleared, durably, before a sign-in might change the cookie:
 * killed between the two, the phone knows that it does not know, and asks the server.
 */
import { fromBase64Url } from "../data/bytes.ts";
import { isObject, isText, type JsonObject, parseJsonObject } from "../data/json.ts";
import { askToKeep } from "../data/quota.ts";
import type { MemberOnPhone, Phone } from "../data/session.ts";
import { failed, ok, type Result } from "../result.ts";
import type { DeriveRequest } from "./derive-worker.ts";
import DeriveWorker from "./derive-worker.ts?worker";
import { parseKdf } from "./kdf.ts";

export type SignInFailure =
  | { readonly status: "offline" }
  | { readonly status: "wrong" } // the name or the passphrase
  | { readonly status: "wait"; readonly seconds: number } // too many tries
  | { readonly status: "unsafe" } // the server asks for less care than this phone agrees to
  | { readonly status: "failed"; readonly reason: string };

export interface SignInRequest {
  readonly name: string;
  readonly passphrase: string;
  readonly deviceName: string;
}

/** What a sign-in needs of the browser; handed in by tests. */
export interface Surroundings {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly derive: (request: DeriveRequest) => Promise<string>;
}

const NOT_UNDERSTOOD = "The server's answer was not understood.";

type Answer = Result<JsonObject, SignInFailure>;

/** Sign in, and keep the member on this phone as the one who uses it. */
export async function signIn(
  phone: Phone,
  { name, passphrase, deviceName }: SignInRequest,
  around: Surroundings = browserSurroundings,
): Promise<Result<MemberOnPhone, SignInFailure>> {
  const signInName = name.trim().toLowerCase();
  const query = new URLSearchParams({ name: signInName });
  const parameters = await ask(around, `/api/sign-in/parameters?${query}`);
  if (!parameters.ok) return parameters;
  const { salt: salted, kdf: offered } = parameters.value;
  const salt = isText(salted) ? fromBase64Url(salted) : undefined;
  const kdf = parseKdf(offered);
  if (!kdf || !salt || salt.length < 16) return failed({ status: "unsafe" });

  const loginSecret = await around.derive({ passphrase, salt, kdf });
  const before = phone.signedInAs;
  await phone.noteSignIn(undefined);
  const answer = await ask(around, "/api/sign-in", {
    name: signInName,
    login_secret: loginSecret,
    device_name: deviceName,
  });
  if (!answer.ok) {
    // A server that said no has not changed the cookie; one that was not heard may have.
    if (answer.failure.status !== "offline") await phone.noteSignIn(before);
    return answer;
  }
  const member = parseMember(answer.value);
  if (!member) return failed({ status: "failed", reason: NOT_UNDERSTOOD });
  await phone.remember(member);
  void askToKeep();
  return ok(member);
}

/**
 * Ask the server whose sign-in the browser holds, and note it.
 *
 * Undefined when it is nobody's, or nobody answered. A phone that forgot its people but
 * still holds a sign-in was emptied by the browser: they are kept on it anew.
 */
export async function whoIsSignedIn(
  phone: Phone,
  around: Surroundings = browserSurroundings,
): Promise<MemberOnPhone | undefined> {
  const answer = await ask(around, "/api/me");
  if (!answer.ok) {
    if (answer.failure.status === "wrong") await phone.noteSignIn(undefined);
    return undefined;
  }
  const member = parseMember(answer.value);
  if (!member) return undefined;
  if (phone.members.some(({ id }) => id === member.id)) await phone.noteSignIn(member.id);
  else {
    await phone.remember(member);
    phone.noteCopyLost();
  }
  return member;
}

/**
 * End this phone's sign-in. What the member has on the phone stays, locked by nothing yet.
 *
 * False when the server could not be told: this phone has stopped using the sign-in all
 * the same, and it can be ended from another device.
 */
export async function signOut(
  phone: Phone,
  around: Surroundings = browserSurroundings,
): Promise<boolean> {
  await phone.noteSignIn(undefined);
  await phone.change(null);
  const answer = await ask(around, "/api/sign-out", {});
  return answer.ok || answer.failure.status === "wrong";
}

/** One call of the account door: GET without a body, else POST. 204 reads as `{}`. */
async function ask({ fetch }: Surroundings, url: string, body?: JsonObject): Promise<Answer> {
  const post: RequestInit = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const common: RequestInit = { cache: "no-store", credentials: "same-origin", redirect: "error" };
  const response = await fetch(url, body ? { ...common, ...post } : common).catch(() => undefined);
  const text = await response?.text().catch(() => undefined);
  if (!response || text === undefined) return failed({ status: "offline" });
  const value = text === "" ? {} : parseJsonObject(text);
  if (response.ok && value) return ok(value);
  if (response.ok) return failed({ status: "offline" }); // another network's page in its place
  if (response.status === 401) return failed({ status: "wrong" });
  if (response.status === 429) {
    return failed({ status: "wait", seconds: Number(response.headers.get("Retry-After")) || 60 });
  }
  const reason = isText(value?.reason) ? value.reason : `The server answered ${response.status}.`;
  return failed({ status: "failed", reason });
}

function parseMember({ member, collaborative, device }: JsonObject): MemberOnPhone | undefined {
  if (!isObject(member) || !isObject(device) || !isText(collaborative)) return undefined;
  const { id, name, display_name: displayName, roles, language } = member;
  if (!isText(id) || !isText(name) || !isText(device.id)) return undefined;
  return {
    id,
    name,
    displayName: isText(displayName) ? displayName : name,
    roles: Array.isArray(roles) ? roles.filter(isText) : [],
    ...(isText(language) ? { language } : {}),
    collaborative,
    device: { id: device.id, name: isText(device.name) ? device.name : "" },
  };
}

const browserSurroundings: Surroundings = {
  fetch: (url, init) => globalThis.fetch(url, init),
  derive: (request) =>
    new Promise((resolve, reject) => {
      const worker = new DeriveWorker();
      const end = () => worker.terminate();
      worker.onmessage = ({ data }: MessageEvent<string>) => {
        end();
        resolve(data);
      };
      worker.onerror = (event) => {
        end();
        reject(new Error(event.message));
      };
      worker.postMessage(request);
    }),
};
