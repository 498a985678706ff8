/**
 * One row of the list of all entries, on the page. It is made once and tells one entry after
 * another: nothing in it comes or goes, only its words change, which costs a browser the least.
 */
import type { Entry } from "../../directory/entry.ts";
import { stateOf } from "../../directory/listing.ts";
import { t, tn } from "../../locale.ts";
import { drawIcon, type IconName } from "../../parts/icon.tsx";
import { cellWords, checkedCell } from "./list-words.ts";

/** What a row tells; as long as all of it is the same, the row is left alone. */
export interface RowFacts {
  readonly entry: Entry;
  readonly place: number; // from the top, 0 first
  readonly isChosen: boolean;
  readonly isActive: boolean; // it has the focus, or would get it
  readonly isOpened: boolean;
  readonly reports: number;
  readonly today: string;
  readonly language: string;
}

export const isSame = (a: RowFacts, b: RowFacts): boolean =>
  a.entry === b.entry &&
  a.place === b.place &&
  a.isChosen === b.isChosen &&
  a.isActive === b.isActive &&
  a.isOpened === b.isOpened &&
  a.reports === b.reports &&
  a.today === b.today &&
  a.language === b.language;

export const rowId = (id: string): string => `row-${id}`;

export class Row {
  readonly element = make("div", "grid-row", "row");
  #facts: RowFacts | undefined;
  // A checkbox of the browser's own would tick itself, whatever a range makes of it.
  readonly #tick = make("span", "tick", "checkbox");
  readonly #name = new Text();
  readonly #organization = new Text();
  readonly #category = new Text();
  readonly #place = new Text();
  readonly #state = new Text();
  readonly #public = new Text();
  readonly #overdue = new Text();
  readonly #checked = new Text();
  readonly #waiting = new Text();
  readonly #reports = new Text();
  readonly #stateCell = cell(6, "cell-state", this.#state);
  readonly #checkedCell = cell(
    8,
    "cell-checked",
    icon("warn"),
    unseen(this.#overdue),
    this.#checked,
    icon("send"),
    unseen(this.#waiting),
  );
  readonly #reportsCell = cell(9, "cell-reports", icon("flag"), this.#reports);

  constructor() {
    this.#tick.tabIndex = -1;
    this.#tick.append(drawIcon("check"));
    const open = make("span", "entry-open", "button");
    open.tabIndex = -1;
    open.append(this.#name);
    this.element.append(
      cell(1, "cell-choose", this.#tick),
      cell(2, "cell-name", open),
      cell(3, "cell-organization", this.#organization),
      cell(4, "cell-category", this.#category),
      cell(5, "cell-place", this.#place),
      this.#stateCell,
      cell(7, "cell-public", this.#public),
      this.#checkedCell,
      this.#reportsCell,
    );
  }

  get facts(): RowFacts | undefined {
    return this.#facts;
  }

  show(next: RowFacts): void {
    const old = this.#facts;
    this.#facts = next;
    const { entry, place, reports } = next;
    if (place !== old?.place) {
      this.element.style.transform = `translateY(calc(var(--row) * ${place}))`;
      this.element.ariaRowIndex = `${place + 2}`;
    }
    if (next.isActive !== old?.isActive) this.element.tabIndex = next.isActive ? 0 : -1;
    if (next.isOpened !== old?.isOpened) this.element.classList.toggle("opened", next.isOpened);
    if (next.isChosen !== old?.isChosen) {
      this.element.ariaSelected = `${next.isChosen}`;
      this.#tick.ariaChecked = `${next.isChosen}`;
    }
    const isTold = entry === old?.entry && next.language === old.language;
    if (!isTold || reports !== old.reports) {
      put(this.#reports, reports > 0 ? tn("{n} report", "{n} reports", reports) : "");
      this.#reportsCell.classList.toggle("none", reports === 0);
    }
    if (!isTold || next.today !== old.today) this.#tell(next);
  }

  #tell({ entry, today }: RowFacts): void {
    this.element.id = rowId(entry.id);
    this.#tick.ariaLabel = t("Choose {name}", { name: entry.name });
    put(this.#name, entry.name || t("An entry without a name"));
    put(this.#organization, entry.organization ?? "");
    put(this.#category, cellWords(entry, "category"));
    put(this.#place, entry.area);
    put(this.#state, cellWords(entry, "state"));
    put(this.#public, cellWords(entry, "public"));
    const state = stateOf(entry.document.body);
    setClass(this.#stateCell, `cell-state ${state}`);
    const { words, isOverdue } = checkedCell(entry, today);
    put(this.#checked, words);
    put(this.#overdue, isOverdue ? `${t("Overdue")} ` : "");
    put(this.#waiting, entry.isWaiting ? ` ${t("Your change is waiting to be sent")}` : "");
    setClass(
      this.#checkedCell,
      `cell-checked${isOverdue ? " old" : ""}${entry.isWaiting ? " waiting" : ""}`,
    );
  }
}

function put(node: Text, words: string): void {
  if (node.data !== words) node.data = words;
}

function setClass(element: HTMLElement, name: string): void {
  if (element.className !== name) element.className = name;
}

function make(tag: "div" | "span", className: string, role?: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  if (role) element.setAttribute("role", role);
  return element;
}

function cell(column: number, className: string, ...children: readonly Node[]): HTMLElement {
  const element = make("span", className, "gridcell");
  element.ariaColIndex = `${column}`;
  element.append(...children);
  return element;
}

function unseen(words: Text): HTMLElement {
  const element = make("span", "unseen");
  element.append(words);
  return element;
}

function icon(name: IconName): SVGSVGElement {
  const drawing = drawIcon(name);
  drawing.classList.add(`is-${name}`);
  return drawing;
}
