/**
 * When to exchange: on opening, back online, soon after an edit, on a timer, by hand.
 *
 *     done       again in some minutes
 *     no line    again after a delay that doubles up to a quarter of an hour, jittered
 *     signed out not before somebody signs in or asks
 *
 * When the one who uses the phone is through, it is the others' turn (`others.ts`): what
 * they left waiting, and sign-outs that the server has not heard of.
 *
 * Everything that comes from outside is handed in: time, chance, the network's events.
 */
import type { Space } from "../data/database.ts";
import type { Phone } from "../data/session.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type ExchangeOutcome, exchange, type Fetch } from "./exchange.ts";
import { sendOthers } from "./others.ts";

const EDIT_MILLISECONDS = 1_500; // after an edit, for the next one to join it
const IDLE_MILLISECONDS = 5 * 60_000;
const LOOK_MILLISECONDS = 60_000; // taken up again after less, the app is fresh enough
const FIRST_RETRY_MILLISECONDS = 5_000;
const LAST_RETRY_MILLISECONDS = 15 * 60_000;

export interface ScheduleStatus {
  readonly state: "idle" | "exchanging" | "offline" | "signed_out" | "error";
  readonly waiting: number; // documents with an edit no server has acknowledged
  readonly refused: number;
  readonly lastExchangedAt?: number; // milliseconds since 1970; survives a reload
  readonly reason?: string; // with "error": the server's sentence, or a word for ours
}

export interface Schedule {
  readonly status: {
    readonly value: ScheduleStatus;
    /** Call `listener` with the status now and whenever it changes. */
    readonly subscribe: (listener: (status: ScheduleStatus) => void) => () => void;
  };
  /** Exchange now, because somebody asked; resolves when it is over. */
  readonly now: () => Promise<void>;
  /** Stop for good, and cut what is under way. */
  readonly stop: () => void;
}

export interface Surroundings {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number; // from 0 up to 1
  readonly isOnline: () => boolean; // false: surely no line; true: perhaps one
  readonly events: Pick<EventTarget, "addEventListener" | "removeEventListener">; // the window
  readonly locks: LockManager | undefined;
  /** Tell the server of sign-outs it has not heard of; false when some are still unheard. */
  readonly endSignOuts: () => Promise<boolean>;
}

/** Keep `space` and the server alike for as long as the app is open. */
export function startSchedule(
  phone: Phone,
  space: Space,
  given: Partial<Surroundings> = {},
): Schedule {
  const schedule = new RunningSchedule(phone, space, { ...browserSurroundings(), ...given });
  void schedule.now();
  return schedule;
}

class RunningSchedule implements Schedule {
  readonly #phone: Phone;
  readonly #space: Space;
  readonly #around: Surroundings;
  readonly #listeners = new Set<(status: ScheduleStatus) => void>();
  readonly #stopped = new AbortController();
  readonly #unsubscribe: () => void;
  #status: ScheduleStatus = { state: "idle", waiting: 0, refused: 0 };
  #running: Promise<void> | undefined;
  #hasNews = false; // an edit was saved while an exchange was under way, perhaps too late for it
  #failures = 0; // in a row
  #callOff = () => {};

