/**
 * Sending what lies in the box: in mixed order, each answer by itself, once a day at a random
 * time, so that neither the order nor the hour tells who answered.
 */
import type { AnswerBox, Waiting } from "../data/answer-box.ts";
import type { Sent } from "./send-answer.ts";

export const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
export const LOOK_EVERY_MS = 15 * 60_000;
const LONGEST_PAUSE_MS = 3_000; // between two answers

export interface Emptied {
  readonly sent: number;
  /** For surveys that have ended: they are gone from the phone, and were not counted. */
  readonly refused: number;
  readonly left: number;
}

export interface Means {
  readonly box: AnswerBox;
  readonly send: (waiting: Waiting) => Promise<Sent>;
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly isOnline: () => boolean;
}

/** When to send what came into an empty box: some full hour of the next 24. */
export const planned = (now: number, random: number): number =>
  Math.ceil((now + random * DAY_MS) / HOUR_MS) * HOUR_MS;

/** The same ones in another order: each as likely as any other. */
export function shuffled<T>(ordered: readonly T[], random: () => number): readonly T[] {
  const mixed = [...ordered];
  for (let place = mixed.length - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1));
    [mixed[place], mixed[other]] = [mixed[other] as T, mixed[place] as T];
  }
  return mixed;
}

/** Send all there is, until the line breaks. What was answered is taken out at once. */
export async function emptyBox({ box, send, random, pause }: Means): Promise<Emptied> {
  let sent = 0;
  let refused = 0;
  const waiting = shuffled(await box.all(), random);
  for (const [place, [key, answer]] of waiting.entries()) {
    if (place > 0) await pause(random() * LONGEST_PAUSE_MS);
    const outcome = await send(answer);
    if (outcome === "later") break;
    // A survey that the server does not know yet may reach it tomorrow.
    if (outcome === "unknown") continue;
    await box.remove(key);
    if (outcome === "counted") sent++;
    else refused++;
  }
  return { sent, refused, left: await box.count() };
}

/** See whether it is time, and send. Undefined: nothing was tried. */
export async function lookAtBox(means: Means): Promise<Emptied | undefined> {
  const { box, now, random, isOnline } = means;
  const sendAt = await box.sendAt();
  if ((await box.count()) === 0) {
    if (sendAt !== undefined) await box.planFor(undefined);
    return undefined;
  }
  // A clock that was set back must not keep answers for years.
  if (sendAt === undefined || sendAt > now() + 2 * DAY_MS) {
    await box.planFor(planned(now(), random()));
    return undefined;
  }
  if (now() < sendAt || !isOnline()) return undefined;
  const emptied = await emptyBox(means);
  await box.planFor(emptied.left > 0 ? planned(now(), random()) : undefined);
  return emptied;
}
