/** A phone of its own for each test: fresh databases, one member who is signed in. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openSpace, type Space } from "../src/data/database.ts";
import type { ShownDocument } from "../src/data/document.ts";
import { saveEdit } from "../src/data/save.ts";
import { type MemberOnPhone, openPhone } from "../src/data/session.ts";

export const DIRECTORY = "directory-demo";

export const ROSA: MemberOnPhone = {
  id: "11111111-1111-4111-8111-111111111111",
  name: "rosa",
  displayName: "Rosa Delgado",
  roles: ["advocate", "editor"],
  collaborative: "demo",
  device: { id: "d1", name: "Program phone" },
};

export const MAY: MemberOnPhone = {
  ...ROSA,
  id: "22222222-2222-4222-8222-222222222222",
  name: "may",
  displayName: "May Whitehorse",
  device: { id: "d2", name: "Program phone" },
};

/** Throw away everything the phone holds. */
export function newPhone(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** Open the space of `member`, signed in and using the phone. */
export async function openFor(member: MemberOnPhone): Promise<Space> {
  const phone = await openPhone();
  await phone.remember(member);
  phone.close();
  return openSpace("demo", member.id);
}

export const service = (name: string, more: Record<string, string> = {}) => ({
  type: "service",
  schema: 1,
  name,
  ...more,
});

/** Save an edit of a service in the directory, based on what is shown. */
export async function saveService(space: Space, id: string, name: string): Promise<void> {
  const basedOn = await space.read(id);
  const outcome = await saveEdit(space, DIRECTORY, id, service(name), basedOn ? { basedOn } : {});
  if (outcome.status !== "saved") throw new Error(outcome.status);
}

/** What the screen would show: names by document ID, with a star while they wait. */
export async function shownNames(space: Space): Promise<Record<string, string>> {
  const shown = await space.all("service");
  const sorted = shown.sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(sorted.map((document) => [document.id, labelOf(document)]));
}

const labelOf = ({ body, waiting }: ShownDocument): string =>
  `${String(body.name)}${waiting ? "*" : ""}`;
