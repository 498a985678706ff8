/**
 * Who uses this phone: its members, who is using it now, and whose sign-in it holds.
 *
 * Several members may share a phone. `current` is whose space is open; it changes
 * offline. The browser holds a device token for each who is signed in, in a cookie no
 * script can read; what stands here is what the phone knows of them. It may be behind:
 * the server decides, and a request says for whom it speaks (`speakFor`).
 */
import { type Channel, openChannel } from "./channel.ts";
import { askToKeep } from "./quota.ts";
import { newMark, openPhoneDatabase, type PhoneDatabase } from "./schema.ts";

export interface MemberOnPhone {
  readonly id: string;
  readonly name: string; // what they sign in with
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly language?: string;
  readonly collaborative: string;
  readonly device: { readonly id: string; readonly name: string };
}

/** A sign-in that ended here, and that the server may still think alive. */
export interface SignOut {
  readonly memberId: string;
  readonly deviceId: string;
}

export interface Phone {
  readonly members: readonly MemberOnPhone[]; // by name
  readonly current: MemberOnPhone | undefined;
  readonly collaborative: string | undefined; // undefined: nobody ever signed in here
  readonly copyLost: boolean; // the browser threw away what this phone held; tell it, once
  /** Make another member the one who uses the phone, offline too; null: nobody. */
  readonly change: (memberId: string | null) => Promise<void>;
  /** Keep a member on this phone, as the one who uses it, and that it holds their sign-in. */
  readonly remember: (member: MemberOnPhone) => Promise<void>;
  /** Tell whether this phone holds the member's sign-in, as far as it knows. */
  readonly isSignedIn: (memberId: string) => boolean;
  /** Note that it does. Who uses the phone stays. */
  readonly noteSignedIn: (member: MemberOnPhone) => Promise<void>;
  /** Note that it does not: they must sign in again. Nothing else is touched. */
  readonly noteSignedOut: (memberId: string) => Promise<void>;
  /** End a member's use of this phone. What they have on it stays. */
  readonly leave: (member: MemberOnPhone) => Promise<void>;
  readonly unheardSignOuts: readonly SignOut[]; // the server has to be told of them yet
  readonly noteHeard: (signOut: SignOut) => Promise<void>;
  /** Note that the browser threw away what this phone held, found out in another way. */
  readonly noteCopyLost: () => void;
  readonly setting: (name: string) => string | undefined;
  readonly writeSetting: (name: string, value: string) => Promise<void>;
  /** Call `listener` when anything above changed, here or in another tab. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

// Kept outside IndexedDB, so that a phone whose databases were thrown away can tell.
const INSTALL_MARK = "cairn";

const SIGNED_IN = "signed_in."; // and a member ID
const SIGNED_OUT = "signed_out."; // and a device ID; the value is the member's

/** The header that says for whom a request speaks: only that member's cookie counts. */
export const speakFor = (memberId: string): Readonly<Record<string, string>> => ({
  "Cairn-Member": memberId,
});

/** Tell what `Phone.isSignedIn` tells, as it stands on disk: another tab may just have changed it. */
export const isSignedInNow = async (db: PhoneDatabase, memberId: string): Promise<boolean> =>
  (await db.get("settings", SIGNED_IN + memberId)) !== undefined;

/** Open what the phone knows of its people. Opens nothing else. */
export async function openPhone(): Promise<Phone> {
  const db = await openPhoneDatabase();
  const copyLost = await checkInstallMark(db);
  const channel = openChannel("cairn-phone");
  const phone = new OpenPhone(db, channel, copyLost);
  await phone.reload();
  // Browsers promise it more readily to an app that was installed since the last time.
  if (globalThis.matchMedia?.("(display-mode: standalone)").matches) void askToKeep();
  return phone;
}

class OpenPhone implements Phone {
  members: readonly MemberOnPhone[] = [];
  copyLost: boolean;
  readonly #db: PhoneDatabase;
  readonly #channel: Channel;
  readonly #listeners = new Set<() => void>();
  #settings = new Map<string, string>();

