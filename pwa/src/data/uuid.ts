/** The UUID that a name always gets: documents that exist once are named by what they are of. */

// UUIDv5 of "cairn:worksheet" in the namespace of URLs.
export const WORKSHEETS = "e9580c66-31c8-55f8-a91a-06415c66c315";

/** Version 5 of RFC 9562: the SHA-1 of a namespace and a name. Not a secret, nor a proof. */
export async function uuid5(namespace: string, name: string): Promise<string> {
  const space = namespace.replaceAll("-", "").match(/../g) ?? [];
  const start = Uint8Array.from(space, (byte) => Number.parseInt(byte, 16));
  const rest = new TextEncoder().encode(name);
  const whole = new Uint8Array(start.length + rest.length);
  whole.set(start);
  whole.set(rest, start.length);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-1", whole)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50; // version 5
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The document of a published worksheet: one for each template ID. */
export const worksheetDocId = async (templateId: string): Promise<string> =>
  `worksheet:${await uuid5(WORKSHEETS, templateId)}`;

// UUIDv5 of "cairn:count" in the namespace of URLs.
const COUNTING = "ac558115-f7c1-5abd-bab2-a8bfd72ba0c2";

/** Where a collaborative adds up what may be counted of a worksheet. It needs no document. */
export const countingId = (collaborative: string, templateId: string): Promise<string> =>
  uuid5(COUNTING, `${collaborative}/${templateId}`);
