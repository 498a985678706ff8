import { beforeEach, expect, test } from "vitest";
import { openPhone, type Phone } from "../../src/data/session.ts";
import { checkSignIn, findPeople, type Surroundings, signIn } from "../../src/secrets/sign-in.ts";
import { MAY, newPhone, ROSA } from "../phone-fixture.ts";

const PARAMETERS = {
  salt: "AAECAwQFBgcICQoLDA0ODw",
  kdf: { name: "argon2id", memory_kib: 19_456, passes: 2, parallelism: 1 },
};
const REQUEST = { name: " Rosa ", passphrase: "river stone lamp", deviceName: "Program phone" };
const ME = {
  member: { id: ROSA.id, name: "rosa", display_name: ROSA.displayName, roles: ROSA.roles },
  collaborative: "demo",
  device: ROSA.device,
};

let phone: Phone;
let sent: { url: string; body: string; spokenFor: string | null }[];
let answers: Record<string, () => Response>;

const around: Surroundings = {
  async fetch(url, { body, headers }) {
    const spokenFor = new Headers(headers).get("Cairn-Member");
    sent.push({ url, body: String(body ?? ""), spokenFor });
    const answer = answers[url.split("?")[0] ?? ""];
    if (!answer) throw new TypeError("Failed to fetch");
    return answer();
  },
  derive: async ({ passphrase }) => `derived from ${passphrase.length} letters`,
};

const json =
  (value: unknown, init: ResponseInit = {}) =>
  () =>
    new Response(value === undefined ? null : JSON.stringify(value), init);

beforeEach(async () => {
  newPhone();
  phone = await openPhone();
  sent = [];
  answers = {
    "/api/sign-in/parameters": json(PARAMETERS),
    "/api/sign-in": json(ME),
    "/api/me": json(ME),
  };
});

test("signing in keeps the member on the phone, as the one who uses it", async () => {
  const result = await signIn(phone, REQUEST, around);

  expect(result).toEqual({ ok: true, value: ROSA });
  expect([phone.current, phone.isSignedIn(ROSA.id)]).toEqual([ROSA, true]);
});

test("who signs in second leaves the first signed in", async () => {
  await phone.remember(MAY);
  await signIn(phone, REQUEST, around);

  expect(phone.current).toEqual(ROSA);
  expect([phone.isSignedIn(MAY.id), phone.isSignedIn(ROSA.id)]).toEqual([true, true]);
});

test("the passphrase never leaves the phone", async () => {
  await signIn(phone, REQUEST, around);

  expect(sent.map(({ url }) => url)).toEqual(["/api/sign-in/parameters?name=rosa", "/api/sign-in"]);
  expect(JSON.stringify(sent)).not.toContain(REQUEST.passphrase);
});

test.each([
  ["a wrong passphrase", json({}, { status: 401 }), { status: "wrong" }],
  [
    "too many tries",
    json({}, { status: 429, headers: { "Retry-After": "90" } }),
    { status: "wait", seconds: 90 },
  ],
  [
    "a sentence",
    json({ reason: "Use HTTPS." }, { status: 400 }),
    { status: "failed", reason: "Use HTTPS." },
  ],
  [
    "a phone full of people",
    json({ error: "phone_is_full", reason: "Eight people." }, { status: 409 }),
    { status: "failed", reason: "Eight people.", word: "phone_is_full" },
  ],
])("%s is told apart, and who was signed in still is", async (_name, answer, failure) => {
  await phone.remember(MAY);
  answers["/api/sign-in"] = answer;

  expect(await signIn(phone, REQUEST, around)).toEqual({ ok: false, failure });
  expect([phone.current, phone.isSignedIn(MAY.id)]).toEqual([MAY, true]);
});

test.each([
  ["no answer", undefined],
  ["another network's page", () => new Response("<h1>Motel</h1>")],
])(
  "after %s the others are as they were, and the phone does not know of a sign-in",
  async (_name, answer) => {
    await phone.remember(MAY);
    if (answer) answers["/api/sign-in"] = answer;
    else delete answers["/api/sign-in"];

    expect(await signIn(phone, REQUEST, around)).toEqual({
      ok: false,
      failure: { status: "offline" },
    });
    expect(phone.current).toEqual(MAY);
    expect([phone.isSignedIn(MAY.id), phone.isSignedIn(ROSA.id)]).toEqual([true, false]);
  },
);

test.each([
  { ...PARAMETERS, kdf: { ...PARAMETERS.kdf, passes: 1 } },
  { ...PARAMETERS, salt: "AAEC" },
  {},
])("a server that asks for less care is refused: %j", async (parameters) => {
  answers["/api/sign-in/parameters"] = json(parameters);

  expect(await signIn(phone, REQUEST, around)).toEqual({
    ok: false,
    failure: { status: "unsafe" },
  });
  expect(sent.length).toBe(1);
});

test("the server is asked, for one member, whether the browser holds their sign-in", async () => {
  await phone.remember(ROSA);
  await phone.noteSignedOut(ROSA.id);
  await phone.remember(MAY);
  await checkSignIn(phone, ROSA.id, around);

  expect(sent.map(({ spokenFor }) => spokenFor)).toEqual([ROSA.id]);
  expect([phone.isSignedIn(ROSA.id), phone.current]).toEqual([true, MAY]);

  answers["/api/me"] = json({}, { status: 401 });
  await checkSignIn(phone, ROSA.id, around);
  expect([phone.isSignedIn(ROSA.id), phone.isSignedIn(MAY.id)]).toEqual([false, true]);
});

test("no answer, or one about somebody else, changes nothing about who is signed in", async () => {
  await phone.remember(ROSA);
  await phone.remember(MAY);
  await phone.noteSignedOut(MAY.id);
  await checkSignIn(phone, MAY.id, around); // the answer is about Rosa
  expect(phone.isSignedIn(MAY.id)).toBe(false);

  delete answers["/api/me"];
  await checkSignIn(phone, ROSA.id, around);
  expect(phone.isSignedIn(ROSA.id)).toBe(true);
});

test("a phone that was emptied, but still holds a sign-in, says so", async () => {
  expect(phone.copyLost).toBe(false);
  await findPeople(phone, around);

  expect(sent.map(({ spokenFor }) => spokenFor)).toEqual([null]);
  expect([phone.copyLost, phone.current, phone.isSignedIn(ROSA.id)]).toEqual([true, ROSA, true]);
});

test("a phone that was emptied, but still holds several sign-ins, says so and lets nobody in", async () => {
  answers["/api/me"] = json({ error: "which_member" }, { status: 401 });
  await findPeople(phone, around);

  expect([phone.copyLost, phone.members]).toEqual([true, []]);
});

test("a new phone, which holds no sign-in, has lost nothing", async () => {
  answers["/api/me"] = json({ error: "unauthorized" }, { status: 401 });
  await findPeople(phone, around);

  expect([phone.copyLost, phone.members]).toEqual([false, []]);
});

test("a first sign-in whose answer was lost is found, and is no loss", async () => {
  delete answers["/api/sign-in"];
  await signIn(phone, REQUEST, around);
  await findPeople(phone, around);

  expect([phone.copyLost, phone.current, phone.isSignedIn(ROSA.id)]).toEqual([false, ROSA, true]);
});
