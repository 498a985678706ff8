/** Other directories as the server tells coordinators of them: read from outside, and in words. */
import { isObject, isText, type JsonObject, type JsonValue } from "../data/json.ts";
import { t } from "../locale.ts";

export type Kind = "hsds" | "couchdb";

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly url: string; // without what signs in there
  readonly isPaused: boolean;
  readonly isFetching: boolean;
  readonly triedAt: number | undefined; // milliseconds since 1970
  readonly succeededAt: number | undefined;
  readonly fault: string | undefined;
  readonly entries: number;
  readonly refused: readonly string[]; // IDs over there
  readonly hidden: readonly string[];
  readonly wouldGo: number; // gone there, kept here until somebody accepts it
}

/** Read the door's answer; undefined when it is none. */
export function networksIn({ networks }: JsonObject): readonly Network[] | undefined {
  return Array.isArray(networks) ? networks.flatMap(networkIn) : undefined;
}

function networkIn(value: JsonValue): readonly Network[] {
  if (!isObject(value) || !isText(value.id) || !isText(value.name)) return [];
  return [
    {
      id: value.id,
      name: value.name,
      kind: value.kind === "couchdb" ? "couchdb" : "hsds",
      url: isText(value.url) ? value.url : "",
      isPaused: value.paused === true,
      isFetching: value.fetching === true,
      triedAt: instant(value.tried_at),
      succeededAt: instant(value.success_at),
      fault: isText(value.fault) ? value.fault : undefined,
      entries: count(value.entries),
      refused: textsIn(value.refused),
      hidden: textsIn(value.hidden),
      wouldGo: count(value.would_go),
    },
  ];
}

/** What is wrong, and who can do something about it. */
export function faultWords(fault: string): string {
  switch (fault) {
    case "unreachable":
      return t("It does not answer. It is tried again by itself.");
    case "forbidden":
      return t("It does not let us in: the name or the password in the address is not right.");
    case "missing":
      return t("There is nothing at this address. Ask them for the right one.");
    case "rubbish":
      return t("What it answers is no directory. Look at the address and the kind.");
    case "too_large":
      return t("It is larger than Cairn takes.");
    case "not_allowed":
      return t("Our server may not ask there: the address must be public and begin with https.");
    case "too_slow":
      return t("It took too long. It is tried again by itself.");
    case "broken_off":
      return t("It broke off midway. It is tried again by itself.");
    case "redirects":
      return t("It sends from one address to the next without end.");
    default:
      return t("Something went wrong. It is tried again by itself.");
  }
}

/** Why a directory could not be added, by the server's word for it. */
export function refusalWords(word: string | undefined): string {
  switch (word) {
    case "name":
      return t("Give the other collaborative a name.");
    case "address":
      return t("The address must begin with https:// and end before any ? or #.");
    case "already":
      return t("This directory is here already.");
    case "too_many":
      return t("There are too many other directories. Remove one first.");
    default:
      return t("It could not be added. Try again.");
  }
}

const count = (value: JsonValue | undefined): number => (typeof value === "number" ? value : 0);

const instant = (value: JsonValue | undefined): number | undefined =>
  isText(value) ? Date.parse(value) || undefined : undefined;

const textsIn = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter(isText) : [];
