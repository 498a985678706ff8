/**
 * The rows that are on the page: as many as fill the screen, and some to spare. What scrolls out
 * takes the words and the place of what scrolls in; Preact has no part in it, so that a frame
 * of scrolling costs the rows that are new in it and nothing else.
 *
 * What can be seen is told at once, the spare rows a few with each frame. On the page the rows
 * are put in the list's order when the scrolling rests: screen readers read in that order.
 */
import { type Sight, type Span, seenOf, spanOf } from "../../directory/span.ts";
import { isSame, Row, type RowFacts } from "./row.ts";

/** What the list holds now. */
export interface Listed {
  readonly count: number;
  readonly active: number; // the place that has the focus, or would get it: always there
  readonly factsOf: (place: number) => RowFacts;
}

const SPARE_A_FRAME = 3;
const REST_MS = 150;

export class Rows {
  readonly #body: HTMLElement;
  readonly #look: () => Sight;
  readonly #byPlace = new Map<number, Row>();
  #free: Row[] = [];
  #listed: Listed = { count: 0, active: 0, factsOf: () => never() };
  #told = 0; // rows, ever
  #frame = 0;
  #rest = 0;

  constructor(body: HTMLElement, look: () => Sight) {
    this.#body = body;
    this.#look = look;
  }

  /** Tell what changed: entries, their order, what is chosen. */
  show(listed: Listed): void {
    this.#listed = listed;
    this.#keepActive();
    for (const [place, row] of this.#byPlace) {
      if (place < listed.count) tell(row, listed.factsOf(place));
      else this.#giveUp(place, row);
    }
    this.follow();
    this.#settle();
  }

  /** Tell what can be seen now. */
  readonly follow = (): void => {
    const sight = this.#look();
    const seen = seenOf(sight);
    this.#giveUpOutside(spanOf(sight));
    this.#fill(this.#listed.active);
    const before = this.#told;
    for (let place = seen.first; place < seen.end; place++) this.#fill(place);
    // After a jump the spare rows wait for the next frame.
    if (this.#told - before <= SPARE_A_FRAME) this.#fillSpare();
    else this.#fillSpareNext();
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(this.#settle, REST_MS);
  };

  stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
  }

  /** A few spare rows now, the nearest first, and the others with the frames that follow. */
  readonly #fillSpare = (): void => {
    cancelAnimationFrame(this.#frame);
    const { first, end } = spanOf(this.#look());
    const missing = Array.from({ length: end - first }, (_one, n) => first + n)
      .filter((place) => !this.#byPlace.has(place))
      .sort((a, b) => Math.abs(2 * a - first - end) - Math.abs(2 * b - first - end));
    for (const place of missing.slice(0, SPARE_A_FRAME)) this.#fill(place);
    if (missing.length > SPARE_A_FRAME) this.#fillSpareNext();
    else for (const row of this.#free) row.element.remove();
  };

  #fillSpareNext(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#fillSpare);
  }

  #fill(place: number): void {
    const { count, factsOf } = this.#listed;
    if (this.#byPlace.has(place) || place >= count) return;
    const row = this.#free.pop() ?? new Row();
    if (!row.element.isConnected) this.#body.append(row.element);
    this.#byPlace.set(place, row);
    this.#told++;
    tell(row, factsOf(place));
  }

  #giveUpOutside({ first, end }: Span): void {
    for (const [place, row] of this.#byPlace) {
      const isNear = place >= first && place < end;
      if (!isNear && place !== this.#listed.active) this.#giveUp(place, row);
    }
  }

  #giveUp(place: number, row: Row): void {
    this.#byPlace.delete(place);
    this.#free.push(row);
  }

  /** The row with the focus goes with its entry, wherever a new order puts that. */
  #keepActive(): void {
    const { active, count, factsOf } = this.#listed;
    if (active >= count) return;
    const { id } = factsOf(active).entry;
    for (const [place, row] of this.#byPlace) {
      if (row.facts?.entry.id !== id || !row.facts.isActive || place === active) continue;
      const other = this.#byPlace.get(active);
      this.#byPlace.set(active, row);
      if (other) this.#byPlace.set(place, other);
      else this.#byPlace.delete(place);
      return;
    }
  }

  /** Put the rows in order around the one that has the focus: moved itself, it would lose it. */
  readonly #settle = (): void => {
    const rows = [...this.#byPlace].sort(([a], [b]) => a - b).map(([, { element }]) => element);
    const focused = rows.findIndex((row) => row.contains(document.activeElement));
    const pivot = focused >= 0 ? focused : Math.floor(rows.length / 2);
    for (let place = pivot + 1; place < rows.length; place++) {
      const [before, row] = [rows[place - 1], rows[place]] as [HTMLElement, HTMLElement];
      if (row.previousElementSibling !== before) before.after(row);
    }
    for (let place = pivot - 1; place >= 0; place--) {
      const [row, after] = [rows[place], rows[place + 1]] as [HTMLElement, HTMLElement];
      if (row.nextElementSibling !== after) after.before(row);
    }
  };
}

function tell(row: Row, facts: RowFacts): void {
  if (!row.facts || !isSame(row.facts, facts)) row.show(facts);
}

function never(): never {
  throw new Error("no list has been shown yet");
}
