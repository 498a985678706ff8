/**
 * The box of anonymous answers that wait on a helper's phone.
 *
 * A database of its own: it belongs to no member and is no part of anybody's waiting changes.
 * Each answer lies under a random key, one length like the others, and nothing says when it
 * came, from whom, or after which. It is sent as it lies here, and cannot be opened again.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Answers, answerBody, randomName } from "./answer-body.ts";

/** One answer as it will be sent. */
export interface Waiting {
  readonly survey: string; // the UUID it goes to
  readonly body: string;
}

interface BoxSchema extends DBSchema {
  answers: { key: string; value: Waiting };
  state: { key: string; value: number }; // "sendAt": the hour to send at, in milliseconds
}

export interface AnswerBox {
  /** Durable once it resolves. */
  readonly put: (survey: string, answers: Answers) => Promise<void>;
  readonly all: () => Promise<readonly (readonly [key: string, waiting: Waiting])[]>;
  readonly remove: (key: string) => Promise<void>;
  readonly count: () => Promise<number>;
  readonly sendAt: () => Promise<number | undefined>;
  readonly planFor: (sendAt: number | undefined) => Promise<void>;
  readonly subscribe: (listener: () => void) => () => void;
}

export const BOX = "cairn-surveys";

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

let opened: Promise<IDBPDatabase<BoxSchema>> | undefined;

const open = (): Promise<IDBPDatabase<BoxSchema>> => {
  opened ??= openDB<BoxSchema>(BOX, 1, {
    upgrade(db) {
      db.createObjectStore("answers");
      db.createObjectStore("state");
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
};

/** The phone's one box. It is opened when it is first used. */
export const answerBox: AnswerBox = {
  async put(survey, answers) {
    const waiting = { survey, body: answerBody(answers) };
    await (await open()).put("answers", waiting, randomName());
    tell();
  },
  async all() {
    const answers = (await open()).transaction("answers").store;
    const [keys, values] = await Promise.all([answers.getAllKeys(), answers.getAll()]);
    return keys.flatMap((key, place) => {
      const value = values[place];
      return value ? [[key, value] as const] : [];
    });
  },
  async remove(key) {
    await (await open()).delete("answers", key);
    tell();
  },
  count: async () => (await open()).count("answers"),
  sendAt: async () => (await open()).get("state", "sendAt"),
  async planFor(sendAt) {
    const db = await open();
    if (sendAt === undefined) await db.delete("state", "sendAt");
    else await db.put("state", sendAt, "sendAt");
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
