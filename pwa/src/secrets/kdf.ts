/** How slowly a passphrase becomes a key, and the least that this phone agrees to. */
import { isObject, type JsonValue } from "../data/json.ts";

export interface KdfParameters {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
}

// What the server offers is not taken on trust: weaker parameters would make a stolen
// login secret cheap to guess at. Source: OWASP Password Storage Cheat Sheet, Argon2id.
const LEAST: KdfParameters = { memoryKib: 19_456, passes: 2, parallelism: 1 };
// More would not run on a phone of 2 GB, and a server gone wrong must not freeze it.
const MOST: KdfParameters = { memoryKib: 262_144, passes: 10, parallelism: 4 };

/** Read the parameters a server offers; undefined when they are no Argon2id, too weak or too much. */
export function parseKdf(value: JsonValue | undefined): KdfParameters | undefined {
  if (!isObject(value) || value.name !== "argon2id") return undefined;
  const { memory_kib: memoryKib, passes, parallelism } = value;
  const within = (offered: unknown, least: number, most: number): offered is number =>
    typeof offered === "number" && offered >= least && offered <= most;
  return within(memoryKib, LEAST.memoryKib, MOST.memoryKib) &&
    within(passes, LEAST.passes, MOST.passes) &&
    within(parallelism, LEAST.parallelism, MOST.parallelism)
    ? { memoryKib, passes, parallelism }
    : undefined;
}