  constructor(phone: Phone, space: Space, around: Surroundings) {
    this.#phone = phone;
    this.#space = space;
    this.#around = around;
    this.#unsubscribe = space.subscribe(({ kind }) => {
      void this.#count();
      if (kind !== "edit") return;
      if (this.#running) this.#hasNews = true;
      else this.#plan(EDIT_MILLISECONDS);
    });
    around.events.addEventListener("online", this.#comeBack);
    around.events.addEventListener("visibilitychange", this.#look);
  }

  get status(): Schedule["status"] {
    return {
      value: this.#status,
      subscribe: (listener) => {
        this.#listeners.add(listener);
        listener(this.#status);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  async now(): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    this.#running ??= this.#run();
    await this.#running;
  }

  stop(): void {
    this.#stopped.abort();
    this.#callOff();
    this.#unsubscribe();
    this.#around.events.removeEventListener("online", this.#comeBack);
    this.#around.events.removeEventListener("visibilitychange", this.#look);
    this.#listeners.clear();
  }

  readonly #comeBack = () => {
    this.#failures = 0;
    this.#plan(0);
  };

  /** The app was taken up again: timers slept while it lay hidden. */
  readonly #look = () => {
    const age = this.#around.clock.now() - (this.#status.lastExchangedAt ?? 0);
    if (globalThis.document?.visibilityState !== "hidden" && age > LOOK_MILLISECONDS) this.#plan(0);
  };

  async #run(): Promise<void> {
    this.#callOff();
    this.#hasNews = false;
    this.#show({ state: "exchanging" });
    const outcome = await this.#exchange();
    await this.#count();
    const isContact = outcome.status === "done" || outcome.status === "signed_out";
    if (isContact) this.#show(statusAfter(outcome));
    const others = isContact ? await this.#serveOthers() : [];
    this.#running = undefined;
    if (this.#stopped.signal.aborted) return;
    this.#planAfter(outcome, others);
    this.#show(statusAfter(outcome));
    await this.#noteSignedOut(outcome);
  }

  async #exchange(): Promise<ExchangeOutcome> {
    try {
      return await exchange(this.#space, this.#around.fetch, this.#options);
    } catch (error) {
      // A bug, or a database closed under us. The screen stays usable, and says so.
      return { status: "failed", reason: String(error) };
    }
  }

  /** What else there is to do with a line. It changes no word on this member's screen. */
  async #serveOthers(): Promise<readonly ExchangeOutcome[]> {
    const { fetch, endSignOuts } = this.#around;
    try {
      const sent = await sendOthers(this.#phone, this.#space, fetch, this.#options);
      return (await endSignOuts()) ? sent : [...sent, { status: "offline" }];
    } catch (error) {
      return [{ status: "failed", reason: String(error) }];
    }
  }

  get #options() {
    const { clock, locks } = this.#around;
    return { clock, locks, signal: this.#stopped.signal };
  }

  /** Last of all, because it may start another schedule in this one's place. */
  async #noteSignedOut({ status }: ExchangeOutcome): Promise<void> {
    const { memberId } = this.#space;
    if (status !== "signed_out" || memberId === null || !this.#phone.isSignedIn(memberId)) return;
    await this.#phone.noteSignedOut(memberId);
  }

  #planAfter(own: ExchangeOutcome, others: readonly ExchangeOutcome[]): void {
    const outcome = [own, ...others].find(isWorthRetrying) ?? own;
    const { status } = outcome;
    this.#failures = status === "done" || status === "busy" ? 0 : this.#failures + 1;
    if (status === "signed_out" || status === "refused_protocol") return;
    const asked = status === "failed" ? (outcome.retryAfterSeconds ?? 0) * 1000 : 0;
    this.#plan(Math.max(asked, this.#delay()));
  }

  #delay(): number {
    if (this.#failures === 0 && this.#hasNews) return EDIT_MILLISECONDS;
    if (this.#failures === 0) return IDLE_MILLISECONDS * (0.75 + this.#around.random() / 2);
    const doubled = FIRST_RETRY_MILLISECONDS * 2 ** (this.#failures - 1);
    // Half of it is chance, so that the phones of one office do not all come back at once.
    return Math.min(doubled, LAST_RETRY_MILLISECONDS) * (0.5 + this.#around.random() / 2);
  }

  #plan(milliseconds: number): void {
    if (this.#stopped.signal.aborted) return;
    this.#callOff();
    this.#callOff = this.#around.clock.after(milliseconds, () => this.#due());
  }

  /** What was planned is due. Without a line nothing is tried, so that edits go on being folded. */
  #due(): void {
    if (this.#around.isOnline()) void this.now();
    else {
      this.#planAfter({ status: "offline" }, []);
      this.#show({ state: "offline" });
    }
  }

  async #count(): Promise<void> {
    try {
      const [counts, at] = await Promise.all([
        this.#space.counts(),
        this.#space.own?.get("state", "exchanged_at"),
      ]);
      this.#show({ ...counts, ...(at ? { lastExchangedAt: Number(at) } : {}) });
    } catch {
      // The space was closed meanwhile: what it held no longer matters to this screen.
    }
  }

  #show(change: Partial<ScheduleStatus>): void {
    const { reason: old, ...rest } = this.#status;
    const kept = old !== undefined && change.state === undefined ? { reason: old } : {};
    this.#status = { ...rest, ...kept, ...change };
    for (const listener of this.#listeners) listener(this.#status);
  }
}

const isWorthRetrying = ({ status }: ExchangeOutcome): boolean =>
  status === "offline" || status === "cut" || status === "failed" || status === "no_room";

function statusAfter(outcome: ExchangeOutcome): Partial<ScheduleStatus> {
  switch (outcome.status) {
    case "done":
    case "busy":
      return { state: "idle" };
    case "offline":
    case "cut":
      return { state: "offline" };
    case "signed_out":
      return { state: "signed_out" };
    case "failed":
      return { state: "error", reason: outcome.reason };
    case "no_room":
    case "refused_protocol":
      return { state: "error", reason: outcome.status };
  }
}

const browserSurroundings = (): Surroundings => ({
  fetch: (url, init) => globalThis.fetch(url, init),
  clock: systemClock,
  random: Math.random,
  isOnline: () => globalThis.navigator?.onLine !== false,
  events: globalThis,
  locks: globalThis.navigator?.locks,
  endSignOuts: async () => true,
});
