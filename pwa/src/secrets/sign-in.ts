/**
 * Sign in. Only this needs a line; an app opened once goes on offline without.
 *
 * The browser holds a device token for each member, in a cookie no script can read. A
 * sign-in changes one of them before the phone can know: cut or killed between the two,
 * the phone asks the server, for that member alone, when they next use it.
 */
import { fromBase64Url } from "../data/bytes.ts";
import { isObject, isText, type JsonObject } from "../data/json.ts";
import { askToKeep } from "../data/quota.ts";
import type { MemberOnPhone, Phone } from "../data/session.ts";
import { failed, ok, type Result } from "../result.ts";
import { askAccounts, type Fetch, type SignInFailure, WHICH_MEMBER } from "./account-door.ts";
import type { DeriveRequest } from "./derive-worker.ts";
import DeriveWorker from "./derive-worker.ts?worker";
import { parseKdf } from "./kdf.ts";

export interface SignInRequest {
  readonly name: string;
  readonly passphrase: string;
  readonly deviceName: string;
}

/** What a sign-in needs of the browser; handed in by tests. */
export interface Surroundings {
  readonly fetch: Fetch;
  readonly derive: (request: DeriveRequest) => Promise<string>;
}

const NOT_UNDERSTOOD = "The server's answer was not understood.";

// A setting: a sign-in went out, and no answer to it has been heard. Then a sign-in that
// this phone does not know of is no sign of anything lost.
const UNANSWERED = "sign_in_unanswered";

/** Sign in, and keep the member on this phone as the one who uses it. */
export async function signIn(
  phone: Phone,
  { name, passphrase, deviceName }: SignInRequest,
  around: Surroundings = browserSurroundings,
): Promise<Result<MemberOnPhone, SignInFailure>> {
  const signInName = name.trim().toLowerCase();
  const query = new URLSearchParams({ name: signInName });
  const parameters = await askAccounts(around.fetch, `/api/sign-in/parameters?${query}`);
  if (!parameters.ok) return parameters;
  const { salt: salted, kdf: offered } = parameters.value;
  const salt = isText(salted) ? fromBase64Url(salted) : undefined;
  const kdf = parseKdf(offered);
  if (!kdf || !salt || salt.length < 16) return failed({ status: "unsafe" });

  const loginSecret = await around.derive({ passphrase, salt, kdf });
  await phone.writeSetting(UNANSWERED, "yes");
  const answer = await askAccounts(around.fetch, "/api/sign-in", {
    body: { name: signInName, login_secret: loginSecret, device_name: deviceName },
  });
  if (!answer.ok) {
    // A server that said no has changed no cookie; one that was not heard may have.
    if (answer.failure.status !== "offline") await phone.writeSetting(UNANSWERED, "");
    return answer;
  }
  const member = parseMember(answer.value);
  if (!member) return failed({ status: "failed", reason: NOT_UNDERSTOOD });
  await phone.remember(member);
  await phone.writeSetting(UNANSWERED, "");
  void askToKeep();
  return ok(member);
}

/** Ask the server whether this phone holds the member's sign-in, and note what it says. */
export async function checkSignIn(
  phone: Phone,
  memberId: string,
  around: Surroundings = browserSurroundings,
): Promise<void> {
  const answer = await askAccounts(around.fetch, "/api/me", { memberId });
  if (answer.ok) {
    const member = parseMember(answer.value);
    if (member?.id === memberId) await phone.noteSignedIn(member);
  } else if (answer.failure.status === "wrong") await phone.noteSignedOut(memberId);
}

/**
 * Ask the server who is signed in on a phone that knows nobody.
 *
 * Somebody is when the browser threw away what the phone held, but not its cookies. One
 * alone is kept on it anew. Of several the server names none: they sign in again.
 */
export async function findPeople(
  phone: Phone,
  around: Surroundings = browserSurroundings,
): Promise<void> {
  const answer = await askAccounts(around.fetch, "/api/me");
  const member = answer.ok ? parseMember(answer.value) : undefined;
  const areSeveral =
    !answer.ok && answer.failure.status === "failed" && answer.failure.word === WHICH_MEMBER;
  if (phone.members.length > 0 || !(member || areSeveral)) return;
  const isLoss = phone.setting(UNANSWERED) !== "yes";
  if (member) await phone.remember(member);
  if (isLoss) phone.noteCopyLost();
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
