/**
 * Codes that a phone's camera reads: the names and numbers of a hand-out, and nothing else. Pure.
 *
 * No link is in one: scanned, it shows the text, asks no server, and leaves no address behind.
 */
import { type DrawnCode, drawCode, MOST_BYTES } from "../parts/code.ts";
import { type Item, messageText } from "./leaflet.ts";

export interface HandOutCode extends DrawnCode {
  readonly names: readonly string[]; // of the services in it
}

export interface HandOutCodes {
  readonly codes: readonly HandOutCode[];
  readonly tooLong: readonly string[]; // the names of services that fit in none
}

/** Codes that hold all of it, in the order of the hand-out. */
export function codesOf(items: readonly Item[]): HandOutCodes {
  const groups: Item[][] = [];
  const tooLong: string[] = [];
  for (const item of items) {
    const fitting = shortened(item);
    const group = groups[groups.length - 1];
    if (fitting === undefined) tooLong.push(item.name);
    else if (group && fits([...group, fitting])) group.push(fitting);
    else groups.push([fitting]);
  }
  const codes = groups.map((group) => ({
    ...drawCode(messageText(group)),
    names: group.map(({ name }) => name),
  }));
  return { codes, tooLong };
}

/** The item with as many of its numbers as one code takes. */
function shortened(item: Item): Item | undefined {
  for (let count = item.phones.length; count > 0; count--) {
    const shorter = { ...item, phones: item.phones.slice(0, count) };
    if (fits([shorter])) return shorter;
  }
  return item.phones.length === 0 && fits([item]) ? item : undefined;
}

const fits = (items: readonly Item[]): boolean =>
  new TextEncoder().encode(messageText(items)).length <= MOST_BYTES;
