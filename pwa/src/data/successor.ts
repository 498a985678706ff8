/** The entry that takes the place of one that was erased, because its address is private now. */

/** The ID under which a place is entered anew: it follows from the old one, as on the server. */
export async function successorOf(docId: string): Promise<string> {
  const text = new TextEncoder().encode(`cairn: entered anew v1\n${docId}`);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", text)).slice(0, 16);
  // Version 8: a UUID by a rule of one's own (RFC 9562).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `location:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}
