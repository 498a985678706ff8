import { expect, test } from "vitest";
import { deriveLoginSecret } from "../../src/secrets/derive.ts";
import { parseKdf } from "../../src/secrets/kdf.ts";

const SALT = Uint8Array.from({ length: 16 }, (_, n) => n);
const OFFERED = { name: "argon2id", memory_kib: 19_456, passes: 2, parallelism: 1 };

test.each([
  ["river stone lamp cedar bread", "Wi2UgZ8n36k4ZTPuvWov4TezhNKlICFMf6GqDW9LLF4"],
  ["\ufb01rst nin\u0303o", "bmopSGp-ETAy6HsE6UYP3CzplwZ4ZKnmsuhu_F7L9Xo"], // a ligature and a loose accent: NFKC
])("the server's command line derives the same from %s", async (passphrase, secret) => {
  const kdf = parseKdf(OFFERED);
  if (!kdf) throw new Error("refused");

  expect(await deriveLoginSecret(passphrase, SALT, kdf)).toBe(secret);
});

test.each([
  { name: "scrypt" },
  { memory_kib: 8 },
  { memory_kib: 4_194_304 },
  { passes: 1 },
  { passes: "2" },
  { parallelism: 0 },
])("parameters are refused: %j", (change) => {
  expect(parseKdf({ ...OFFERED, ...change })).toBeUndefined();
});

test("more care than the least is agreed to", () => {
  expect(parseKdf({ ...OFFERED, passes: 3 })).toEqual({
    memoryKib: 19_456,
    passes: 3,
    parallelism: 1,
  });
});
