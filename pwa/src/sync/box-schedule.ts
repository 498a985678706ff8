/** The page's one watch over the box: on opening, on coming back online, and now and then. */
import { answerBox } from "../data/answer-box.ts";
import { sendAnswer } from "./send-answer.ts";
import { type Emptied, emptyBox, LOOK_EVERY_MS, lookAtBox, type Means } from "./send-box.ts";

const LOCK = "cairn-answer-box"; // one tab at a time

const means: Means = {
  box: answerBox,
  send: ({ survey, body }) => sendAnswer((url, init) => fetch(url, init), survey, body),
  now: () => Date.now(),
  random: Math.random,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  isOnline: () => navigator.onLine,
};

async function alone<T>(work: () => Promise<T>): Promise<T | undefined> {
  if (!navigator.locks) return work();
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) =>
    lock ? work() : undefined,
  );
}

/** Send now, as somebody asked for it. Undefined: another tab is at it. */
export const sendBoxNow = (): Promise<Emptied | undefined> => alone(() => emptyBox(means));

/** Watch for as long as the page lives. What goes wrong is tried again at the next look. */
export function watchBox(): void {
  const look = () => void alone(() => lookAtBox(means)).catch(() => undefined);
  look();
  setInterval(look, LOOK_EVERY_MS);
  addEventListener("online", look);
  answerBox.subscribe(look);
}