  constructor(db: PhoneDatabase, channel: Channel, copyLost: boolean) {
    this.#db = db;
    this.#channel = channel;
    this.copyLost = copyLost;
    channel.subscribe(() => void this.reload());
  }

  get current(): MemberOnPhone | undefined {
    const id = this.#settings.get("current");
    return this.members.find((member) => member.id === id);
  }

  get unheardSignOuts(): readonly SignOut[] {
    return [...this.#settings]
      .filter(([name]) => name.startsWith(SIGNED_OUT))
      .map(([name, memberId]) => ({ memberId, deviceId: name.slice(SIGNED_OUT.length) }));
  }

  get collaborative(): string | undefined {
    return this.#settings.get("collaborative");
  }

  setting(name: string): string | undefined {
    return this.#settings.get(`own.${name}`);
  }

  async writeSetting(name: string, value: string): Promise<void> {
    await this.#write({ [`own.${name}`]: value });
  }

  async change(memberId: string | null): Promise<void> {
    const collaborative = this.members.find(({ id }) => id === memberId)?.collaborative;
    await this.#write({
      current: memberId ?? undefined,
      ...(collaborative ? { collaborative } : {}),
    });
  }

  isSignedIn(memberId: string): boolean {
    return this.#settings.has(SIGNED_IN + memberId);
  }

  async remember(member: MemberOnPhone): Promise<void> {
    const { id, collaborative } = member;
    await this.#write({ current: id, collaborative, [SIGNED_IN + id]: "yes" }, member);
  }

  async noteSignedIn(member: MemberOnPhone): Promise<void> {
    await this.#write({ [SIGNED_IN + member.id]: "yes" }, member);
  }

  async noteSignedOut(memberId: string): Promise<void> {
    await this.#write({ [SIGNED_IN + memberId]: undefined });
  }

  async leave({ id, device }: MemberOnPhone): Promise<void> {
    await this.#write({
      [SIGNED_IN + id]: undefined,
      [SIGNED_OUT + device.id]: id,
      ...(this.current?.id === id ? { current: undefined } : {}),
    });
  }

  async noteHeard({ deviceId }: SignOut): Promise<void> {
    await this.#write({ [SIGNED_OUT + deviceId]: undefined });
  }

  noteCopyLost(): void {
    this.copyLost = true;
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#channel.close();
    this.#db.close();
  }

  async reload(): Promise<void> {
    const tx = this.#db.transaction(["members", "settings"]);
    const settings = tx.objectStore("settings");
    const [members, names, values] = await Promise.all([
      tx.objectStore("members").getAll(),
      settings.getAllKeys(),
      settings.getAll(),
    ]);
    this.members = members.sort((a, b) => a.displayName.localeCompare(b.displayName));
    this.#settings = new Map(names.map((name, place) => [name, values[place] ?? ""]));
    for (const listener of this.#listeners) listener();
  }

  async #write(
    settings: Readonly<Record<string, string | undefined>>,
    member?: MemberOnPhone,
  ): Promise<void> {
    const tx = this.#db.transaction(["members", "settings"], "readwrite", { durability: "strict" });
    const store = tx.objectStore("settings");
    const writes = Object.entries(settings).map(([name, value]) =>
      value === undefined ? store.delete(name) : store.put(value, name),
    );
    await Promise.all([...writes, member && tx.objectStore("members").put(member), tx.done]);
    await this.reload();
    this.#channel.announce("people");
  }
}

/** Tell whether this phone's databases were thrown away since the last opening. */
async function checkInstallMark(db: PhoneDatabase): Promise<boolean> {
  const expected = readInstallMark();
  const mark = (await db.get("settings", "mark")) ?? newMark();
  await db.put("settings", mark, "mark");
  writeInstallMark(mark);
  return expected !== null && expected !== mark;
}

// A browser may forbid localStorage and still give IndexedDB: then nothing can be told.
function readInstallMark(): string | null {
  try {
    return localStorage.getItem(INSTALL_MARK);
  } catch {
    return null;
  }
}

function writeInstallMark(mark: string): void {
  try {
    localStorage.setItem(INSTALL_MARK, mark);
  } catch {
    // As above.
  }
}
