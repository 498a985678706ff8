/** Whose directory an entry is from, when it is not our own, and how old what we have of it is. Pure. */
import type { ShownDocument } from "../data/document.ts";
import { t } from "../locale.ts";
import { daysAgoInWords, today } from "../when.ts";
import { text } from "./fields.ts";
import { daysBetween } from "./verification.ts";

export interface Origin {
  readonly name: string; // of the other collaborative; "" when it is not known yet
  readonly receivedOn: string | undefined; // YYYY-MM-DD, when the server last looked there
}

/** By the database that its entries are in. */
export type Origins = ReadonlyMap<string, Origin>;

export const NO_ORIGINS: Origins = new Map();

/** An entry of another directory whose own document has not come yet. */
export const UNKNOWN_ORIGIN: Origin = { name: "", receivedOn: undefined };

export const originsOf = (documents: readonly ShownDocument[]): Origins =>
  new Map(
    documents.map(({ database, body }) => [
      database,
      { name: text(body, "name") ?? "", receivedOn: text(body, "received_on") },
    ]),
  );

export const fromWords = ({ name }: Origin): string =>
  name === "" ? t("From another directory") : t("From: {name}", { name });

/** "Received 3 weeks ago"; "" when nobody knows, or the clock here is behind. */
export function receivedWords({ receivedOn }: Origin, now: Date): string {
  const days = daysBetween(receivedOn, today(now));
  if (days === undefined || days < 0) return "";
  return days === 0 ? t("Received today") : t("Received {when}", { when: daysAgoInWords(days) });
}
