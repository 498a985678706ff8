import { beforeEach, expect, test } from "vitest";
import { openPhone, type Phone } from "../../src/data/session.ts";
import { type Surroundings, signIn, signOut, whoIsSignedIn } from "../../src/secrets/sign-in.ts";
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
let sent: { url: string; body: string }[];
let answers: Record<string, () => Response>;

const around: Surroundings = {
  async fetch(url, { body }) {
    sent.push({ url, body: String(body ?? "") });
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
    "/api/sign-out": json(undefined, { status: 204 }),
  };
});

test("signing in keeps the member on the phone, as the one who uses it", async () => {
  const result = await signIn(phone, REQUEST, around);

  expect(result).toEqual({ ok: true, value: ROSA });
  expect([phone.current, phone.signedInAs]).toEqual([ROSA, ROSA.id]);
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
])("%s is told apart, and who was signed in still is", async (_name, answer, failure) => {
  await phone.remember(MAY);
  answers["/api/sign-in"] = answer;

  expect(await signIn(phone, REQUEST, around)).toEqual({ ok: false, failure });
  expect([phone.current, phone.signedInAs]).toEqual([MAY, MAY.id]);
});

test.each([
  ["no answer", undefined],
  ["another network's page", () => new Response("<h1>Motel</h1>")],
])("after %s nobody knows who is signed in, until the server is asked", async (_name, answer) => {
  await phone.remember(MAY);
  if (answer) answers["/api/sign-in"] = answer;
  else delete answers["/api/sign-in"];

  expect(await signIn(phone, REQUEST, around)).toEqual({
    ok: false,
    failure: { status: "offline" },
  });
  expect([phone.current, phone.signedInAs]).toEqual([MAY, undefined]);
});

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

test("the server is asked whose sign-in the browser holds", async () => {
  expect((await whoIsSignedIn(phone, around))?.name).toBe("rosa");
  expect(phone.signedInAs).toBe(ROSA.id);

  answers["/api/me"] = json({}, { status: 401 });
  expect(await whoIsSignedIn(phone, around)).toBeUndefined();
  expect([phone.signedInAs, phone.members]).toEqual([undefined, [ROSA]]);
});

test("a phone that was emptied, but still holds a sign-in, says so", async () => {
  expect(phone.copyLost).toBe(false);
  await whoIsSignedIn(phone, around);

  expect([phone.copyLost, phone.current]).toEqual([true, ROSA]);
});

test("learning whose sign-in it is does not change who uses the phone", async () => {
  await phone.remember(ROSA);
  await phone.remember(MAY);
  await whoIsSignedIn(phone, around);

  expect([phone.current, phone.signedInAs]).toEqual([MAY, ROSA.id]);
});

test("no answer changes nothing about who is signed in", async () => {
  await phone.remember(ROSA);
  delete answers["/api/me"];
  await whoIsSignedIn(phone, around);

  expect(phone.signedInAs).toBe(ROSA.id);
});

test("signing out ends the sign-in, and keeps the member on the phone", async () => {
  await phone.remember(ROSA);

  expect(await signOut(phone, around)).toBe(true);
  expect([phone.current, phone.signedInAs, phone.members]).toEqual([undefined, undefined, [ROSA]]);
});

test("signing out without a line says that the server does not know", async () => {
  await phone.remember(ROSA);
  delete answers["/api/sign-out"];

  expect(await signOut(phone, around)).toBe(false);
  expect(phone.signedInAs).toBeUndefined();
});
