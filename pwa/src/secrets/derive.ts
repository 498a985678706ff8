/**
 * From a passphrase to the login secret. The passphrase never leaves the phone.
 *
 *     root         = Argon2id(NFKC(passphrase), salt)      slow on purpose: about 2 s
 *     login secret = HKDF-SHA256(root, info = "cairn login v1")
 *
 * Other labels will give other keys, which the server must not be able to work out from
 * the login secret. The server's twin, for people made on its command line, is
 * `cairn_server/accounts/passphrase.py`.
 */
import { argon2id } from "@noble/hashes/argon2.js";
import { toBase64Url } from "../data/bytes.ts";
import type { KdfParameters } from "./kdf.ts";

const SECRET_BYTES = 32;

/** Return the login secret as base64url. */
export async function deriveLoginSecret(
  passphrase: string,
  salt: Uint8Array,
  { memoryKib, passes, parallelism }: KdfParameters,
): Promise<string> {
  const root = argon2id(passphrase.normalize("NFKC"), salt, {
    m: memoryKib,
    t: passes,
    p: parallelism,
    dkLen: SECRET_BYTES,
  });
  const key = await crypto.subtle.importKey("raw", new Uint8Array(root), "HKDF", false, [
    "deriveBits",
  ]);
  const info = new TextEncoder().encode("cairn login v1");
  const secret = await crypto.subtle.deriveBits(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info },
    key,
    SECRET_BYTES * 8,
  );
  return toBase64Url(new Uint8Array(secret));
}
