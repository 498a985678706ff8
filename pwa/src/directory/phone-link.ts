/** Addresses that a phone's own dialler and messages understand. */
import { type Body, text } from "./fields.ts";

/** Digits with a leading plus if any; an extension is dialled after a pause. */
export function callAddress(phone: Body): string {
  const extension = String(phone.extension ?? "").replace(/\D/g, "");
  return `tel:${dialled(phone)}${extension === "" ? "" : `,${extension}`}`;
}

export const textAddress = (phone: Body): string => `sms:${dialled(phone)}`;

/** Whether the number takes text messages, as its type says. */
export const takesTexts = (phone: Body): boolean =>
  ["text", "cell"].includes(text(phone, "type") ?? "");

/** Whether the number is for talking: not a fax, a pager, or texts alone. */
export const takesCalls = (phone: Body): boolean =>
  !["fax", "pager", "text", "video"].includes(text(phone, "type") ?? "");

const dialled = (phone: Body): string => (text(phone, "number") ?? "").replace(/[^\d+*#]/g, "");
