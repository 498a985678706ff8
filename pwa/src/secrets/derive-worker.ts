/** A Worker's whole life: one passphrase in, one login secret out. Keeps the screen alive meanwhile. */
/// <reference lib="WebWorker" />
import { deriveLoginSecret } from "./derive.ts";
import type { KdfParameters } from "./kdf.ts";

export interface DeriveRequest {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly kdf: KdfParameters;
}

// Only the page that started this Worker can send to it, so its message is not from outside.
self.onmessage = async ({ data }: MessageEvent<DeriveRequest>) => {
  self.postMessage(await deriveLoginSecret(data.passphrase, data.salt, data.kdf));
};
